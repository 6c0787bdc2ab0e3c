"""One field of a form: its label, and the control that its shape asks for."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from api_client.models.text import clean
from widgets.forms.choice_line import NOTHING, ChoiceLine
from widgets.forms.command_fields import Field, Shape, choice_key
from widgets.forms.inputs import Line, NoteArea
from widgets.forms.line_picker import LinePicker
from widgets.forms.matching import Candidate
from widgets.forms.moment_line import MomentLine
from widgets.forms.unit_picker import UnitPicker
from widgets.forms.units_picker import UnitsPicker
from widgets.speech import Say, Speech

Fault = Literal["", "missing", "not_a_number", "not_a_moment", "not_a_day", "too_long", "too_few", "too_many", "not_fitting", "not_picked"]
"""What can be wrong with a field."""


class Stock(NamedTuple):
    """What fields choose from that only the city knows."""

    units: Sequence[Candidate] = ()
    items: Sequence[Candidate] = ()
    tiers: Sequence[tuple[str, str]] = ()
    """Tier keys and their words, fastest first."""
    named: Mapping[str, Sequence[tuple[Any, str]]] = {}
    """Values with their words for single fields, by the field's name."""
    picks: Mapping[str, Sequence[Candidate]] = {}
    """What single fields pick from in place of the units, by the field's name."""
    speech: Speech | None = None
    """How moments are told; without it they are read and told in UTC."""
    now: Callable[[], int] = lambda: 0
    """The hotline's time in seconds since 1970."""


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
            case Shape.ITEM:
                return LinePicker(stock.items, self._say, value=str(raw or ""), hint=self._hint)
            case Shape.UNIT:
                return UnitPicker(stock.picks.get(field.name, stock.units), self._say, value=str(raw or ""), hint=self._hint)
            case Shape.UNITS:
                return UnitsPicker(stock.units, self._say, value=(raw,) if isinstance(raw, str) else raw or ())
            case Shape.MOMENT | Shape.DAY:
                return MomentLine(stock.speech or Speech(self._say), stock.now, text=str(raw or ""), day=field.shape is Shape.DAY)
            case Shape.TIER:
                open_tier = [] if field.required else [("", self._say("form.as_catalogue"))]
                return ChoiceLine([*open_tier, *stock.tiers], value=raw or "")
            case Shape.CHOICE:
                options = stock.named.get(field.name) or [(choice, self._say(choice_key(field, choice))) for choice in field.choices]
                return ChoiceLine(options, value=raw)
            case Shape.NOTE | Shape.LINES:
                text = raw if isinstance(raw, str) else "\n".join(str(entry) for entry in raw or ())
                return NoteArea(clean(text, lines=True), hint=self._hint)
            case _:
                return Line(clean(str(raw if raw is not None else "")), hint=self._hint or self.range)

    @property
    def range(self) -> str:
        """Between which numbers it must lie; empty for a field that is no number."""
        if self.field.shape is not Shape.NUMBER:
            return ""
        return self._say("form.range" if self.field.high is not None else "form.from", low=self.field.low, high=self.field.high)

    @property
    def example(self) -> str:
        """How the field is written, where it has a hint."""
        return self._hint

    def compose(self) -> ComposeResult:
        """Label, then control."""
        yield Static(self._labelled, markup=False, classes="label")
        yield self.control_widget

    @property
    def _labelled(self) -> str:
        return f"{self.label}{' *' if self.field.required else ''}"

    @property
    def label_cells(self) -> int:
        """What the label takes on one line, with the blank behind it."""
        return cell_len(self._labelled) + 1

    def give_label(self, cells: int | None) -> None:
        """So many cells for the label; None: as the style sheet has it."""
        self.query_one(".label").styles.width = cells

    @property
    def raw(self) -> Any:
        """What stands in the field, as plainly as a draft keeps it."""
        match self.control_widget:
            case UnitPicker() as picker:
                return picker.value or picker.typed
            case UnitsPicker() as several:
                return several.raw
            case MomentLine() as moment:
                return moment.typed
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
            case UnitsPicker() as several:
                return None if several.unfinished else several.value
            case MomentLine() as moment:
                return moment.meant
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
    def fault(self) -> Fault:
        """What is wrong with the field, if anything."""
        value, shape = self.value, self.field.shape
        if isinstance(self.control_widget, ChoiceLine):
            return "missing" if self.field.required and self.control_widget.chosen == NOTHING else ""
        unread: dict[Shape, Fault] = {Shape.NUMBER: "not_a_number", Shape.MOMENT: "not_a_moment", Shape.DAY: "not_a_day"}
        if shape in unread:
            return unread[shape] if value is None and self.raw.strip() else "missing" if value is None and self.field.required else ""
        if isinstance(self.control_widget, UnitPicker | UnitsPicker) and self.control_widget.unfinished:
            return "not_picked"
        if value is None or (self.field.required and not value):
            return "missing"
        return _fault_of_several(value, self.field) if isinstance(value, list) else _fault_of_text(value, self.field)

    def focus_control(self) -> None:
        """Put the cursor into the field."""
        made_of_parts = isinstance(self.control_widget, UnitPicker | UnitsPicker | MomentLine)
        target = self.control_widget.query_one(Input) if made_of_parts else self.control_widget
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

    def on_units_picker_changed(self, event: UnitsPicker.Changed) -> None:
        """One unit more, or less."""
        self._tell(event)

    def on_moment_line_changed(self, event: MomentLine.Changed) -> None:
        """Another moment."""
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

    def on_units_picker_submitted(self, event: UnitsPicker.Submitted) -> None:
        """Enter behind the last unit."""
        self._go_on(event)

    def on_moment_line_submitted(self, event: MomentLine.Submitted) -> None:
        """Enter on a moment."""
        self._go_on(event)

    def _go_on(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Submitted(self))


def _fault_of_text(value: str, field: Field) -> Fault:
    if field.length and len(value) > field.length:
        return "too_long"
    return "not_fitting" if value and field.pattern and not re.search(field.pattern, value) else ""


def _fault_of_several(values: Sequence[str], field: Field) -> Fault:
    if field.low is not None and len(values) < field.low:
        return "too_few"
    if field.high is not None and len(values) > field.high:
        return "too_many"
    return next((fault for value in values if (fault := _fault_of_text(value, field))), "")


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
