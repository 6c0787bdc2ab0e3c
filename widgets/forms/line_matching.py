"""Finding one of thousands of catalogue lines by a few letters or words; pure functions over values, quick enough for every key."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from api_client.models.folding import folded
from widgets.forms.matching import Candidate, fit

EXACT, BEGINS, WITHIN, INITIALS, PINYIN, ABOVE, APART = range(7)
"""How a word fits a line, best first; the last: over the beginnings of several syllables (`gongnbr`)."""
SHORTEST_PINYIN = 3
"""Fewer letters stand within the pinyin of nearly every line."""


class Line(NamedTuple):
    """A catalogue line and the folded texts it is found by."""

    candidate: Candidate
    whole: tuple[str, ...]
    """Name, initials, pinyin, code."""
    english: str
    """With a blank before each word, so that the beginning of a word can be told from its middle."""
    above: str
    """The levels above it, in both languages."""
    pairs: frozenset[str]
    """Every two neighbouring signs of the name, every English word."""


@lru_cache(maxsize=2)
def index(candidates: tuple[Candidate, ...]) -> tuple[Line, ...]:
    """The lines with what they are found by, made once for all forms."""
    return tuple(_line(candidate) for candidate in candidates)


def _line(candidate: Candidate) -> Line:
    whole = tuple(folded(text) for text in (candidate.name, candidate.initials, candidate.pinyin, candidate.code))
    words = candidate.name_en.lower().split()
    english = "".join(f" {word}" for word in words)
    return Line(candidate, whole, english, _spaced(candidate.words), frozenset(_pairs(whole[0])) | {word for word in words if len(word) > 3})


def _spaced(text: str) -> str:
    return " " + " ".join(text.lower().split())


def _pairs(text: str) -> Iterable[str]:
    return (text[at : at + 2] for at in range(len(text) - 1) if not text[at : at + 2].isascii())


def found(query: str, lines: Sequence[Line]) -> list[Candidate]:
    """The lines that every word of the query fits, best first, then the shorter name, then the catalogue's order; all for no query."""
    words = [folded(word) for word in query.replace("\u3000", " ").split()]
    if not words:
        return [line.candidate for line in lines]
    ranked = _ranked(words, lines, _fit) or _ranked(words, lines, _apart)
    return [lines[place].candidate for _, _, place in sorted(ranked)]


def _ranked(words: Sequence[str], lines: Sequence[Line], measure: Callable[[str, Line], int | None]) -> list[tuple[int, int, int]]:
    ranked: list[tuple[int, int, int]] = []
    for place, line in enumerate(lines):
        total = 0
        for word in words:
            rank = measure(word, line)
            if rank is None:
                break
            total += rank
        else:
            ranked.append((total, len(line.whole[0]), place))
    return ranked


def _fit(word: str, line: Line) -> int | None:
    name, initials, pinyin, code = line.whole
    if word in line.whole:
        return EXACT
    if name.startswith(word) or initials.startswith(word) or pinyin.startswith(word) or code.startswith(word):
        return BEGINS
    if word in name or f" {word}" in line.english:
        return WITHIN
    if len(word) > 1 and word in initials:
        return INITIALS
    if len(word) >= SHORTEST_PINYIN and word in pinyin:
        return PINYIN
    return ABOVE if (word in line.above if not word.isascii() else f" {word}" in line.above) else None


def _apart(word: str, line: Line) -> int | None:
    """For letters that run over several syllables; only lines that begin with the same letter are looked at."""
    rank = _fit(word, line)
    if rank is None and word.isascii() and line.whole[2][:1] == word[0] and fit(word, line.candidate) is not None:
        return APART
    return rank


def likely(text: str, lines: Sequence[Line], most: int) -> list[Candidate]:
    """The lines whose name has most in common with what was told, the more of the name the better; none where nothing is in common."""
    told = frozenset(_pairs(folded(text))) | frozenset(text.lower().replace(",", " ").replace(".", " ").split())
    if not told:
        return []
    common = ((len(told & line.pairs), len(line.pairs), place) for place, line in enumerate(lines))
    ranked = sorted((-shared, size, place) for shared, size, place in common if shared)
    return [lines[place].candidate for _, _, place in ranked[:most]]
