"""Asks the terminal, before anything stands on it, how wide it draws a sign of ambiguous width, and hears how long its line is by the way."""

import os
import re
import select
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from tui import terminal

SAMPLE = "─"
"""Of ambiguous width (UAX 11, class A): one cell, or two in terminals set up for Chinese fonts of old."""
PATIENCE_SECONDS = 0.15
"""So long after the question the answer is listened for, while the desk is loaded; what comes later is left to Textual, which heeds it not."""
SLOW_SECONDS = 0.1
"""A terminal that takes longer to answer, twice, is at the end of a slow line; once may be a busy machine."""
_PLACE = re.compile(rb"\x1b\[\d+;(\d+)R")


class Answer(NamedTuple):
    """What the terminal said; None where it was not asked or kept silent."""

    cells: int | None = None
    """How many cells the sample took."""
    seconds: float | None = None
    """How long the answer took."""

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
    """One question to the terminal on the process's own streams; the terminal's attributes are as before after `end`."""

    def __init__(self, *, source: int = 0, sink: int = 2, patience: float = PATIENCE_SECONDS) -> None:
        """`patience`: how many seconds the answer is listened for."""
        self._source, self._sink, self._patience = source, sink, patience
        self._before: list[Any] | None = None
        self._listener: threading.Thread | None = None
        self._told = Answer()
        self.typed = b""
        """What the person typed before the answer came."""

    def ask(self) -> None:
        """Write the sample at the start of the line, ask where the cursor is then, wipe it out. Nothing happens where there is no terminal."""
        try:
            import termios
        except ImportError:
            return
        with suppress(termios.error, OSError):
            self._before = termios.tcgetattr(self._source)
            termios.tcsetattr(self._source, termios.TCSANOW, key_by_key(termios.tcgetattr(self._source)))
            self._listener = threading.Thread(target=self._listen, args=(self._question(),), daemon=True)
            self._listener.start()

    def answer(self) -> Answer:
        """What the terminal said; waits until it has, or the patience is over."""
        if self._listener is not None:
            self._listener.join()
        return self._told

    def _question(self) -> float:
        """Put the question; returns when."""
        os.write(self._sink, f"\r{SAMPLE}\x1b[6n\r\x1b[K".encode())
        return time.monotonic()

    def _listen(self, asked: float) -> None:
        """Hear the answer; one that comes late is asked for once more. A thread of its own, for how long it took is wanted too."""
        with suppress(OSError):
            self._told = self._heard(asked)
            if self._told.seconds is not None and self._told.slow:
                again = self._heard(self._question())
                self._told = self._told._replace(seconds=min(self._told.seconds, again.seconds or self._told.seconds))

    def _heard(self, asked: float) -> Answer:
        """Read until the answer is there, or the patience is over."""
        while select.select([self._source], [], [], max(0.0, asked + self._patience - time.monotonic()))[0]:
            piece = os.read(self._source, 1024)
            self.typed += piece
            if found := _PLACE.search(self.typed):
                self.typed = self.typed[: found.start()] + self.typed[found.end() :]
                return Answer(int(found[1]) - 1, time.monotonic() - asked)
            if not piece:
                break
        return Answer()

    def end(self) -> None:
        """Leave the terminal's attributes as they were."""
        self.answer()
        if self._before is None:
            return
        import termios

        with suppress(termios.error, OSError):
            termios.tcsetattr(self._source, termios.TCSANOW, self._before)
        self._before = None


def key_by_key(mode: list[Any]) -> list[Any]:
    """Attributes of a terminal (termios) with which keys are neither echoed nor gathered into lines, as Textual's driver will ask for them."""
    import termios

    mode[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    return mode
