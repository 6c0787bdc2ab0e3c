"""The form of a call that is on the phone right now: who rings first, then what about, whose it is, and the rest."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual import on

from api_client.models.city import City, UnitKind
from api_client.models.page import DossierBrief
from api_client.models.placing import place_named
from api_client.models.recurring import Call
from api_client.models.text import LINE_LENGTH, clean
from widgets.forms.command_fields import Field, Shape, fields_of, flat
from widgets.forms.command_form import CommandForm
from widgets.forms.field_row import FieldRow, Stock
from widgets.forms.line_picker import LinePicker
from widgets.forms.matching import Candidate
from widgets.forms.stock import channels_of, stock_of
from widgets.forms.unit_picker import UnitPicker
from widgets.speech import Say, Speech

DO = "register"
ORDER = (
    "requester.phone", "requester.name", "title", "content", "kind", "urgent", "item", "address", "street", "channel", "origin_line",
    "requester.kind", "new_facts", "anonymous", "contact_promised", "campaign", "reply_by", "external",
)  # fmt: skip
"""The fields in the order in which a call tells them; `street` becomes `place`, which is a district too."""
PICKED = ("channel", "origin_line", "campaign")
"""Lines of text that are picked from what the city has."""
SESSIONS = ("leaders_hour", "campaign", "site")
"""Sorts of sessions that calls come in on."""
COMPARED_SIGNS = 2_000
"""As much of the content is held against other tickets while it is typed."""


def fields(session: str) -> tuple[Field, ...]:
    """The form's fields; `session` is the one that calls come in on now."""
    known = {field.name: field for field in fields_of(DO)}
    made = {name: known[name]._replace(shape=Shape.UNIT) if name in PICKED else known[name] for name in ORDER}
    made["street"] = known["street"]._replace(name="place")
    made["campaign"] = made["campaign"]._replace(default=session)
    return tuple(made.values())


def typed(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A draft, or the body of a command as it was sent, as values of this form's fields."""
    values = flat(raw)
    place = values.pop("street", "") or values.pop("district", "")
    return {**values, "place": values.get("place") or place}


def picks_of(speech: Speech, *, now: Callable[[], int]) -> Stock:
    """What the fields pick from: places in place of units, channels, merged lines."""
    stock = stock_of(speech, now=now)
    city = speech.city
    if city is None:
        return stock
    places = tuple(one for one in stock.units if city.by_code[one.code].kind in (UnitKind.DISTRICT, UnitKind.STREET))
    lines = [Candidate(line.code, line.name, line.name_en, shown=f"{line.code} {_named(line.name, line.name_en, speech)}") for line in city.lines]
    picks = {"place": places, "channel": channels_of(city, speech), "origin_line": lines, "campaign": ()}
    return stock._replace(picks=picks)


def _named(name: str, name_en: str, speech: Speech) -> str:
    return name_en if speech.lang == "en" and name_en else name


def sessions_of(briefs: Sequence[DossierBrief]) -> tuple[Candidate, ...]:
    """The sessions that a call may come in on, as they are picked."""
    return tuple(Candidate(one.number, one.title, shown=f"{one.number} {one.title}") for one in briefs if one.open and one.sort in SESSIONS)


class RegisterForm(CommandForm):
    """The fields of a call; the place follows the address as long as nobody has said otherwise."""

    def __init__(self, say: Say, speech: Speech, stock: Stock, *, session: str = "", raw: Mapping[str, Any] | None = None) -> None:
        """`raw` as `typed` makes it; `session` stands in its field where there is no draft."""
        super().__init__(DO, fields(session), say, stock, raw=raw)
        self._city: City | None = speech.city
        self._session = session
        self.guessed = ""
        """The place that the address names, while it stands in its field as a guess."""

    def focus_first(self) -> None:
        """Begin with who rings; a call that was left or refused goes on where something is missing or nothing stands yet."""
        rows = [row for row in self.rows if row.fault and row.fault != "missing"] or [row for row in self.rows if not row.raw]
        (rows or self.rows)[0].focus_control()

    def offer_sessions(self, candidates: Sequence[Candidate]) -> str:
        """The sessions that are open, known only now; returns the one that stood in the field and is over, and takes it out."""
        picker, stood = self.picker("campaign"), self.text("campaign")
        over = stood if stood == self._session and stood not in {one.code for one in candidates} else ""
        if over:
            picker.typed = ""
        picker.offer(candidates)
        return over

    def picker(self, name: str) -> UnitPicker:
        """The picker of a field that has one."""
        row = self.row(name)
        assert row is not None
        assert isinstance(row.control_widget, UnitPicker)
        return row.control_widget

    def text(self, name: str) -> str:
        """What stands in a field of text."""
        row = self.row(name)
        return str(row.value or "") if row else ""

    @on(FieldRow.Changed)
    def _follow(self) -> None:
        """The address may name a place, and the words a line."""
        line = self.picker("item")
        if isinstance(line, LinePicker):
            line.speaks_of(f"{self.text('title')} {self.text('content')[:COMPARED_SIGNS]}")
        place = self.picker("place")
        if self._city is None or (place.typed.strip() and place.value != self.guessed):
            self.guessed = ""
            return
        named = place_named(self.text("address"), self._city)
        if named != place.value:
            place.value = named
        self.guessed = named

    def _body(self, body: dict[str, Any]) -> dict[str, Any]:
        """District and street in place of the one place."""
        code = body.pop("place", "")
        kind = self._city.by_code[code].kind if self._city and code in self._city.by_code else UnitKind.STREET
        if code and kind is UnitKind.DISTRICT:
            body["district"] = code
        elif code:
            body |= {"street": code, "district": self._city.district_of(code) if self._city else ""}
        return body

    @property
    def body(self) -> dict[str, Any]:
        """The command's own fields, as far as they are filled in."""
        return self._body(super().body)

    @property
    def sketch(self) -> dict[str, Any] | None:
        """The body for a preview; None while something other than words is missing."""
        sketch = super().sketch
        return None if sketch is None else self._body(sketch)

    @property
    def call(self) -> Call:
        """What is known of the call so far, to hold it against other tickets."""
        body = self._body({"place": self.picker("place").value})
        told = {name: self.text(f"requester.{name}") for name in ("name", "phone")}
        lines = {**told, "item": self.picker("item").value, **body}
        lines |= {name: self.text(name) for name in ("address", "title")}
        # A page may be pasted anywhere; what is too long for a field is refused when the call is registered, not while it is typed.
        return Call(content=self.text("content")[:COMPARED_SIGNS], **{name: clean(line)[:LINE_LENGTH] for name, line in lines.items()})
