"""What a form's fields choose from, made of the city's units, catalogue and policy, the nearest first."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from api_client.models.city import CatalogueItem, City, Unit, UnitKind
from widgets.forms.command_fields import Field, Shape
from widgets.forms.field_row import Stock
from widgets.forms.matching import Candidate
from widgets.speech import Speech

OWN, HERE, NEAR, FAR = range(4)


def own_units(do: str, ticket: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Codes of the units that a command on a ticket is most likely about, as its summary tells: its co-units, the one an objection suggests."""
    told = ticket or {}
    waiting = told.get("waiting") or {}
    if do in ("dismiss", "waive"):
        owing = [str(part["unit"]) for part in waiting.get("parts") or () if do == "dismiss" or not part.get("reported")]
        return tuple(dict.fromkeys((*owing, *told.get("co_units", ()))))
    suggested = str((waiting.get("objection") or {}).get("suggested", ""))
    return (suggested,) if suggested and do in ("dispatch", "reassign") else ()


def stock_of(speech: Speech, *, places: Iterable[str] = (), own: Iterable[str] = (), now: Callable[[], int] = lambda: 0) -> Stock:
    """Units, catalogue lines and tiers of the speech's city; `places` are codes of the tickets' districts, streets and leads; `now` its time.

    `own` are codes of units that come before all others.
    """
    city = speech.city
    if city is None:
        return Stock(speech=speech, now=now)
    here = {code for code in places if code}
    around = {district for code in here if (district := city.district_of(code))}
    first = set(own)
    told = _Told(city)
    units = []
    for unit, district in _units(told, speech.lang):
        near = OWN if unit.code in first else HERE if unit.code in here or unit.code in around else NEAR if district in around else FAR
        units.append(unit if near == FAR else unit._replace(near=near))
    policy = city.policies[-1]
    return Stock(
        units=tuple(sorted(units, key=lambda candidate: candidate.near)),
        items=_items(told, speech.lang, city.day(datetime.fromtimestamp(at, UTC)) if (at := now()) else None),
        tiers=tuple((tier, speech.word("tier", tier)) for tier in policy.tiers),
        picks={"channel": channels_of(city, speech)},
        speech=speech,
        now=now,
    )


def picked(fields: Iterable[Field], stock: Stock) -> tuple[Field, ...]:
    """The fields, those for which there is something to pick from as pickers."""
    return tuple(field._replace(shape=Shape.UNIT) if field.shape is Shape.LINE and stock.picks.get(field.name) else field for field in fields)


def channels_of(city: City, speech: Speech) -> list[Candidate]:
    """The ways a request can come in, the telephone first."""
    names = dict.fromkeys(("phone", *city.channels)) if city.channels else ()
    return [Candidate(name, speech.word("choice.channel", name), city.said(name, "en"), shown=speech.channel(name)) for name in names]


class _Told:
    """A city as it was told: one that changes is told anew and is another; a city as a value is too large to be compared for each form."""

    def __init__(self, city: City) -> None:
        self.city = city

    def __hash__(self) -> int:
        return id(self.city)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Told) and other.city is self.city


@lru_cache(maxsize=4)
def _units(told: _Told, lang: str) -> tuple[tuple[Candidate, str], ...]:
    """Every unit, and the district it lies in; in the order that decides where nothing else does."""
    city, speech = told.city, Speech(str, city=told.city, lang=lang)
    made = [(_unit(unit, speech), city.district_of(unit.code)) for unit in city.units]
    return tuple(sorted(made, key=lambda one: _rank(one[0], city)))


@lru_cache(maxsize=4)
def _items(told: _Told, lang: str, day: date | None) -> tuple[Candidate, ...]:
    """The catalogue as it reads on a day; where the day is not known, the newest line of each code."""
    held = told.city.items_at(day) if day else told.city.items
    return tuple(_item(item, lang) for item in held.values())


def _unit(unit: Unit, speech: Speech) -> Candidate:
    above = speech.unit(unit.parent) if unit.kind is UnitKind.STREET else ""
    other = unit.name if speech.lang == "en" and unit.name_en else ""
    return Candidate(
        code=unit.code,
        name=unit.name,
        name_en=unit.name_en,
        pinyin=unit.pinyin,
        initials=unit.initials,
        near=FAR,
        note="  ".join(part for part in (other, above) if part),
        shown=speech.unit(unit.code),
    )


def _rank(candidate: Candidate, city: City) -> int:
    """Districts before departments before firms before streets, where nothing else decides."""
    order = (UnitKind.DISTRICT, UnitKind.DEPARTMENT, UnitKind.SOE, UnitKind.GREEN, UnitKind.STREET, UnitKind.CITY, UnitKind.COMMITTEE)
    return order.index(city.by_code[candidate.code].kind)


def _item(item: CatalogueItem, lang: str) -> Candidate:
    english = lang == "en" and bool(item.level3_en)
    above = (item.level1_en, item.level2_en) if english else (item.level1, item.level2)
    return Candidate(
        code=item.code,
        name=item.level3,
        name_en=item.level3_en,
        pinyin=item.pinyin,
        initials=item.initials,
        note=" / ".join(part for part in (*above, item.tier) if part),
        shown=item.level3_en if english else item.level3,
        words=" ".join((item.level1, item.level2, item.level1_en, item.level2_en)),
    )
