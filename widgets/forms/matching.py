"""Finding a unit by a few letters: Chinese, full pinyin, initials, English or code; pure functions over values."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from api_client.models.folding import folded

EXACT, PREFIX, WORD, JUMP, SCATTERED = range(5)
"""How well a query fits, best first: the whole key, its beginning, from a word's start, over several words' starts, letters in order."""

_VOWELS = frozenset("aeiouv")


class Candidate(NamedTuple):
    """Something that can be picked, with the keys it is found by."""

    code: str
    name: str
    name_en: str = ""
    pinyin: str = ""
    """Full pinyin without tones or blanks: `haidianqu`."""
    initials: str = ""
    """First letters: `hdq`."""
    near: int = 0
    """How far from the ticket: 0 its own street or district, 1 in its district, 2 elsewhere."""
    note: str = ""
    """A word beside the name: the unit above, the kind."""
    shown: str = ""
    """How it is called on the screen, where that is not its name."""
    words: str = ""
    """What it is found by besides: the levels above it, in both languages."""

    @property
    def title(self) -> str:
        """How it is called on the screen."""
        return self.shown or self.name


class _Key(NamedTuple):
    """One text a candidate is found by, and where its words start."""

    text: str
    starts: tuple[int, ...]
    """In order."""


@lru_cache(maxsize=4096)
def syllables(pinyin: str, initials: str) -> tuple[int, ...]:
    """Where each syllable starts, so that the n-th starts with the n-th initial; only the beginning where they do not fit together."""
    found = _split(pinyin, initials, 0)
    return found if found is not None else (0,)


def _split(pinyin: str, initials: str, at: int) -> tuple[int, ...] | None:
    if not initials:
        return () if at == len(pinyin) else None
    if not pinyin.startswith(initials[0], at):
        return None
    longest = min(at + 6, len(pinyin)) if pinyin[at].isalpha() else at + 1
    for end in range(longest, at, -1):
        if pinyin[at].isalpha() and not _VOWELS.intersection(pinyin[at:end]):
            continue
        rest = _split(pinyin, initials[1:], end)
        if rest is not None:
            return (at, *rest)
    return None


@lru_cache(maxsize=4096)
def _keys(candidate: Candidate) -> tuple[_Key, ...]:
    """The candidate's keys, folded, with the starts of their words."""
    name, initials, pinyin = folded(candidate.name), folded(candidate.initials), folded(candidate.pinyin)
    words = candidate.name_en.split()
    english, acronym = folded(candidate.name_en), folded("".join(word[0] for word in words))
    starts = tuple(sorted({sum(len(folded(word)) for word in words[:n]) for n in range(len(words))}))
    return tuple(
        key
        for key in (
            _Key(name, tuple(range(len(name)))),
            _Key(initials, tuple(range(len(initials)))),
            _Key(pinyin, syllables(pinyin, initials)),
            _Key(folded(candidate.code), (0,)),
            _Key(english, starts),
            _Key(acronym, tuple(range(len(acronym)))),
        )
        if key.text
    )


def _in_order(query: str, key: _Key) -> bool:
    """Whether the query's letters stand in the key in this order, the first one at a word's start."""
    at = next((start for start in key.starts if key.text.startswith(query[0], start)), None)
    if at is None:
        return False
    rest = iter(key.text[at:])
    return all(letter in rest for letter in query)


def _over_starts(query: str, key: _Key) -> bool:
    """Whether the query falls apart into beginnings of words of the key, in order (`haidq`, `hdqu` for haidianqu)."""
    text, starts = key.text, key.starts
    ends = {0}
    for start, stop in zip(starts, (*starts[1:], len(text)), strict=True):
        for done in tuple(ends):
            length = 0
            while start + length < stop and done + length < len(query) and text[start + length] == query[done + length]:
                length += 1
                ends.add(done + length)
    return len(query) in ends


def _fit(query: str, key: _Key) -> int | None:
    """How well a folded query fits a key; None where it does not at all."""
    if key.text == query:
        return EXACT
    if key.text.startswith(query):
        return PREFIX
    if not _in_order(query, key):
        return None
    if any(key.text.startswith(query, start) for start in key.starts):
        return WORD
    return JUMP if _over_starts(query, key) else SCATTERED


def fit(query: str, candidate: Candidate) -> int | None:
    """How well a query fits a candidate, 0 best; None where it does not. A longer query never fits what a shorter one did not."""
    wanted = folded(query)
    return _best(wanted, candidate) if wanted else SCATTERED


def _best(wanted: str, candidate: Candidate) -> int | None:
    """The same for a query that is folded and not empty."""
    fits = [found for key in _keys(candidate) if (found := _fit(wanted, key)) is not None]
    return min(fits, default=None)


def matches(query: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that fit, best first: an exact name, then the kind of fit, then nearness, then the shorter name; all as given for no query."""
    wanted = folded(query)
    if not wanted:
        return list(candidates)
    ranked = [
        (folded(candidate.name) != wanted, found, candidate.near, len(candidate.name), position, candidate)
        for position, candidate in enumerate(candidates)
        if (found := _best(wanted, candidate)) is not None
    ]
    return [row[-1] for row in sorted(ranked)]


def narrowed(query: str, before: str, found: Sequence[Candidate], everything: Sequence[Candidate]) -> list[Candidate]:
    """As `matches`, starting from what a shorter query had found where this one only adds to it."""
    if not before or not query.startswith(before):
        return matches(query, everything)
    left = {candidate.code for candidate in found}
    return matches(query, (candidate for candidate in everything if candidate.code in left))
