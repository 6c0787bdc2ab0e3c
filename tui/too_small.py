"""A window that is too small: one sentence in place of whatever screen there is, which is back untouched once there is room."""

from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from tui import keymap
from tui.desk import Desk
from tui.queue.page import SMALLEST


def is_too_small(width: int, height: int) -> bool:
    """Whether no screen fits."""
    return width < SMALLEST[0] or height < SMALLEST[1]


class TooSmallScreen(ModalScreen[None]):
    """The sentence. Of all keys only those that quit work: nothing is done that nobody sees."""

    CSS: ClassVar[str] = "TooSmallScreen { background: ansi_default; } TooSmallScreen Static { width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [binding for binding in keymap.bindings("desk") if getattr(binding, "action", "") == "quit"]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """The sentence alone."""
        yield Static(markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say it of the new size."""
        self.query_one(Static).update(self.desk.say("desk.too_small", width=event.size.width, height=event.size.height))

    def action_quit(self) -> None:
        """Leave the desk."""
        self.app.exit(0)


class Fits(App[int]):
    """Mixin for the desk's app."""

    desk: Desk

    def on_resize(self, event: events.Resize) -> None:
        """Put the sentence on top where nothing else fits, and away where something does."""
        shown = isinstance(self.screen, TooSmallScreen)
        if is_too_small(*event.size) and not shown:
            self.push_screen(TooSmallScreen(self.desk))
        elif shown and not is_too_small(*event.size):
            self.pop_screen()
