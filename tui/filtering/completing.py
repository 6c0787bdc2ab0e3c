"""What may come next while a filter is typed: keys, values in the words of the language, units by Chinese, pinyin, initials or code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from api_client.filter import KEYS, NAMES, NO_TIER, SHORT, UNIT_COLUMNS
from tui.filtering.filter_words import TOPICS, aliases
from tui.words.words import Words
from widgets.forms.matching import Candidate, matches
from widgets.lines.offers import Offer

MOST = 24
_SIGNS = str.maketrans({"：": ":", "，": ",", "　": " ", "－": "-", "“": '"', "”": '"'})
_EXAMPLES = {"hops": ("0", "1", "2+", "3+"), "since": ("30m", "2h", "8h", "1d")}


class City(NamedTuple):
    """What of the city can be named in a filter."""

    tiers: tuple[str, ...] = ()
    units: tuple[Candidate, ...] = ()
    items: tuple[Candidate, ...] = ()


class _Choice(NamedTuple):
    """What could be put in the place of the word that is typed."""

    put: str
    shown: str
    note: str = ""
    names: tuple[str, ...] = ()
    """What it is found by."""


def city_of(told: Mapping[str, Any], tiers: Sequence[str]) -> City:
    """What can be named, of the city as its JSON tells it."""
    named = [
        Candidate(unit["code"], unit["name"], unit.get("name_en") or "", unit.get("pinyin") or "", unit.get("initials") or "")
        for unit in told.get("units", ())
    ]
    items = [Candidate(item["code"], str(item.get("level3") or item["code"]), item.get("level3_en") or "") for item in told.get("catalogue", ())]
    return City(tuple(tiers), tuple(named), tuple(items))


def offers(text: str, at: int, city: City, say: Words) -> list[Offer]:
    """What may stand in the place of the word before the cursor, best first; before a word is begun, what a term may begin with."""
    start, typed = _word(text[:at])
    minus, body = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
    key, colon, rest = body.partition(":")
    if colon:
        known = aliases(say).get(key.casefold(), key.casefold())
        before, comma, value = rest.rpartition(",")
        choices, head = _values(known, value.strip('"'), city, say), f"{minus}{key}:{before}{comma}"
    else:
        choices, head = _words(body, city, say), minus
    found = []
    for choice in islice(choices, MOST):
        put = f"{head}{choice.put}" if choice.put.endswith(":") else f"{head}{choice.put} "
        found.append(Offer(choice.shown, text[:start] + put + text[at:].lstrip(), start + len(put), choice.note))
    return [offer for offer in found if offer.text.rstrip() != text.rstrip()]


def _word(text: str) -> tuple[int, str]:
    """Where the word at the end begins, quotes kept together, and the word with half-width signs."""
    plain, start, quoted = text.translate(_SIGNS), 0, False
    for place, sign in enumerate(plain):
        quoted ^= sign == '"'
        if sign == " " and not quoted:
            start = place + 1
    return start, plain[start:]


def _values(key: str, typed: str, city: City, say: Words) -> Iterable[_Choice]:
    if key in UNIT_COLUMNS:
        me = [_Choice(say("filter_word.me"), say("filter_word.me"), "me", ("me", say("filter_word.me")))]
        return [*_beginning(me, typed), *(_named(unit, say) for unit in matches(typed, city.units))]
    if key == "item":
        return [_Choice(item.code, item.code, item.name if say.lang == "zh" else item.name_en or item.name) for item in matches(typed, city.items)]
    if key == "tier":
        return _beginning([_Choice(tier, tier, "", (tier,)) for tier in (*city.tiers, NO_TIER)], typed)
    if key in _EXAMPLES:
        return _beginning([_Choice(value, value, "", (value,)) for value in _EXAMPLES[key]], typed)
    return _beginning(_choices(key, say.lang), typed)


def _words(typed: str, city: City, say: Words) -> Iterable[_Choice]:
    """A key, a word that stands alone, a value with its key, a unit."""
    begun = _beginning(_openings(say.lang), typed)
    if not typed:
        return begun
    values = (
        choice._replace(put=f"{say.get(f'filter_key.{key}') or key}:{choice.put}", note=say(f"filter_key.{key}"))
        for key in ("stage", "flag", "kind", "band", "clock")
        for choice in _beginning(_choices(key, say.lang), typed)
    )
    named = matches(typed, city.units)[: MOST // 2] if len(typed) > 1 or not typed.isascii() else []
    units = (choice._replace(put=f"{say('filter_key.unit')}:{choice.put}", note=say("filter_key.unit")) for choice in (_named(u, say) for u in named))
    return [*begun, *values, *units]


def _beginning(choices: Iterable[_Choice], typed: str) -> list[_Choice]:
    """Those that begin as what was typed, then those that hold it."""
    wanted = typed.casefold()
    held = [choice for choice in choices if any(wanted in name.casefold() for name in choice.names)]
    return sorted(held, key=lambda choice: not any(name.casefold().startswith(wanted) for name in choice.names))


@lru_cache(maxsize=32)
def _choices(key: str, lang: str) -> tuple[_Choice, ...]:
    """The values of a key that takes one of a few; a word with a blank in it cannot be typed, so the name stands for it."""
    say = Words(lang)
    said = ((name, say.get(f"{TOPICS[key]}.{name}") or name) for name in NAMES.get(key, ()))
    return tuple(_Choice(name if " " in word else word, word, "" if word == name else name, (word, name)) for name, word in said)


@lru_cache(maxsize=4)
def _openings(lang: str) -> tuple[_Choice, ...]:
    """What a term may begin with: words that stand alone, then keys."""
    return tuple(_opening_words(Words(lang)))


def _opening_words(say: Words) -> Iterator[_Choice]:
    for name in (*SHORT, "all"):
        word = say(f"filter_word.{name}")
        yield _Choice(name if " " in word else word, word, "" if word == name else name, (word, name))
    for key in KEYS:
        word = say(f"filter_key.{key}")
        yield _Choice(f"{word}:", f"{word}:", "" if word == key else key, (word, key))


def _named(unit: Candidate, say: Words) -> _Choice:
    shown = unit.name if say.lang == "zh" else unit.name_en or unit.name
    return _Choice(f'"{shown}"' if " " in shown else shown, shown, unit.initials or unit.code)
