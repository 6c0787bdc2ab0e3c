"""An emulator that knows left and right margins (DECLRMM, DECSLRM), as xterm does and pyte does not."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, ClassVar

import pyte

from tests.terminal import Screen

SIDES = 69
"""DECLRMM, a private mode."""


class SidedScreen(Screen):
    """A screen whose lines scroll between margins while the mode is on."""

    sides: tuple[int, int] | None = None
    """Columns from 0, the last one included; None where no margins are set."""

    def set_sides(self, left: int = 0, right: int = 0, **_: Any) -> None:
        """DECSLRM; saving the cursor (SCOSC) where the mode is off."""
        if SIDES << 5 in self.mode:
            self.sides = max(left, 1) - 1, (right or self.columns) - 1
            self.cursor_position()
        else:
            self.save_cursor()

    def reset_mode(self, *modes: int, **more: Any) -> None:
        """As pyte's; margins are gone together with their mode."""
        super().reset_mode(*modes, **more)
        self.sides = None if SIDES in modes else self.sides

    def carriage_return(self) -> None:
        """To the left margin, from within the margins."""
        super().carriage_return()
        if self.sides:
            self.cursor.x = self.sides[0]

    def index(self) -> None:
        """A line down; at the bottom what is between the margins moves up."""
        top, bottom = self.margins or (0, self.lines - 1)
        if self.sides and self.cursor.y == bottom:
            self._move(range(top, bottom), 1, bottom)
        else:
            super().index()

    def reverse_index(self) -> None:
        """A line up; at the top what is between the margins moves down."""
        top, bottom = self.margins or (0, self.lines - 1)
        if self.sides and self.cursor.y == top:
            self._move(range(bottom, top, -1), -1, top)
        else:
            super().reverse_index()

    def _move(self, ys: Iterable[int], by: int, edge: int) -> None:
        assert self.sides
        left, right = self.sides
        if not left <= self.cursor.x <= right:
            return
        for y in ys:
            for x in range(left, right + 1):
                self.buffer[y][x] = self.buffer[y + by][x]
        for x in range(left, right + 1):
            self.buffer[edge][x] = self.cursor.attrs._replace(data=" ")


class SidedStream(pyte.Stream):
    """A stream that hears of margins."""

    csi: ClassVar[dict[str, str]] = {**pyte.Stream.csi, "s": "set_sides"}  # type: ignore[misc] # told as one of the instance
    events = frozenset(chain(pyte.Stream.events, ["set_sides"]))
