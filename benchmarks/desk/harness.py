"""A terminal that notes when each piece of output came, and reads the screen back only when nothing is waited for."""

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from types import TracebackType
from typing import NamedTuple

from benchmarks.desk.homes import Home
from tests.terminal import Terminal
from tests.tui.display.sided import SidedScreen, SidedStream
from tui.terminals.probe import HOW_BESIDE, LEFT

ROW = re.compile(r"\d-?\d{6}\b")
"""What the number of a ticket looks like in a line."""
PLACE = re.compile(r"^([\d,]+)/")
"""Where the cursor is in the list, as the status line says it."""
FULL_PAGE = 25
"""So many tickets on a screen of 40 lines are a page."""
TOGETHER_SECONDS = 0.002
"""Pieces of output closer than this are one frame, where no slow line spreads them."""
ANSWER = "\x1b[1;2R"
"""A terminal that draws signs of ambiguous width narrow says this when asked."""
ASKED, ASKED_BESIDE, BESIDE = b"\x1b[6n", HOW_BESIDE.partition("\x1b[6n")[0].encode(), f"\x1b[1;{LEFT + 1}R"
"""Where is the cursor; the same after a line has begun between margins; what a terminal that has them says then."""


class Piece(NamedTuple):
    """What one read brought, and when."""

    at: float
    data: bytes


class Timed(Terminal):
    """As `Terminal`, with the moment of every piece of output; `started` is the moment of exec."""

    def __init__(
        self, command: Sequence[str], *, env: Home | None = None, cols: int = 120, rows: int = 40, answers: str = ANSWER, sided: bool = False
    ) -> None:  # fmt: skip
        """`sided`: it has margins at the sides."""
        super().__init__(command, cols=cols, rows=rows, env=env, answers=answers)
        if sided:
            self.screen = SidedScreen(cols, rows)
            self.stream = SidedStream(self.screen)
        self.sided = sided
        self.pieces: list[Piece] = []
        self.fed = 0
        self.together = TOGETHER_SECONDS

    def __enter__(self) -> "Timed":
        super().__enter__()
        self.started = time.perf_counter()  # spawning ends with exec
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)  # a desk that is asked to leave may take its time on a busy machine
        self.child.wait()
        super().__exit__(kind, error, trace)

    def pump(self, wait: float = 0.05) -> bytes:
        """As `Terminal.pump`, but what came is not drawn before somebody looks."""
        if not select.select([self.child.child_fd], [], [], max(wait, 0))[0]:
            return b""
        try:
            data = os.read(self.child.child_fd, 65536)
        except OSError:
            return b""
        self.last_byte = time.perf_counter()
        self.pieces.append(Piece(self.last_byte, data))
        self.received += data
        for before in data.split(ASKED)[:-1]:
            self.child.send(BESIDE if self.sided and before.endswith(ASKED_BESIDE) else self.answers)
        return data

    def step(self) -> Piece:
        """Draw the next piece that was not drawn yet."""
        piece = self.pieces[self.fed]
        self.fed += 1
        self.draw(piece.data)
        return piece

    def text(self) -> list[str]:
        """The lines on the screen, with all that has come."""
        while self.fed < len(self.pieces):
            self.step()
        return super().text()

    def lines(self) -> list[str]:
        """The lines on the screen, with what was drawn so far."""
        return super().text()

    def moment(self, holds: Callable[[], bool], *, quiet: float = 0.05, timeout: float = 45) -> float:
        """When the output came after which a condition holds, together with what came right behind; AssertionError where it never does.

        The screen is looked at only after `quiet` seconds without output.
        """
        deadline = time.perf_counter() + timeout
        while True:
            self.quiet(quiet, most=10 * quiet)
            while self.fed < len(self.pieces):
                self.step()
                if holds():
                    return self.end_of_frame()
            if time.perf_counter() > deadline or not (self.child.isalive() or self.pump()):
                raise AssertionError("never seen\n" + "\n".join(self.lines()))

    def end_of_frame(self) -> float:
        """When the last piece came that belongs together with the one drawn last."""
        return end_of_frame(self.pieces[self.fed - 1 :], self.together)

    def tickets(self) -> int:
        """How many tickets are on the screen."""
        return sum(bool(ROW.search(line)) for line in self.lines())

    def seen(self) -> tuple[str, tuple[str, ...]]:
        """What keys change: the place in the list, and which tickets stand there."""
        lines = self.lines()
        place = next((found[1] for line in lines if (found := PLACE.match(line))), "")
        return place, tuple(found[0] for line in lines if (found := ROW.search(line)))


def end_of_frame(pieces: Sequence[Piece], together: float) -> float:
    """When the last piece came that belongs together with the first, each coming within so many seconds of the one before."""
    for piece, following in pairwise(pieces):
        if following.at - piece.at > together:
            return piece.at
    return pieces[-1].at


def desk(
    env: Home, *, before: Sequence[str] = (), program: Sequence[str] = ("-m", "tui"), cols: int = 120, rows: int = 40, sided: bool = False
) -> Timed:  # fmt: skip
    """The desk in a terminal; `before` is a command that runs it, such as a slow line. `sided`: the terminal has margins at the sides."""
    # As installed: what is compiled once stays compiled.
    return Timed([*before, sys.executable, *program], env={**env, "PYTHONDONTWRITEBYTECODE": ""}, cols=cols, rows=rows, sided=sided)
