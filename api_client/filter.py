"""The filter line: `tier:2h,24h unit:海淀 overdue flag:supervised 暖气 -stage:disputed`, read into a query the mirror can ask.

Words must all occur in a ticket's title, address, catalogue path or numbers, or name its lead unit. `key:a,b` keeps tickets with
either value; `-` before a word or a key turns it round; quotes keep blanks and colons together. Ended tickets show only where
`stage:` or `band:` names them, or with `all`. Full-width signs mean what half-width ones do.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from api_client.models.line import BANDS, NEVER

STAGES = (
    "received", "exited", "answered", "waiting", "dispatched", "in_hand", "disputed", "signing", "fed_back", "callback", "closed", "merged",
)  # fmt: skip
ENDED = ("exited", "answered", "closed", "merged")
KINDS = ("inquiry", "request", "complaint", "report", "suggestion", "praise")
FLAGS = (
    "supervised", "repeated", "surge_parent", "surge_child", "problem_order", "hung", "extended", "escalated", "whistled", "cosign", "redo",
    "redo_due", "paused", "joint", "instructed", "excluded", "nuisance", "warned", "risk", "inquired", "imported",
)  # fmt: skip
CLOCKS = (
    "intake", "sign", "contact", "onsite", "repaired", "due", "opinion", "ruling", "callback", "whistle", "co_due", "instruction", "consult",
)  # fmt: skip
"""The names that `models.ticket` defines, repeated here so that a queue can be filtered before pydantic is loaded; a test compares them."""

_NAMES: dict[str, tuple[str, ...]] = {"stage": STAGES, "kind": KINDS, "flag": FLAGS, "band": BANDS, "clock": CLOCKS}
_COLUMNS = {"tier": "tier", "stage": "stage", "kind": "kind", "clock": "next_clock", "item": "item"}
_UNIT_COLUMNS = {
    "unit": ("lead", "cc"), "lead": ("lead",), "first": ("first_receiver",), "district": ("district",), "street": ("street",),
}  # fmt: skip
KEYS = (*_COLUMNS, "flag", "band", *_UNIT_COLUMNS)
SHORT = {"overdue": ("band", ("overdue", "long"))}
"""Words that stand for a key with values."""

_TOKEN = re.compile(r'(-?)(?:([^\s":]+):)?("[^"]*"?|[^\s"]*)')
_QUOTES = str.maketrans("“”„「」", '"""""')
_BAND = (
    f"CASE WHEN next_due = {NEVER} THEN {{idle}} WHEN :now >= next_due THEN CASE WHEN :now >= long_at THEN 'long' ELSE 'overdue' END"
    " WHEN :now >= urgent_at THEN 'urgent' WHEN :now >= warn_at THEN 'warn' WHEN :now >= watch_at THEN 'watch' ELSE 'calm' END"
)
_BAND_OF_OPEN, _BAND_OF_ANY = _BAND.format(idle="'paused'"), _BAND.format(idle="CASE WHEN open THEN 'paused' ELSE 'done' END")


class FilterError(ValueError):
    """The line cannot be read; `code` is `unknown_key`, `unknown_value` or `no_value`, `word` what was typed, `known` what may stand there."""

    def __init__(self, code: str, word: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(f"{code}: {word}")
        self.code = code
        self.word = word
        self.known = known


class Term(NamedTuple):
    """One demand; `key` is empty for a word."""

    key: str
    values: tuple[str, ...]
    units: tuple[str, ...] = ()
    """Codes of the units that the values name."""
    negated: bool = False


class Query(NamedTuple):
    """A filter line that was read. Two equal queries keep the same tickets."""

    terms: tuple[Term, ...] = ()
    ended: bool = False
    """Whether ended tickets may show."""

    @property
    def whole(self) -> bool:
        """Whether it keeps every open ticket and no other."""
        return not self.terms and not self.ended

    @property
    def timed(self) -> bool:
        """Whether what it keeps changes as time passes."""
        return any(term.key == "band" for term in self.terms)


EVERYTHING_OPEN = Query()


def searchable(text: str) -> str:
    """Text as it is searched: full-width signs as half-width ones, no difference between great and small letters."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def only_code(word: str) -> Collection[str]:
    """The resolver of who knows no units: a word names the unit of that code."""
    return (word,)


def parse_filter(text: str, units: Callable[[str], Collection[str]] = only_code, *, aliases: Mapping[str, str] | None = None) -> Query:
    """Read a filter line.

    Args:
        text: what was typed.
        units: tells the codes of the units that a word names (by name, pinyin, initials or code).
        aliases: other words for keys and values, such as a language's own: `{"超期": "overdue"}`.

    Raises:
        FilterError: a key or value that nobody knows, or a key without a value.
    """
    terms: list[Term] = []
    ended = False
    for minus, typed, rest in _TOKEN.findall(unicodedata.normalize("NFKC", text).translate(_QUOTES)):
        if not (typed or rest.strip('"')):
            continue
        said = (aliases or {}).get(rest.casefold(), rest.casefold())
        if not typed and not minus and said == "all":
            ended = True
        elif not typed and said in SHORT:
            key, values = SHORT[said]
            terms.append(Term(key, values, negated=bool(minus)))
        elif not typed:
            word = searchable(rest.strip('"'))
            terms.append(Term("", (word,), tuple(sorted(units(word))), negated=bool(minus)))
        else:
            term = _keyed(typed, rest, units, aliases or {})._replace(negated=bool(minus))
            ended = ended or (not minus and bool({*term.values} & {*ENDED, "done"}) and term.key in ("stage", "band"))
            terms.append(term)
    return Query(tuple(dict.fromkeys(terms)), ended)


def _keyed(typed: str, rest: str, units: Callable[[str], Collection[str]], aliases: Mapping[str, str]) -> Term:
    key = aliases.get(typed.casefold(), typed.casefold())
    if key not in KEYS:
        raise FilterError("unknown_key", typed, KEYS)
    given = [value for value in (part.strip('" ') for part in rest.split(",")) if value]
    if not given:
        raise FilterError("no_value", typed, _NAMES.get(key, ()))
    if key in _UNIT_COLUMNS:
        return Term(key, tuple(given), tuple(sorted({code for value in given for code in units(searchable(value))})))
    if key not in _NAMES:
        return Term(key, tuple(given) if key == "item" else tuple(value.casefold() for value in given))
    known = [aliases.get(value.casefold(), value.casefold()) for value in given]
    if wrong := next((value for value, name in zip(given, known, strict=True) if name not in _NAMES[key]), None):
        raise FilterError("unknown_value", wrong, _NAMES[key])
    return Term(key, tuple(known))


def band_of(query: Query) -> str:
    """What `models.line.band` says of the tickets of a query, in SQL; for open ones all of it is found in an index."""
    return _BAND_OF_ANY if query.ended else _BAND_OF_OPEN


def where(query: Query, now: int) -> tuple[str, dict[str, str | int]]:
    """The query as an SQL condition on the mirror's ticket table, with its values; `now` in epoch seconds, for bands."""
    values: dict[str, str | int] = {"now": now}
    parts = [] if query.ended else ["open = 1"]
    for term in query.terms:
        condition = _condition(term, values, band_of(query))
        parts.append(f"NOT ({condition})" if term.negated else f"({condition})")
    return " AND ".join(parts) or "1", values


def _condition(term: Term, values: dict[str, str | int], band: str) -> str:
    def bound(value: str) -> str:
        name = f"v{len(values)}"
        values[name] = value
        return f":{name}"

    def among(column: str, choices: Collection[str]) -> str:
        return f"{column} IN ({', '.join(bound(choice) for choice in choices)})"

    match term.key:
        case "":
            in_words = f"instr(words, {bound(term.values[0])})"
            return f"{in_words} OR {among('lead', term.units)}" if term.units else in_words
        case "flag":
            return " OR ".join(f"instr(' ' || flags || ' ', {bound(f' {flag} ')})" for flag in term.values)
        case "band":
            return among(band, term.values)
        case "unit" | "lead" | "first" | "district" | "street":
            return " OR ".join(among(column, term.units) for column in _UNIT_COLUMNS[term.key])
        case key:
            return among(_COLUMNS[key], term.values)
