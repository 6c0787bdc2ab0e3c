"""Where a file is to be kept: one line to type a path in, with what was wrong with the one before."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, Static

from api_client.models.text import clean
from tui.desk import Desk
from tui.figures.report_file import place
from widgets.cells.glyphs import ALARM


class SavingScreen(ModalScreen[str | None]):
    """Dismisses with the path as it was typed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    CSS: ClassVar[str] = """
    SavingScreen { background: ansi_default; }
    SavingScreen > Static { height: auto; }
    SavingScreen > Input { height: 1; }
    """

    def __init__(self, desk: Desk, typed: str, *, fault: str = "") -> None:
        """`fault` says what was wrong with what was typed."""
        super().__init__()
        self.desk = desk
        self._fault = fault
        self._box = Input(typed, compact=True, select_on_focus=False)
        self._box.cursor_blink = False

    def compose(self) -> ComposeResult:
        """What is asked, the line, where that is, what was wrong."""
        yield Static(Content(self.desk.say("reports.save_where")), markup=False)
        yield self._box
        yield Static(id="where", markup=False)
        yield Static(Content.styled(clean(self._fault), Style.from_rich_style(ALARM)), id="fault", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self._box.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say which file that is."""
        self.query_one("#where", Static).update(Content.styled(clean(str(self._place(event.value))), "dim"))

    @staticmethod
    def _place(typed: str) -> Path | str:
        try:
            return place(typed)
        except RuntimeError:  # no such person's folder
            return typed

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Done."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Leave without a file."""
        self.dismiss(None)
