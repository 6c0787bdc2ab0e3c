"""The terminal's answers, heard among the keys once the desk stands: signs of ASCII where it draws wide, less to send where its line is slow."""

import os
import time

from textual.events import CursorPosition

from tui.display import inside
from tui.display.thin import ThinDisplay
from tui.looks import Looks
from tui.probe import Probe
from tui.terminal import SLOW_FPS
from widgets.glyphs import ASCII


class Listening(ThinDisplay[int], Looks):
    """Mixin for the desk's app."""

    probe = Probe()
    """What the terminal is asked; nothing where nobody says so."""

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
        if known and self.probe.told.wide and self.desk.signs is not ASCII:
            self.desk.signs, self.desk.say.plain = ASCII, True
            self.write_plain()
            self.repaint()
