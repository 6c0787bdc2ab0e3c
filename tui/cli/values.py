"""From the words given for one field to its value: units by any of their names, moments on the city's clocks, several entries by comma."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from api_client.models.city import City
from tui.cli.units import OWNERS, Ambiguous, find_unit
from tui.words.words import Words
from widgets.forms.command_fields import Field, Shape
from widgets.forms.moments import read_day, read_moment

YES_NO = {"是": "true", "否": "false"}
BETWEEN = re.compile("[,，、]")
"""What stands between several entries in one word."""
ZONED = re.compile(r".*T.*(Z|[+-]\d\d:?\d\d)|\+.*[hm]", re.IGNORECASE)
"""Moments that mean the same in every zone."""


class Wrong(Exception):
    """The words make no value; the message is the sentence that says why."""


class Reading(NamedTuple):
    """What words are read by."""

    city: City | None
    """None where it is not known yet: units are taken for codes."""
    now: datetime
    say: Words


def value_of(field: Field, texts: Sequence[str], reading: Reading) -> Any:
    """The value of a field from each text given for it; of several texts for a single value the last one counts. Raises Wrong."""
    match field.shape:
        case Shape.UNITS:
            return [_unit(field, text, reading) for text in entries(texts)]
        case Shape.LINES:
            return entries(texts)
    text = texts[-1]
    if not text:
        return None if field.choices or field.shape in (Shape.MOMENT, Shape.DAY) else text
    match field.shape:
        case Shape.UNIT:
            return _unit(field, text, reading)
        case Shape.MOMENT:
            return _moment(field, text, reading)
        case Shape.DAY:
            return _day(field, text, reading)
    return YES_NO.get(text, text) if field.choices else text


def entries(texts: Sequence[str]) -> list[str]:
    """The entries of a list: one word is taken apart at its commas, of several words each is one entry, commas and all."""
    parts = BETWEEN.split(texts[0]) if len(texts) == 1 else texts
    return [part.strip() for part in parts if part.strip()]


def _unit(field: Field, text: str, reading: Reading) -> str:
    if reading.city is None or (field.name == "owner" and text in OWNERS):
        return text
    try:
        return find_unit(text, reading.city, lang=reading.say.lang)
    except Ambiguous as unclear:
        names = ", ".join(unclear.names)
        key = "cli.unclear_unit" if names else "cli.no_such_unit"
        raise Wrong(reading.say(key, field=field.name, text=text, units=names)) from None


def _moment(field: Field, text: str, reading: Reading) -> datetime:
    if reading.city is None and not ZONED.fullmatch(text.strip()):
        raise Wrong(reading.say("cli.no_zone", field=field.name, given=text))
    meant = read_moment(text, now=reading.now, zone=ZoneInfo(reading.city.zone if reading.city else "UTC"))
    if meant is None:
        raise Wrong(reading.say("cli.not_a_moment", field=field.name, given=text))
    return meant


def _day(field: Field, text: str, reading: Reading) -> date:
    here = reading.now.astimezone(ZoneInfo(reading.city.zone)) if reading.city else reading.now
    meant = read_day(text, today=here.date())
    if meant is None:
        raise Wrong(reading.say("cli.not_a_day", field=field.name, given=text))
    return meant
