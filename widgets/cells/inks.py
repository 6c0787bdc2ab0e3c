"""What a colour on the desk means: roles. A widget draws with the ink of a role; which colour that is, the theme alone says (tui/themes.py)."""

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.style import Style

BANDS = ("long", "overdue", "urgent", "warn", "watch", "calm", "paused", "done")
INKS = (
    *(f"band.{band}" for band in BANDS), *(f"sign.{band}" for band in BANDS),
    "heading", "unit", "good", "bad", "alarm", "waiting", "done", "rule", "selection",
)  # fmt: skip
"""Roles that are drawn with ink. `band.*` is text in a band, `sign.*` the sign before it, which may stand on a ground of its own.

On the ground of `selection` text looks chosen, as in reverse: style sheets have no other way, for Textual leaves reverse out of them.
"""
ATTRIBUTES = ("text", "strong", "hint")
"""Roles that are drawn with attributes alone: none, bold, dim. What is in reverse looks chosen."""
ROLES = (*ATTRIBUTES, *INKS)

CURSOR = "#0001ff"
"""A ground that is no role's ink: what stands on it is where a person types."""
_MARKED = (0, 1)
"""Red and green of every ink: a colour that nobody would choose, so that an ink is known again wherever it has been mixed."""


def hexadecimal(role: str) -> str:
    """The ink of a role as a style sheet takes it."""
    return "#{:02x}{:02x}{:02x}".format(*_MARKED, INKS.index(role))


def ink(role: str) -> Style:
    """The ink of a role. ValueError where there is no such role."""
    return Style(color=Color.from_rgb(*_MARKED, INKS.index(role)))


def ground(style: Style) -> Style:
    """A blank filled with the ink that a style is drawn with."""
    return Style(bgcolor=style.color)


def role_of(color: Color | None) -> str:
    """Which role's ink a colour is; empty where it is none."""
    triplet: ColorTriplet | None = color.triplet if color is not None else None
    if triplet is None or triplet[:2] != _MARKED or triplet.blue >= len(INKS):
        return ""
    return INKS[triplet.blue]
