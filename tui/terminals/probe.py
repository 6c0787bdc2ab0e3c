"""What a terminal is asked of itself, and what its answers say: how wide it draws some signs, whether it has side margins, how long its line is."""

import sys
from collections.abc import Mapping
from typing import NamedTuple

from tui.terminals import terminal

SAMPLE = "─"
"""Of ambiguous width (UAX 11, class A): one cell, or two in terminals set up for Chinese fonts of old."""
HOW_WIDE, HOW_LONG = f"\x1b[H{SAMPLE}\x1b[6n", "\x1b[6n"
"""The questions: where the cursor is after the sample, which is drawn over; where it is, whatever the answer, for the time that takes."""
LEFT = 6
"""A column in which no other answer comes."""
HOW_BESIDE = f"\x1b[?69h\x1b[{LEFT + 1};9s\x1b[1;8H\r\x1b[6n\x1b[?69l"
"""Another: where a line begins between margins (DECLRMM, DECSLRM). Those without them at most save their cursor, and answer with the first column."""
SLOW_SECONDS = 0.1
"""A terminal that takes longer to answer, twice, is at the end of a slow line; once may be a busy machine."""


class Answer(NamedTuple):
    """What the terminal said; None where it was not asked or kept silent."""

    cells: int | None = None
    """How many cells the sample took."""
    seconds: float | None = None
    """How long the answer took, the shorter of two where the first was late."""
    margins: bool | None = None
    """Whether a list can be scrolled between margins at its sides."""

    @property
    def wide(self) -> bool:
        """Whether signs of ambiguous width take two cells."""
        return self.cells is not None and self.cells > 1

    @property
    def slow(self) -> bool:
        """Whether the line is slow."""
        return self.seconds is not None and self.seconds > SLOW_SECONDS


def sensible(environment: Mapping[str, str], encoding: str) -> bool:
    """Whether asking makes sense: not where signs of ASCII are used in any case, nor where a terminal might print the question."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return not terminal.look(environment, encoding).ascii and all(stream is not None and stream.isatty() for stream in streams)


class Probe:
    """One question after the other, but for the two at the start, and what is known by now.

    Nobody waits: an answer comes among the keys, or never. `now` is any clock's.
    """

    def __init__(self, *, signs: bool = False, link: bool = False) -> None:
        """What is to be found out: how wide `signs` are, whether the `link` is slow."""
        self._signs, self._link = signs, link
        self._sides = False
        """Whether the answer about margins is still to come, behind that about signs."""
        self._asked: float | None = None
        """When the question was put that has no answer yet."""
        self.told = Answer()

    def width(self, now: float) -> str:
        """The questions how wide signs are and whether there are margins, once; empty where that is known or asked already.

        What stands at the top left is lost.
        """
        if not self._signs or self._asked is not None:
            return ""
        self._asked = now
        self._sides = True
        return HOW_WIDE + HOW_BESIDE

    def time(self, now: float) -> str:
        """The next question how long the line is; empty while another has no answer, and once that is known."""
        if not self._link or self._asked is not None:
            return ""
        self._asked = now
        return HOW_LONG

    def hear(self, column: int, now: float) -> bool:
        """The terminal said in which column its cursor stands (from 0); whether something new is known by that.

        The first answer waited while the desk was loaded: how long it took says nothing.
        """
        if self._signs and self._asked is not None:
            self._signs, self.told = False, self.told._replace(cells=column)
            return True
        asked, self._asked = self._asked, None
        if asked is None:
            return False
        if self._sides:
            self._sides, self.told = False, self.told._replace(margins=column == LEFT)
            return True
        again, seconds = self.told.seconds is not None, now - asked
        self.told = self.told._replace(seconds=min(seconds, self.told.seconds if self.told.seconds is not None else seconds))
        self._link = not again and self.told.slow
        return not self._link
