"""Which street or district an address names, as far as its words say; a guess that a person sees and may change."""

import re
from collections.abc import Iterable

from api_client.models.city import City, Unit, UnitKind
from api_client.models.folding import folded

_KINDS = re.compile(r"(街道办事处|地区办事处|街道|地区|乡|镇|区|县)$")
_KINDS_EN = re.compile(r" (sub-?district|district|area|town|township|county)$")
_STREET_AFTER = tuple("路街门桥站")
"""A district's short name before one of these is the name of a road, a gate, a bridge or a stop."""
SHORTEST = 2
SHORTEST_EN = 4


def place_named(address: str, city: City) -> str:
    """Code of the street that the address names, else of the district; empty where it names none, or several alike."""
    told, english = folded(address), " ".join(address.lower().replace(",", " ").split())
    all_districts = [unit for unit in city.units if unit.kind is UnitKind.DISTRICT]
    taken = frozenset(_bare(unit) for unit in all_districts)
    districts = _longest((_of_district(told, english, unit), unit) for unit in all_districts)
    streets = _longest((_of_street(told, english, unit, taken), unit) for unit in city.units if unit.kind is UnitKind.STREET)
    if districts:
        streets = [unit for unit in streets if city.district_of(unit.code) == districts[0].code]
    if len(streets) == 1:
        return streets[0].code
    return districts[0].code if len(districts) == 1 else ""


def _bare(unit: Unit) -> str:
    """The name without the word for its kind."""
    return _KINDS.sub("", folded(unit.name))


def _longest(found: Iterable[tuple[int, Unit]]) -> list[Unit]:
    """The units that are named in the most signs."""
    named = [(length, unit) for length, unit in found if length]
    most = max((length for length, _ in named), default=0)
    return [unit for length, unit in named if length == most]


def _of_district(told: str, english: str, unit: Unit) -> int:
    """How many signs of a district's name the address has; its short name is no district's where a road has it."""
    name, bare = folded(unit.name), _bare(unit)
    if name in told:
        return len(name)
    at = told.find(bare) if len(bare) >= SHORTEST else -1
    if at >= 0 and not told[at + len(bare) :].startswith(_STREET_AFTER):
        return len(bare)
    return len(unit.name_en) if unit.name_en and re.search(rf"\b{re.escape(unit.name_en.lower())}\b", english) else 0


def _of_street(told: str, english: str, unit: Unit, taken: frozenset[str]) -> int:
    """The same of a street or town; a short name that it shares with a district means the district."""
    name, bare = folded(unit.name), _bare(unit)
    if name in told:
        return len(name)
    if bare in taken:
        return 0
    if len(bare) >= SHORTEST and bare in told:
        return len(bare)
    name_en = _KINDS_EN.sub("", unit.name_en.lower())
    return len(bare) if len(name_en) >= SHORTEST_EN and re.search(rf"\b{re.escape(name_en)}\b", english) else 0
