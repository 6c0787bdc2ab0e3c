"""A table that the hotline tells, under a line to narrow it by typing: open, to the table, and away again; alike on every such screen."""

from textual.timer import Timer
from textual.widgets import Input

from tui.desk import Desk
from tui.table_screen import TableScreen

REST_SECONDS = 0.3
"""How long typing or moving must rest before the hotline is asked."""


class NarrowingScreen(TableScreen):
    """The screen says what is typed for; `box` stands above `grid`."""

    DEFAULT_CSS = """
    NarrowingScreen > Input { height: 1; display: none; }
    NarrowingScreen > Input.open { display: block; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.box = Input(compact=True)
        self.box.cursor_blink = False
        self._rest: Timer | None = None

    def ask_soon(self) -> None:
        """Ask as soon as the keys rest."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self.ask)

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """To the table, as it is narrowed."""
        self.grid.focus()

    def action_narrow(self) -> None:
        """Type what to look for."""
        self.box.add_class("open")
        self.box.focus()

    def action_go_back(self) -> None:
        """First away with what was typed, then to where one was."""
        if not self.box.has_class("open"):
            self.dismiss()
            return
        self.box.value = ""
        self.box.remove_class("open")
        self.grid.focus()
