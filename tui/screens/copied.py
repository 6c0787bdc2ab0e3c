"""What was copied, shown as plain lines: a multiplexer between desk and terminal may swallow the clipboard, the screen it cannot."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.desk import Desk
from tui.scrolling import scroll


class CopiedScreen(ModalScreen[None]):
    """The lines alone from the left edge, so that they can be marked by mouse; any of the usual keys goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,y,Y", "leave", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"
    CSS: ClassVar[str] = """
    CopiedScreen { background: ansi_default; }
    CopiedScreen > #head { height: 1; text-style: bold reverse; }
    CopiedScreen > VerticalScroll { height: 1fr; scrollbar-size: 0 0; }
    CopiedScreen VerticalScroll > Static { height: auto; }
    """

    def __init__(self, desk: Desk, lines: Sequence[str], tickets: int, *, whole: bool) -> None:
        """The lines that were copied, of how many tickets, and whether that is all there was to be copied."""
        super().__init__()
        self.desk = desk
        self._lines, self._tickets, self._whole = tuple(lines), tickets, whole

    def compose(self) -> ComposeResult:
        """How many, then the lines."""
        said = self.desk.say("copied.all" if self._whole else "copied.some", count=self._tickets)
        yield Static(Content(f" {said} "), id="head", markup=False)
        with VerticalScroll():
            yield Static(Content("\n".join(self._lines)), markup=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        scroll(self.query_one(VerticalScroll), by)

    def action_leave(self) -> None:
        """Back to the list."""
        self.dismiss(None)
