"""The terminal's answers, heard among the keys once the desk stands: signs of ASCII where it draws wide, less to send where its line is slow."""

import os
import time
from collections.abc import Sequence

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.events import CursorPosition
from textual.filter import LineFilter

from tui.display import inside
from tui.display.plain import in_ascii
from tui.display.thin import ThinDisplay
from tui.looks import Looks
from tui.terminals.probe import Probe
from tui.terminals.terminal import SLOW_FPS
from widgets.cells.glyphs import ASCII


class InAscii(LineFilter):
    """Writes signs in ASCII where the thin display, whose last gate does it, is not there."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - signs have no ground
        """The segments of one line, as many cells as before."""
        return [Segment("".join(map(_plain, text)), style, control) for text, style, control in segments]


def _plain(sign: str) -> str:
    cells, written = get_character_cell_size(sign), in_ascii(sign)
    return sign if written == sign or not cells else written.ljust(cells)


class Listening(ThinDisplay[int], Looks):
    """Mixin for the desk's app."""

    probe = Probe()
    """What the terminal is asked; nothing where nobody says so."""
    _in_ascii = InAscii()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """As the theme's; after them signs of ASCII, where nobody else sees to that."""
        filters = super().get_line_filters()
        return [*filters, self._in_ascii] if self._start is None and self.desk.signs is ASCII else filters

    def ask_width(self) -> None:
        """Ask before the first picture is drawn over the question; not again where the first page has asked."""
        self._put(self.probe.width(time.monotonic()))

    def ask_time(self) -> None:
        """A second has passed: go on asking how long the line is, until that is known."""
        self._put(self.probe.time(time.monotonic()))

    def _put(self, question: str) -> None:
        if question:
            inside.write(self, question, at_once=False)

    def on_cursor_position(self, event: CursorPosition) -> None:
        """An answer; the event has the moment in which it was read, however busy the desk is."""
        known = self.probe.hear(event.x, event.time)
        if known and self.probe.told.slow and not self.desk.slow:
            self.desk.slow = True
            if "TEXTUAL_FPS" not in os.environ:
                inside.draw_less(self, SLOW_FPS)
            if self.spare_colours():
                self.repaint()
        if known and self.probe.told.margins:
            self.use_margins()
        if known and self.probe.told.wide and self.desk.signs is not ASCII:
            self.desk.signs, self.desk.say.plain = ASCII, True
            self.write_plain()
            self.repaint()
