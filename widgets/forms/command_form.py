"""A form for any command, made from the command's own fields; it says what is missing and never drops what was typed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from api_client.models.line import Line
from api_client.models.text import clean
from widgets.forms.command_fields import Field, Shape, nested
from widgets.forms.field_row import FieldRow, Stock
from widgets.speech import Say

STAND_IN = "…"
"""Stands for a text not written yet, so that the effect can be seen before the reason is typed; never sent."""

LABEL_CELLS, LONG_LABEL = 16, 30
"""Cells of the labels, and how many they may have at most in a form as wide as this:"""
SPACIOUS = 84


def form_head(do: str, lines: Sequence[Line], say: Say) -> Content:
    """What the form does, and to which ticket or to how many."""
    name = say(f"command.{do}")
    match lines:
        case []:
            return Content(name)
        case [line]:
            return Content(f"{say('form.title', do=name, number=line.number)}  {clean(line.title)}")
    return Content(say("form.title.many", do=name, n=len(lines)))


class Faults(NamedTuple):
    """What keeps a form from being sent."""

    sentences: tuple[str, ...]
    rows: tuple[FieldRow, ...]


class CommandForm(VerticalScroll, can_focus=False):
    """The fields of one command, one under the other."""

    DEFAULT_CSS = """
    CommandForm { height: 1fr; scrollbar-size: 0 0; }
    """

    class Changed(Message):
        """Something was typed or chosen."""

    class Confirmed(Message):
        """Enter was pressed on the last field."""

    def __init__(
        self, do: str, fields: Sequence[Field], say: Say, stock: Stock, *, raw: Mapping[str, Any] | None = None, below: bool = False
    ) -> None:
        """`raw` is what a draft or a refused command had in its fields; `below` keeps room for words under them."""
        super().__init__()
        self._say = say
        given = raw or {}
        self.rows = [FieldRow(field, do, say, stock, raw=given.get(field.name)) for field in fields]
        self._below = Static(markup=False, classes="below") if below else None
        self._blank = self.raw if not given else {row.field.name: None for row in self.rows}

    def compose(self) -> ComposeResult:
        """One row a field."""
        yield from self.rows
        if self._below is not None:
            yield self._below

    def on_resize(self, event: events.Resize) -> None:
        """In a wide form no label is broken."""
        longest = max((row.label_cells for row in self.rows), default=0)
        for row in self.rows:
            row.give_label(min(longest, LONG_LABEL) if event.size.width >= SPACIOUS and longest > LABEL_CELLS else None)

    def show_below(self, lines: Sequence[Content]) -> None:
        """Words under the fields, where room was kept for them."""
        if self._below is not None:
            self._below.update(Content("\n").join(lines))

    def on_mount(self) -> None:
        """Begin where something is to be filled in."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the cursor into the first field that still misses something, else into the first one."""
        rows = [row for row in self.rows if row.fault] or self.rows
        if rows:
            rows[0].focus_control()

    @property
    def raw(self) -> dict[str, Any]:
        """What stands in the fields, for a draft."""
        return {row.field.name: row.raw for row in self.rows}

    def row(self, name: str) -> FieldRow | None:
        """The row of a field, None where the form has no such field."""
        return next((row for row in self.rows if row.field.name == name), None)

    @property
    def touched(self) -> bool:
        """Whether anything differs from the form as it would open by itself."""
        return self.raw != self._blank

    @property
    def body(self) -> dict[str, Any]:
        """The command's own fields, as far as they are filled in."""
        return nested({row.field.name: row.value for row in self.rows if row.value is not None and not self._left_out(row)})

    @property
    def sketch(self) -> dict[str, Any] | None:
        """The body for a preview: texts still to be written have a stand-in. None while anything else is missing."""
        values: dict[str, Any] = {}
        for row in self.rows:
            if row.fault == "missing" and row.field.shape in (Shape.NOTE, Shape.LINE) and not row.field.pattern:
                values[row.field.name] = STAND_IN
            elif row.fault in ("missing", "too_few") and row.field.shape is Shape.LINES and not row.field.pattern:
                values[row.field.name] = [*row.value, *[STAND_IN] * ((row.field.low or 1) - len(row.value))]
            elif row.fault:
                return None
            elif row.value is not None and not self._left_out(row):
                values[row.field.name] = row.value
        return nested(values)

    @staticmethod
    def _left_out(row: FieldRow) -> bool:
        """Empty texts and lists are left to the command's own default."""
        return row.value in ("", []) and not row.field.required

    def faults(self) -> Faults:
        """What is missing or wrong, in sentences, and the rows it is in."""
        rows = tuple(row for row in self.rows if row.fault)
        missing = [row.label for row in rows if row.fault == "missing"]
        sentences = [self._say("form.missing", fields=self._say("form.comma").join(missing))] if missing else []
        sentences += [self._sentence(row) for row in rows if row.fault != "missing"]
        return Faults(tuple(sentences), rows)

    def _sentence(self, row: FieldRow) -> str:
        """What is wrong with a row in which something stands."""
        field, value = row.field, row.value
        longest = max(map(len, value), default=0) if isinstance(value, list) else len(value) if isinstance(value, str) else 0
        facts = {"field": row.label, "low": field.low, "high": field.high, "range": row.range, "length": field.length, "example": row.example}
        if row.fault == "not_picked":
            facts["typed"] = clean(str(row.raw[-1] if isinstance(row.raw, list) else row.raw))
        return self._say(f"form.{row.fault}", now=longest if row.fault == "too_long" else len(value or ()), **facts)

    def explain(self, error: ValidationError) -> str:
        """Where the command's own definition would refuse the form, in this form's labels."""
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"][1:])
        row = self.row(name)
        return self._say("form.malformed", field=row.label if row else name, why=clean(first["msg"]))

    @on(FieldRow.Changed)
    def _changed(self, event: FieldRow.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(FieldRow.Submitted)
    def _submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        after = self.rows[self.rows.index(event.row) + 1 :]
        if after:
            after[0].focus_control()
        else:
            self.post_message(self.Confirmed())
