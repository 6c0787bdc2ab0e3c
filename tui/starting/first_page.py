"""The queue's first page on the terminal before Textual is loaded, and the terminal as it was, however the desk ends."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from rich.color import ColorSystem

from api_client.errors import LocalError
from tui.desk import Desk
from tui.display.cells import Cells
from tui.display.pens import Pens
from tui.display.picture import Picture
from tui.display.start import Start
from tui.queue import page as queue_page
from tui.terminals import terminal
from tui.terminals.probe import Probe
from tui.themes import Paint, theme

TAKE = "\x1b[?1049h\x1b[?25l\x1b[?7l"
"""The alternate screen, no cursor, no wrapping at the right edge."""
LEAVE = "\x1b[m\x1b[r\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[?1049l\x1b[?25h"
"""The reverse, with what Textual may have switched on by then."""
LEAVE_ON = ("SIGTERM", "SIGHUP")
SYSTEMS = {"256": ColorSystem.EIGHT_BIT, "truecolor": ColorSystem.TRUECOLOR}


@contextmanager
def shown(desk: Desk, probe: Probe) -> Iterator[Start]:
    """Show the first page, where there is one, drawn over the probe's question, and yield what the desk's display starts with.

    At the end the terminal is as it was.
    """
    pens = Pens(
        SYSTEMS.get(terminal.colours(os.environ), ColorSystem.STANDARD),
        no_colour="NO_COLOR" in os.environ,
        eight=terminal.has_eight(os.environ),
        undoes=terminal.undoes(os.environ),
    )
    start = Start(
        pens,
        Cells(pens, encoding=terminal.output_encoding(), plain=not desk.signs.letters),
        spared=terminal.spared(os.environ),
        scrolls=terminal.scrolls(os.environ),
        fills=terminal.fills(os.environ),
        erases=terminal.erases(os.environ),
        typed_in=terminal.input_encoding(terminal.output_encoding()),
    )
    picture = _drawn(desk, start)
    if picture is None:
        yield start
        return
    page = _Page()
    try:
        page.show(probe.width(time.monotonic()) + picture.difference())
        yield start._replace(picture=picture, attributes=page.attributes, taken=page.taken, give_back=page.take_away)
    finally:
        page.end()


def _drawn(desk: Desk, start: Start) -> Picture | None:
    """The page as cells; None where there is none, or no terminal that could show it."""
    if not all(stream and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__)):
        return None
    try:
        import termios  # noqa: F401 - where terminals have no attributes, there is no page
    except ImportError:
        return None
    try:
        width, height = os.get_terminal_size()
        lines = queue_page.first(desk, width, height)
    except (LocalError, OSError):
        return None  # the desk itself will come upon it, and say so
    if lines is None:
        return None
    picture = Picture(width, height, start.pens, scrolls=start.scrolls, fills=start.fills, erases=start.erases)
    paint = Paint(theme(desk.settings.theme, terminal.colours(os.environ)))
    for y, line in enumerate(lines):
        picture.put(0, y, [cell for text, style, _ in paint.segments(line) for cell in start.cells.of(text, style)])
    return picture


class _Page:
    """A page that stands on the terminal until somebody takes the terminal over."""

    def __init__(self) -> None:
        import termios

        self._input, self._output = 0, 2  # as Textual's driver
        self.attributes: list[Any] = termios.tcgetattr(self._input)
        self._stands = False
        self._before: dict[signal.Signals, Any] = {}

    def show(self, page: str) -> None:
        """Show it: keys typed from now on, and the terminal's answers, are neither echoed nor gathered into lines; they wait for the desk."""
        for name in LEAVE_ON:
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, self._leave)
        self._stands = True
        self._listen()
        self._write(TAKE + page)

    def taken(self) -> None:
        """Textual has the terminal."""
        self._stands = False

    def take_away(self) -> None:
        """Leave the terminal as it was."""
        self._set(self.attributes)
        if self._stands:
            self._stands = False
            self._write(LEAVE)

    def end(self) -> None:
        """The desk is over, or never was; then the answers that nobody has read are no words for a shell."""
        if self._stands:
            self._forget_typed()
        self.take_away()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _leave(self, number: int, frame: FrameType | None) -> None:
        """Asked to end before the desk's own ears are open: Textual may be half awake, so nothing but the terminal is tidied up."""
        self._stands = True
        self._forget_typed()
        self.take_away()
        before = self._before.get(signal.Signals(number))
        if callable(before):
            before(number, frame)
        os._exit(128 + number)

    def _listen(self) -> None:
        """As Textual's driver will ask of the terminal."""
        import termios

        mode = termios.tcgetattr(self._input)
        mode[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        self._set(mode)

    def _forget_typed(self) -> None:
        import termios

        with suppress(termios.error):
            termios.tcflush(self._input, termios.TCIFLUSH)

    def _set(self, attributes: list[Any]) -> None:
        import termios

        with suppress(termios.error):
            termios.tcsetattr(self._input, termios.TCSANOW, attributes)

    def _write(self, text: str) -> None:
        data = memoryview(text.encode(terminal.output_encoding(), "replace"))
        with suppress(OSError):
            while data:
                data = data[os.write(self._output, data) :]
