"""Lines that go on, set in below where they began, so that the eye finds the beginning of the next one."""

import re
from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

INSET = 2
"""Cells by which what goes on is set in, where the line has no head."""
HEAD = 20
"""So many cells may be a head: a label, a number, an hour, which two blanks or more keep apart from the rest."""
_HEADED = re.compile(r"\S+(?: \S+)*?  +(?=\S)")
LEAST = 16
"""Below so many cells for what goes on nothing is set in."""


def hung(line: Content, width: int) -> list[Content]:
    """The pieces of one line, each of at most so many cells; those after the first begin under what its head is of, or further right than it does."""
    told = line.plain
    if "\n" not in told and line.cell_length <= width:
        return [line]
    lead = next((cells for cells in (_head(told), len(told) - len(told.lstrip(" ")) + INSET, 0) if cells is not None and width - cells >= LEAST), 0)
    if not lead:
        return line.wrap(max(2, width))
    head, *below = line.split("\n", allow_blank=True)
    first = head.wrap(width)[0]
    rest = head[_after(head.plain, first.plain) :]
    goes_on = [*([rest] if rest.plain else []), *below]
    return [first, *(Content.assemble(" " * lead, piece) for one in goes_on for piece in one.wrap(width - lead))]


def _head(told: str) -> int | None:
    """How many cells the head of a line takes, with the blanks behind it; None where it has none."""
    found = _HEADED.match(told)
    return cells if found and (cells := cell_len(found.group())) <= HEAD else None


def _after(text: str, first: str) -> int:
    """Where the second piece begins: after the first one and the blanks at which it was broken."""
    at = len(first)
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def hung_lines(lines: Iterable[Content], width: int) -> Content:
    """Several lines, each set in where it goes on, as one text."""
    return Content("\n").join(piece for line in lines for piece in hung(line, width))
