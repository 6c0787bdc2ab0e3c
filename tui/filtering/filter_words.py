"""A filter line as a person writes it: units by any of their names, values in the words of the language spoken."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from api_client.filter import ANY_TIER, KEYS, NAMES, SHORT, FilterError, Query, Term, Tiers, Who, parse_filter, searchable
from tui.words.words import LANGUAGES, Words

if TYPE_CHECKING:
    from api_client.mirror import Mirror

TOPICS = {"stage": "stage", "kind": "kind", "flag": "flag", "clock": "clock", "band": "band", "sort": "filter_sort", "waits": "filter_word"}
"""Under which topic the words of a key's values stand."""


def read_filter(text: str, units: Iterable[Mapping[str, Any]], say: Words, who: Who | None = None, tiers: Tiers = ANY_TIER) -> Query:
    """The query of a line. `units` are the city's, as its JSON tells them; `who` says what `me` and `new` mean, `tiers` which there are.

    Raises FilterError.
    """
    known = tuple(units)
    return parse_filter(text, lambda word: codes(word, known), aliases=aliases(say), who=who, tiers=tiers)


def mistake(error: FilterError, say: Words) -> str:
    """What is wrong with a line, in words."""
    return say(f"filter.{error.code}", word=error.word, known=", ".join(error.known))


def tiers_of(city: Mapping[str, Any], mirror: "Mirror") -> Tiers:
    """The tiers of all policies of a city, as its JSON tells them, the newest policy's first; and what open tickets of the copy bear."""
    told = dict.fromkeys(tier for policy in reversed(city.get("policies") or ()) for tier in policy.get("tiers", ()))
    return Tiers(tuple(told), lambda tier: bool(mirror.entered(0, Query((Term("tier", (tier,)),)), 0, most=1)))


def spoken(text: str, say: Words) -> str:
    """A filter in the words of the language spoken, as it might be typed; what has no such word stays as it is."""
    return " ".join(_spoken(word, say) for word in text.split(" "))


def _spoken(word: str, say: Words) -> str:
    key, colon, values = word.partition(":")
    if not colon or key not in KEYS:
        return _typable(f"filter_word.{word}", word, say) if word in (*SHORT, "all") else word
    topic = TOPICS.get(key)
    said = [_typable(f"{topic}.{value}", value, say) if topic else value for value in values.split(",")]
    return f"{_typable(f'filter_key.{key}', key, say)}:{','.join(said)}"


def _typable(name: str, usual: str, say: Words) -> str:
    found = say.get(name) or usual
    return usual if " " in found else found


def who_looks(me: Mapping[str, Any], looked: int) -> Who:
    """Who looks: the answer of `/v1/me` as JSON, empty where it is not known yet; `looked` as in Who."""
    person = me.get("person") or {}
    name, role, unit = (str(person.get(part) or "") for part in ("name", "role", "unit"))
    return Who(name, role, unit, frozenset(me.get("asks") or ()), looked)


def codes(word: str, units: Iterable[Mapping[str, Any]]) -> set[str]:
    """The units that a word names: the whole name, or else a part of it, the beginning of the pinyin, the initials, the code."""
    known = tuple(units)
    exact = {unit["code"] for unit in known if word in (searchable(unit["name"]), searchable(unit.get("name_en") or ""))}
    return exact or {unit["code"] for unit in known if _names(word, unit)}


def _names(word: str, unit: Mapping[str, Any]) -> bool:
    if word in (unit["code"].casefold(), unit.get("initials")):
        return True
    names = (searchable(unit["name"]), searchable(unit.get("name_en") or ""))
    return len(word) > 1 and (any(word in name for name in names) or (unit.get("pinyin") or "").startswith(word))


def aliases(say: Words) -> dict[str, str]:
    """The words for keys and values, in the language spoken before those of the others: a filter that was kept is read in any.

    Words with a blank in them could not be typed into a filter.
    """
    others = [lang for lang in LANGUAGES if lang != say.lang]
    return {word: name for lang in (*others, say.lang) for word, name in _aliases(lang)}


@cache
def _aliases(lang: str) -> tuple[tuple[str, str], ...]:
    say, found = Words(lang), dict[str, str]()
    for key, topic in TOPICS.items():
        for name in NAMES[key]:
            word = say.get(f"{topic}.{name}") or ""
            found |= {word: name, f"{key}:{word}": name}
    found |= {say.get(f"filter_key.{key}") or "": key for key in KEYS}
    found |= {say.get(f"filter_word.{word}") or "": word for word in (*SHORT, "all", "me")}
    return tuple((word.casefold(), name) for word, name in found.items() if word and " " not in word)
