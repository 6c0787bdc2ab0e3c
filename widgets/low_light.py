"""Colours for a dark room: dark red and dark yellow on black, of the sixteen, and nothing bright; for every other theme's segments."""

from collections.abc import Sequence
from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

BLACK, RED, YELLOW = (Color.parse(name) for name in ("black", "red", "yellow"))
HOT = frozenset(("red", "bright_red", "magenta", "bright_magenta"))


@lru_cache(maxsize=1024)
def dimmed(style: Style | None) -> Style:
    """A style as it is shown at night. Bold goes, as many terminals show it bright; reversed text is dark red, which lights least."""
    if style is None:
        return Style.from_color(YELLOW, BLACK)
    name = style.color.name if style.color else ""
    hot = name in HOT or bool(style.reverse)
    return style.without_color + Style(color=RED if hot else YELLOW, bgcolor=BLACK, bold=False, underline=bool(style.underline))


def dim_segments(segments: Sequence[Segment]) -> list[Segment]:
    """Segments as they are shown at night; control codes stay as they are."""
    return [segment if segment.control else Segment(segment.text, dimmed(segment.style)) for segment in segments]
