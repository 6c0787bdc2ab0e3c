"""The lines around the queue as segments: counts by tier, state of things, keys; drawn without a widget, for the first page stands before one."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from api_client.models.line import BANDS
from widgets import glyphs
from widgets.columns import fit
from widgets.glyphs import Signs

Parts = list[Segment]
Say = Callable[..., str]
Counts = Mapping[tuple[str, str], int]
"""(tier, band) → how many."""
Hint = tuple[str, str]
"""A key as it is shown, and what it does in a word."""

MERGED = (("overdue", ("long", "overdue")), ("urgent", ("urgent", "warn")), ("calm", ("watch", "calm", "paused", "done")))
"""Bands put together where there is no room for each; shown by the first one's sign."""
WORDED = ("long", "overdue", "urgent")
"""Bands that are spelled out where there is some room, but not room for all words."""
TIME_FROM = 66
PERSON_FROM = 100
KEYS_ALWAYS = 2
"""The last keys (help and quit) always stand."""


def width_of(parts: Parts) -> int:
    """How many cells the parts take."""
    return sum(cell_len(part.text) for part in parts)


def joined(left: Parts, right: Parts, width: int) -> Parts:
    """Both in one line of exactly this width, blanks between; the left is cut where both do not fit."""
    line = Segment.adjust_line_length(left, max(0, width - width_of(right)))
    return Segment.adjust_line_length([*line, *right], width)


class Tally(NamedTuple):
    """How many tickets of each tier are in each band."""

    tiers: tuple[str, ...] = ("2h", "24h", "7d", "15d")
    counts: Counts | None = None
    """None before they are counted: then nothing is said."""
    filtered: bool = False
    """Whether the numbers are those of the filter, not of the whole queue."""

    def parts(self, width: int, say: Say, signs: Signs) -> Parts:
        """One group per tier, what burns most first, in the fullest form that fits."""
        head = [Segment(f" {say('desk.filtered')} ", glyphs.SELECTED), Segment(" ")] if self.filtered else []
        forms: list[Parts] = []
        for words in (frozenset(BANDS), frozenset(WORDED), frozenset[str]()):
            forms.append([*head, *self._groups(say, signs, words)])
            if width_of(forms[-1]) <= width:
                return forms[-1]
        rule = f" {signs.rule} "
        merged = [*head, *self._groups(say, signs, frozenset(), merged=True)]
        forms += [merged, [part._replace(text=" ") if part.text == rule else part for part in merged]]
        tight = [part for part in forms[-1] if part.text != " " or part.style]
        return next((form for form in forms[-2:] if width_of(form) <= width), tight)

    def _groups(self, say: Say, signs: Signs, words: frozenset[str], *, merged: bool = False) -> Parts:
        counts = self.counts or {}
        parts: Parts = []
        for tier in [*self.tiers, *sorted({tier for tier, _ in counts} - set(self.tiers))]:
            numbers = _numbers(counts, tier, merged=merged)
            if not numbers and tier not in self.tiers:
                continue
            if parts:
                parts.append(Segment(f" {signs.rule} ", glyphs.FAINT))
            parts.append(Segment(tier or say("desk.no_tier"), glyphs.STRONG))
            for band, count in numbers:
                sign = say(f"band.{band}") + " " if band in words else signs.bands[band].strip()
                parts += [Segment(" "), Segment(f"{sign}{count:,}", glyphs.SIGNS[band])]
            if not numbers and self.counts is not None:
                parts.append(Segment(" 0", glyphs.FAINT))
        return parts


def _numbers(counts: Counts, tier: str, *, merged: bool) -> list[tuple[str, int]]:
    groups = MERGED if merged else tuple((band, (band,)) for band in BANDS)
    sums = ((name, sum(counts.get((tier, band), 0) for band in members)) for name, members in groups)
    return [(name, count) for name, count in sums if count]


class Status(NamedTuple):
    """All that the status line knows; plain values."""

    at: int = 0
    """Place of the selected ticket, from 1; 0 in an empty list."""
    total: int = 0
    exact: bool = True
    """False while a search still counts."""
    marks: int = 0
    filter: str = ""
    note: str = ""
    """What just happened; stands in the filter's place for a while."""
    alarm: bool = False
    """Whether the note is bad news."""
    link: str = "connecting"
    """connecting, live, lost or signed_out."""
    since: str = ""
    """The clock time since when it is lost."""
    waiting: int = 0
    trouble: int = 0
    read_only: bool = False
    """Whether nothing may be asked from this desk."""
    session: str = ""
    """Number of the session that calls come in on now."""
    time: str = ""
    """The hotline's time, hours and minutes."""
    person: str = ""

    def parts(self, width: int, say: Say, signs: Signs) -> tuple[Parts, Parts]:
        """Counter, marks and filter or note; then the rest at the right end, which is never cut."""
        right = self._right(width, say, signs)
        left = [Segment(f"{self.at:,}/{self.total:,}{'' if self.exact else '+'} ", glyphs.STRONG)]
        if self.marks:
            left.append(Segment(f"{signs.mark}{self.marks} ", glyphs.STRONG))
        room = max(0, width - width_of(left) - width_of(right) - 1)
        if self.note:
            left.append(Segment(_cut(self.note, room, signs), glyphs.ALARM if self.alarm else glyphs.STRONG))
        elif self.filter:
            left.append(Segment(_cut(f"/{self.filter}", room, signs), glyphs.UNIT))
        return left, right

    def _right(self, width: int, say: Say, signs: Signs) -> Parts:
        parts: Parts = []
        if self.trouble:
            parts += [Segment(f"{signs.refused}{say('desk.refused_count', count=self.trouble)}", glyphs.PENDING["refused"]), Segment(" ")]
        if self.waiting:
            parts.append(Segment(f"{signs.waiting}{say('desk.waiting_count', count=self.waiting)} ", glyphs.PENDING["waiting"]))
        if self.read_only:
            parts.append(Segment(f"{say('desk.read_only')} ", glyphs.SELECTED))
        if self.session:
            parts.append(Segment(f"{say('desk.session', number=self.session)} ", glyphs.STRONG))
        calm = self.link == "live"
        parts.append(Segment(say(f"desk.link_{self.link}", since=self.since), glyphs.PLAIN if calm else glyphs.BAD))
        if self.time and width >= TIME_FROM:
            parts.append(Segment(f" {self.time}"))
        if self.person and width >= PERSON_FROM:
            parts.append(Segment(f" {self.person}"))
        return parts


def _cut(text: str, room: int, signs: Signs) -> str:
    return fit(text, min(room, cell_len(text)), signs.more)


def key_parts(hints: Sequence[Hint], width: int) -> tuple[Parts, Parts]:
    """The keys that matter here, as many as fit; the last ones at the right end."""
    last = [part for hint in hints[-KEYS_ALWAYS:] for part in _hint(hint)]
    left: Parts = []
    for hint in hints[:-KEYS_ALWAYS]:
        parts = _hint(hint)
        if width_of(left) + width_of(parts) + width_of(last) > width:
            break
        left += parts
    return left, last


def _hint(hint: Hint) -> Parts:
    key, word = hint
    return [Segment(key, glyphs.STRONG), Segment(f" {word}  ", glyphs.FAINT)]
