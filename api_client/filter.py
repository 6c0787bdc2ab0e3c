"""The filter line: `tier:2h,24h unit:海淀 overdue flag:supervised 暖气 -stage:disputed`, read into a query the mirror can ask.

Words must all occur in a ticket's title, address, catalogue path or numbers, or name its lead unit. `key:a,b` keeps tickets with
either value; `-` before a word or a key turns it round; quotes keep blanks and colons together. Ended tickets show only where
`stage:` or `band:` names them, or with `all`. Full-width signs mean what half-width ones do. `hops:2+` counts changes of the lead unit,
`since:30m` what has come in so lately, `new` what has come in since the person last looked, `waits:me` what waits for the person's own
act; `me` is also the person's unit. `sort:newest` says in which order.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from api_client.models.line import BANDS

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

ORDERS = ("due", "newest", "tier", "hops")
"""What may come first: what is due first, what came in last, the fastest tier, what has gone through most hands."""

NAMES: dict[str, tuple[str, ...]] = {
    "stage": STAGES, "kind": KINDS, "flag": FLAGS, "band": BANDS, "clock": CLOCKS, "waits": ("me",), "sort": ORDERS,
}  # fmt: skip
"""The keys that take one of a few values."""
COLUMNS = {"tier": "tier", "stage": "stage", "kind": "kind", "clock": "next_clock", "item": "item", "number": "number"}
UNIT_COLUMNS = {
    "unit": ("lead", "cc"), "lead": ("lead",), "first": ("first_receiver",), "district": ("district",), "street": ("street",),
}  # fmt: skip
KEYS = (*COLUMNS, "flag", "band", *UNIT_COLUMNS, "hops", "since", "waits", "sort")
NO_TIER = "none"
"""What stands for the tier where none is known yet."""
SHORT = {
    "overdue": ("band", ("overdue", "long")), "burning": ("band", ("urgent", "overdue", "long")), "supervised": ("flag", ("supervised",)),
    "cosign": ("flag", ("cosign",)), "new": ("new", ()),
}  # fmt: skip
"""Words that stand for a key with values."""

_TOKEN = re.compile(r'(-?)(?:([^\s":]+):)?("[^"]*"?|[^\s"]*)')
_QUOTES = str.maketrans("“”„「」", '"""""')
_COUNT = re.compile(r"(\d{1,4})(\+?|-\d{1,4})")
_SPAN = re.compile(r"(\d{1,4})(m|min|分钟?|h|小?时|d|天|日)")
_SECONDS = {"m": 60, "分": 60, "h": 3600, "小": 3600, "时": 3600, "d": 86_400, "天": 86_400, "日": 86_400}


class FilterError(ValueError):
    """The line cannot be read; `word` is what was typed, `known` what may stand there.

    `code` is `unknown_key`, `unknown_value`, `unknown_tier`, `no_value`, `no_count`, `no_span`, or `nobody` where it is not known who `me` is.
    """

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


class Who(NamedTuple):
    """Who looks: what `me` and `new` mean."""

    name: str = ""
    """Sign-in name."""
    role: str = ""
    unit: str = ""
    """Code of the person's unit; empty where nobody is known."""
    asks: frozenset[str] = frozenset()
    """The commands that the role may ask."""
    looked: int = 0
    """When the person last looked at what is new, by the hotline's time in epoch seconds."""


class Tiers(NamedTuple):
    """Which tiers a filter may name."""

    told: tuple[str, ...] = ()
    """The city's; empty where it is not known, and then any may be named."""
    held: Callable[[str], bool] = bool
    """Whether a ticket bears one; asked only where the city has none of that name: it may have done away with it."""

    def named(self, values: Collection[str]) -> tuple[str, ...]:
        """The tiers that are meant, as the city writes them. Raises FilterError for one that nobody has."""
        written = {tier.casefold(): tier for tier in (*self.told, NO_TIER)}
        if self.told and (wrong := next((value for value in values if value not in written and not self.held(value)), None)):
            raise FilterError("unknown_tier", wrong, self.told)
        return tuple(written.get(value, value) for value in values)


class Query(NamedTuple):
    """A filter line that was read. Two equal queries keep the same tickets in the same order."""

    terms: tuple[Term, ...] = ()
    ended: bool = False
    """Whether ended tickets may show."""
    order: str = "due"
    """One of ORDERS."""
    who: Who = Who()
    """Who looks, where a term asks that."""

    @property
    def whole(self) -> bool:
        """Whether it keeps every open ticket and no other."""
        return not self.terms and not self.ended

    @property
    def timed(self) -> bool:
        """Whether what it keeps changes as time passes."""
        return any(term.key in ("band", "since") for term in self.terms)

    def without(self, *keys: str) -> "Query":
        """The same without the terms of some keys; the order is of no matter then."""
        return self._replace(terms=tuple(term for term in self.terms if term.key not in keys), order="due")


ANY_TIER = Tiers()
EVERYTHING_OPEN = Query()


def searchable(text: str) -> str:
    """Text as it is searched: full-width signs as half-width ones, no difference between great and small letters."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def unfinished(text: str) -> bool:
    """Whether a line ends in the beginning of a key: as a word it would keep next to nothing."""
    word = text[-1:].strip() and text.split()[-1].lstrip("-").casefold()
    return bool(word) and any(key.startswith(word) for key in KEYS)


def only_code(word: str) -> Collection[str]:
    """The resolver of who knows no units: a word names the unit of that code."""
    return (word,)


def parse_filter(
    text: str, units: Callable[[str], Collection[str]] = only_code, *,
    aliases: Mapping[str, str] | None = None, who: Who | None = None, tiers: Tiers = ANY_TIER,
) -> Query:  # fmt: skip
    """Read a filter line.

    Args:
        text: what was typed.
        units: tells the codes of the units that a word names (by name, pinyin, initials or code).
        aliases: other words for keys and values, such as a language's own: `{"超期": "overdue"}`; `{"flag:批示": "instructed"}` for one key alone.
        who: who looks, for `me` and `new`.
        tiers: those that may be named.

    Raises:
        FilterError: a key, value or tier that nobody knows, a key without a value, or `me` where nobody is known.
    """
    terms: list[Term] = []
    ended, order, known, who = False, "due", aliases or {}, who or Who()
    for minus, typed, rest in _TOKEN.findall(unicodedata.normalize("NFKC", text).translate(_QUOTES)):
        if not (typed or rest.strip('"')):
            continue
        said = known.get(rest.casefold(), rest.casefold())
        if not typed and not minus and said == "all":
            ended = True
        elif not typed and said in SHORT:
            key, values = SHORT[said]
            terms.append(Term(key, values, negated=bool(minus)))
        elif not typed:
            word = searchable(rest.strip('"'))
            terms.append(Term("", (word,), tuple(sorted(units(word))), negated=bool(minus)))
        else:
            term = _keyed(typed, rest, units, known, who, tiers)._replace(negated=bool(minus))
            ended = ended or (not minus and bool({*term.values} & {*ENDED, "done"}) and term.key in ("stage", "band"))
            if term.key == "sort":
                order = term.values[-1]
            else:
                terms.append(term)
    asked = any(term.key in ("waits", "new") for term in terms)
    return Query(tuple(dict.fromkeys(terms)), ended, order, who if asked else Who())


def _keyed(typed: str, rest: str, units: Callable[[str], Collection[str]], aliases: Mapping[str, str], who: Who, tiers: Tiers) -> Term:
    key = aliases.get(typed.casefold(), typed.casefold())
    if key not in KEYS:
        raise FilterError("unknown_key", typed, KEYS)
    given = [value for value in (part.strip('" ') for part in rest.split(",")) if value]
    if not given:
        raise FilterError("no_value", typed, NAMES.get(key, ()))
    known = [aliases.get(f"{key}:{value}".casefold()) or aliases.get(value.casefold(), value.casefold()) for value in given]
    if "me" in known and (key in UNIT_COLUMNS or key == "waits") and not who.unit:
        raise FilterError("nobody", given[known.index("me")])
    if key in UNIT_COLUMNS:
        codes = {code for value, name in zip(given, known, strict=True) for code in ((who.unit,) if name == "me" else units(searchable(value)))}
        return Term(key, tuple(given), tuple(sorted(codes)))
    if key in ("hops", "since"):
        return Term(key, tuple(_number(key, value) for value in given))
    if key == "tier":
        return Term(key, tiers.named([value.casefold() for value in given]))
    if key not in NAMES:
        return Term(key, tuple(given) if key == "item" else tuple(value.casefold() for value in given))
    if wrong := next((value for value, name in zip(given, known, strict=True) if name not in NAMES[key]), None):
        raise FilterError("unknown_value", wrong, NAMES[key])
    return Term(key, tuple(known))


def _number(key: str, value: str) -> str:
    """A count as `2`, `2+` or `1-3`; a span of time in seconds."""
    if key == "hops":
        if _COUNT.fullmatch(value) is None:
            raise FilterError("no_count", value, ("2", "2+", "1-3"))
        return value
    span = _SPAN.fullmatch(value.casefold())
    if span is None:
        raise FilterError("no_span", value, ("30m", "2h", "1d"))
    return str(int(span[1]) * _SECONDS[span[2][0]])
