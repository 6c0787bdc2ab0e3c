"""What a form's fields choose from, made of the city's units, catalogue and policy, the nearest first."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from api_client.models.city import CatalogueItem, City, Unit, UnitKind
from widgets.command_fields import Field, Shape
from widgets.field_row import Stock
from widgets.matching import Candidate
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
    units = [_unit(unit, city, speech, here=here, around=around) for unit in city.units]
    units = [unit._replace(near=OWN) if unit.code in first else unit for unit in units]
    policy = city.policies[-1]
    return Stock(
        units=tuple(sorted(units, key=lambda candidate: (candidate.near, _rank(candidate, city)))),
        items=tuple(_item(item, speech) for item in _in_force(city, now()).values()),
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
    return [Candidate(name, speech.word("choice.channel", name)) for name in dict.fromkeys(("phone", *city.channels))] if city.channels else []


def _in_force(city: City, now: int) -> Mapping[str, CatalogueItem]:
    """The catalogue as it reads today; where the time is not known, the newest line of each code."""
    return city.items_at(city.day(datetime.fromtimestamp(now, UTC))) if now else city.items


def _unit(unit: Unit, city: City, speech: Speech, *, here: set[str], around: set[str]) -> Candidate:
    near = HERE if unit.code in here or unit.code in around else NEAR if city.district_of(unit.code) in around else FAR
    above = speech.unit(unit.parent) if unit.kind is UnitKind.STREET else ""
    other = unit.name if speech.lang == "en" and unit.name_en else ""
    return Candidate(
        code=unit.code,
        name=unit.name,
        name_en=unit.name_en,
        pinyin=unit.pinyin,
        initials=unit.initials,
        near=near,
        note="  ".join(part for part in (other, above) if part),
        shown=speech.unit(unit.code),
    )


def _rank(candidate: Candidate, city: City) -> int:
    """Districts before departments before firms before streets, where nothing else decides."""
    order = (UnitKind.DISTRICT, UnitKind.DEPARTMENT, UnitKind.SOE, UnitKind.GREEN, UnitKind.STREET, UnitKind.CITY, UnitKind.COMMITTEE)
    return order.index(city.by_code[candidate.code].kind)


def _item(item: CatalogueItem, speech: Speech) -> Candidate:
    english = speech.lang == "en" and bool(item.level3_en)
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
