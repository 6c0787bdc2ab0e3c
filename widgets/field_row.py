"""One field of a form: its label, and the control that its shape asks for."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from api_client.models.text import clean
from widgets.choice_line import NOTHING, ChoiceLine
from widgets.command_fields import Field, Shape, choice_key
from widgets.matching import Candidate
from widgets.speech import Say
from widgets.unit_picker import UnitPicker


class Stock(NamedTuple):
    """What fields choose from that only the city knows."""

    units: Sequence[Candidate] = ()
    items: Sequence[Candidate] = ()
    tiers: Sequence[tuple[str, str]] = ()
    """Tier keys and their words, fastest first."""
    named: Mapping[str, Sequence[tuple[Any, str]]] = {}
    """Values with their words for single fields, by the field's name."""


class Line(Input):
    """One line of text; what is pasted is cleaned before it is shown, line breaks become blanks."""

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
        border: none; border-left: ascii ansi_bright_black; background: ansi_default; color: ansi_default;
    }
    """

    class Submitted(Message):
        """Enter was pressed: on to the next field."""

        def __init__(self, note: "NoteArea") -> None:
            super().__init__()
            self.note = note

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


class FieldRow(Horizontal):
    """A label and its control. `raw` is what stands in it, `value` what the command would carry."""

    DEFAULT_CSS = """
    FieldRow { height: auto; width: 1fr; }
    FieldRow > .label { width: 16; height: auto; padding-right: 1; }
    FieldRow > Line, FieldRow > Line:focus { height: 1; border: none; padding: 0; width: 1fr; }
    """

    class Changed(Message):
        """What stands in the field changed."""

    class Submitted(Message):
        """Enter was pressed in the field."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row

    def __init__(self, field: Field, do: str, say: Say, stock: Stock, *, raw: Any = None) -> None:
        super().__init__(classes=f"field-{field.shape}")
        self.field = field
        key = f"command.{do}.{field.name}"
        self.label = say(key)
        self._say = say
        self._hint = _said(say, f"{key}.hint")
        self.control_widget = self._control(stock, field.default if raw is None else raw)

    def _control(self, stock: Stock, raw: Any) -> Widget:
        field = self.field
        match field.shape:
            case Shape.UNIT | Shape.ITEM:
                return UnitPicker(stock.units if field.shape is Shape.UNIT else stock.items, self._say, value=str(raw or ""), hint=self._hint)
            case Shape.TIER:
                return ChoiceLine([("", self._say("form.as_catalogue")), *stock.tiers], value=raw or "")
            case Shape.CHOICE:
                options = stock.named.get(field.name) or [(choice, self._say(choice_key(field, choice))) for choice in field.choices]
                return ChoiceLine(options, value=raw)
            case Shape.NOTE | Shape.LINES:
                text = raw if isinstance(raw, str) else "\n".join(str(entry) for entry in raw or ())
                return self._note(clean(text, lines=True))
            case _:
                line = Line(clean(str(raw if raw is not None else "")), placeholder=self._hint or self._range(), select_on_focus=False, compact=True)
                line.cursor_blink = False
                return line

    def _note(self, text: str) -> NoteArea:
        note = NoteArea(text, soft_wrap=True, highlight_cursor_line=False, placeholder=self._hint)
        note.cursor_blink = False
        return note

    def _range(self) -> str:
        return self._say("form.range", low=self.field.low, high=self.field.high) if self.field.shape is Shape.NUMBER else ""

    def compose(self) -> ComposeResult:
        """Label, then control."""
        yield Static(f"{self.label}{' *' if self.field.required else ''}", markup=False, classes="label")
        yield self.control_widget

    @property
    def raw(self) -> Any:
        """What stands in the field, as plainly as a draft keeps it."""
        match self.control_widget:
            case UnitPicker() as picker:
                return picker.value or picker.typed
            case ChoiceLine() as choice:
                return choice.value
            case NoteArea() as note:
                return note.text
            case Input() as line:
                return line.value

    @property
    def value(self) -> Any:
        """What the command would carry; None where nothing usable stands here."""
        match self.control_widget:
            case UnitPicker() as picker:
                return None if picker.unfinished else picker.value
            case ChoiceLine() as choice:
                return choice.value
            case NoteArea() as note if self.field.shape is Shape.LINES:
                return [line.strip() for line in note.text.splitlines() if line.strip()]
            case NoteArea() as note:
                return note.text.strip()
            case Input() as line if self.field.shape is Shape.NUMBER:
                return _number(line.value, self.field)
            case Input() as line:
                return line.value.strip()

    @property
    def fault(self) -> Literal["", "missing", "not_a_number", "too_long"]:
        """What is wrong with the field, if anything."""
        value = self.value
        if isinstance(self.control_widget, ChoiceLine):
            return "missing" if self.field.required and self.control_widget.chosen == NOTHING else ""
        if self.field.shape is Shape.NUMBER:
            return "not_a_number" if value is None and self.raw.strip() else "missing" if value is None and self.field.required else ""
        if value is None or (self.field.required and not value):
            return "missing"
        return "too_long" if self.field.length and isinstance(value, str) and len(value) > self.field.length else ""

    def focus_control(self) -> None:
        """Put the cursor into the field."""
        target = self.control_widget.query_one(Input) if isinstance(self.control_widget, UnitPicker) else self.control_widget
        self.screen.set_focus(target)  # at once: `focus()` would let the next key pass by first

    def on_input_changed(self, event: Input.Changed) -> None:
        """A line changed."""
        self._tell(event)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A note changed."""
        self._tell(event)

    def on_choice_line_changed(self, event: ChoiceLine.Changed) -> None:
        """Another choice."""
        self._tell(event)

    def on_unit_picker_changed(self, event: UnitPicker.Changed) -> None:
        """Another unit."""
        self._tell(event)

    def _tell(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line."""
        self._go_on(event)

    def on_note_area_submitted(self, event: NoteArea.Submitted) -> None:
        """Enter in a note."""
        self._go_on(event)

    def on_choice_line_submitted(self, event: ChoiceLine.Submitted) -> None:
        """Enter on a choice."""
        self._go_on(event)

    def on_unit_picker_submitted(self, event: UnitPicker.Submitted) -> None:
        """Enter on a unit."""
        self._go_on(event)

    def _go_on(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Submitted(self))


def _number(text: str, field: Field) -> int | None:
    plain = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text.strip())
    if not plain.isascii() or not plain.isdecimal() or len(plain) > 9:
        return None
    number = int(plain)
    return number if (field.low is None or number >= field.low) and (field.high is None or number <= field.high) else None


def _said(say: Say, key: str) -> str:
    """A word that not every field has."""
    try:
        said = say(key)
    except KeyError:
        return ""
    return "" if said == key else said
