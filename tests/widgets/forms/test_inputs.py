"""Where people type: what is pasted is cleaned, an empty line says so."""

from textual import events
from textual.app import App, ComposeResult

from widgets.forms.inputs import Line, NoteArea


class OneOfEach(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.line, self.note = Line("", hint="one"), NoteArea("", hint="several")
        self.emptied = self.submitted = 0

    def compose(self) -> ComposeResult:
        yield self.line
        yield self.note

    def on_line_emptied(self) -> None:
        self.emptied += 1

    def on_note_area_submitted(self) -> None:
        self.submitted += 1


async def test_backspace_on_an_empty_line_is_told_and_on_a_full_one_deletes() -> None:
    app = OneOfEach()
    async with app.run_test() as pilot:
        await pilot.press("a", "backspace")
        assert (app.line.value, app.emptied) == ("", 0)
        await pilot.press("backspace")
        assert app.emptied == 1


async def test_a_paste_is_cleaned_and_replaces_what_is_marked() -> None:
    app = OneOfEach()
    async with app.run_test() as pilot:
        app.line.value = "old"
        app.line.select_all()
        app.line.post_message(events.Paste("a\r\nb\x1b[2J"))
        app.note.post_message(events.Paste("a\r\nb\x1b[2J"))
        await pilot.pause()
        assert app.line.value == "a b␛[2J"
        assert app.note.text == "a\nb␛[2J"


async def test_enter_leaves_a_note_and_ctrl_j_breaks_its_line() -> None:
    app = OneOfEach()
    async with app.run_test() as pilot:
        app.note.focus()
        await pilot.press("a", "ctrl+j", "b", "enter")
        assert (app.note.text, app.submitted) == ("a\nb", 1)
