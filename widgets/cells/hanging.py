"""Lines that go on, set in below where they began, so that the eye finds the beginning of the next one."""

from collections.abc import Iterable

from textual.content import Content

INSET = 2
"""Cells by which what goes on is set in."""
LEAST = 16
"""Below so many cells for what goes on nothing is set in."""


def hung(line: Content, width: int, *, inset: int = INSET) -> list[Content]:
    """The pieces of one line, each of at most so many cells; those after the first begin further right than it does."""
    told = line.plain
    if "\n" not in told and line.cell_length <= width:
        return [line]
    lead = len(told) - len(told.lstrip(" ")) + inset
    if width - lead < LEAST:
        return line.wrap(max(2, width))
    head, *below = line.split("\n", allow_blank=True)
    first = head.wrap(width)[0]
    rest = head[_after(head.plain, first.plain) :]
    goes_on = [*([rest] if rest.plain else []), *below]
    return [first, *(Content.assemble(" " * lead, piece) for one in goes_on for piece in one.wrap(width - lead))]


def _after(text: str, first: str) -> int:
    """Where the second piece begins: after the first one and the blanks at which it was broken."""
    at = len(first)
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def hung_lines(lines: Iterable[Content], width: int, *, inset: int = INSET) -> Content:
    """Several lines, each set in where it goes on, as one text."""
    return Content("\n").join(piece for line in lines for piece in hung(line, width, inset=inset))
