"""A filter line as a person writes it: units by any of their names, values in the words of the language spoken."""

from collections.abc import Iterable, Mapping
from typing import Any

from api_client.filter import CLOCKS, FLAGS, KEYS, KINDS, STAGES, Query, parse_filter, searchable
from api_client.models.line import BANDS
from tui.words.words import Words

_VALUES = (("stage", STAGES), ("kind", KINDS), ("flag", FLAGS), ("clock", CLOCKS), ("band", BANDS))


def read_filter(text: str, units: Iterable[Mapping[str, Any]], say: Words) -> Query:
    """The query of a line. `units` are the city's, as its JSON tells them. Raises FilterError."""
    known = tuple(units)
    return parse_filter(text, lambda word: codes(word, known), aliases=aliases(say))


def codes(word: str, units: Iterable[Mapping[str, Any]]) -> set[str]:
    """The units that a word names: part of the name, the beginning of the pinyin, the initials, the code."""
    return {unit["code"] for unit in units if _names(word, unit)}


def _names(word: str, unit: Mapping[str, Any]) -> bool:
    if word in (unit["code"].casefold(), unit.get("initials", "")):
        return True
    names = (searchable(unit["name"]), searchable(unit.get("name_en", "")))
    return len(word) > 1 and (any(word in name for name in names) or unit.get("pinyin", "").startswith(word))


def aliases(say: Words) -> dict[str, str]:
    """The words of the language for keys and values; words with a blank in them could not be typed into a filter."""
    words = {say.get(f"{topic}.{name}"): name for topic, names in _VALUES for name in names}
    words |= {say.get(f"filter_key.{key}"): key for key in KEYS}
    return {word.casefold(): name for word, name in words.items() if word and " " not in word}
