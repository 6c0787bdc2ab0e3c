"""A unit from what someone typed for it; a script must hit exactly one, a person gets the list to choose from."""

from api_client.models.city import City, Unit
from api_client.models.folding import folded
from widgets.forms.matching import EXACT, WORD, Candidate, fit

NAMES_SHOWN = 8
OWNERS = ("street", "district")
"""Owners of a catalogue line that are no unit: whose it is depends on the address."""


class Ambiguous(Exception):
    """No unit, or more than one; `names` lists the nearest."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def find_unit(text: str, city: City, *, lang: str) -> str:
    """The code of the one unit meant by a code, a name, pinyin or initials. Raises Ambiguous."""
    if text in city.by_code:
        return text
    if named := [unit for unit in city.units if folded(text) in (folded(unit.name), folded(unit.name_en), folded(unit.code))]:
        fitting = named
    else:
        fits = [(found, unit) for unit in city.units if (found := fit(text, _candidate(unit))) is not None and found <= WORD]
        exact = [unit for found, unit in fits if found == EXACT]
        fitting = exact or [unit for _, unit in sorted(fits, key=lambda pair: (pair[0], len(pair[1].name)))]
    if len(fitting) == 1:
        return fitting[0].code
    raise Ambiguous(tuple(f"{unit.code} {_name(unit, lang)}" for unit in fitting[:NAMES_SHOWN]) + (("…",) if len(fitting) > NAMES_SHOWN else ()))


def _candidate(unit: Unit) -> Candidate:
    return Candidate(unit.code, unit.name, unit.name_en, unit.pinyin, unit.initials)


def _name(unit: Unit, lang: str) -> str:
    return unit.name_en if lang == "en" and unit.name_en else unit.name
