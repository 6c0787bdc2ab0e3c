"""A countdown in large digits, readable from two metres: blocks five rows high, of filled blanks, or of `#` where ASCII is asked for."""

from rich.segment import Segment
from rich.style import Style

from widgets.cells.glyphs import PLAIN
from widgets.cells.inks import ground

ROWS = 5
_FONT = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("## ", " # ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "d": ("  #", "  #", "###", "# #", "###"),
    "h": ("#  ", "#  ", "###", "# #", "# #"),
    "m": ("     ", "     ", "#####", "# # #", "# # #"),
    ":": (" ", "#", " ", "#", " "),
    "+": ("   ", " # ", "###", " # ", "   "),
    "-": ("   ", "   ", "###", "   ", "   "),
}
"""Three dots wide where the sign allows; a dot is two cells or more, so that it is about as wide as high."""


def cells(text: str, dot: int) -> int:
    """How many cells the text takes with dots so many cells wide."""
    return sum(len(_FONT[sign][0]) * dot + dot for sign in text) - dot if text else 0


def big(text: str, style: Style, *, width: int, tall: int = 1, blocks: bool = True) -> list[list[Segment]]:
    """The text in `ROWS * tall` lines of at most `width` cells; one line of ordinary signs where even the narrowest form is too wide.

    Signs that have no large form are left out. `blocks`: filled blanks, which every font has and no terminal draws too wide; else `#`.
    """
    known = "".join(sign for sign in text if sign in _FONT)
    dot = next((dot for dot in (2 * tall, tall, 1) if cells(known, dot) <= width), 0)
    if not known or not dot:
        return [[Segment(text[:width], style)]]
    ink = Segment(" " * dot, ground(style)) if blocks else Segment("#" * dot, style)
    gap = Segment(" " * dot, PLAIN)
    lines: list[list[Segment]] = []
    for row in range(ROWS):
        dots = " ".join(_FONT[sign][row] for sign in known)
        line = list(Segment.simplify([ink if sign == "#" else gap for sign in dots]))
        lines += [line] * tall
    return lines
