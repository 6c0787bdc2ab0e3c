"""Where people type: one line or several, with what is pasted cleaned before it is shown."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, TextArea

from api_client.models.text import clean
from widgets.cells.inks import CURSOR


class Line(Input):
    """One line of text; what is pasted is cleaned before it is shown, line breaks become blanks."""

    class Emptied(Message):
        """Backspace was pressed where nothing stands any more."""

    def __init__(self, text: str, *, hint: str = "", select_on_focus: bool = False) -> None:
        """`hint` stands in the line while it is empty."""
        super().__init__(text, placeholder=hint, select_on_focus=select_on_focus, compact=True)
        self.cursor_blink = False

    def action_delete_left(self) -> None:
        """Delete a sign; where there is none, say so."""
        if not self.value:
            self.post_message(self.Emptied())
        super().action_delete_left()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(clean(event.text)) if self.selection.is_empty else self.replace(clean(event.text), *self.selection)


class NoteArea(TextArea):
    """Several lines of text. Enter goes on to the next field, ctrl+j breaks the line; a paste is kept whole and cleaned."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+j,alt+enter", "break_line", show=False)]
    DEFAULT_CSS = """
    NoteArea, NoteArea:focus {
        height: auto; min-height: 2; max-height: 8; width: 1fr; padding: 0;
        border: none; border-left: ascii ansi_default; background: ansi_default; color: ansi_default;
    }
    NoteArea .text-area--placeholder { color: ansi_default; text-style: dim; }
    NoteArea:ansi .text-area--cursor { color: ansi_default; background: %s; text-style: none; }
    """.replace("%s", CURSOR)

    class Submitted(Message):
        """Enter was pressed: on to the next field."""

        def __init__(self, note: "NoteArea") -> None:
            super().__init__()
            self.note = note

    def __init__(self, text: str, *, hint: str = "") -> None:
        """`hint` stands in the area while it is empty."""
        super().__init__(text, soft_wrap=True, highlight_cursor_line=False, placeholder=hint)
        self.cursor_blink = False

    def action_break_line(self) -> None:
        """Start a new line."""
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self))

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        start, end = self.selection
        self.move_cursor(self.replace(clean(event.text, lines=True), start, end, maintain_selection_offset=False).end_location)
