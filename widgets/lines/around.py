"""The lines around the queue as segments: counts by tier, state of things, keys; drawn without a widget, for the first page stands before one."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from api_client.models.line import BANDS
from widgets.cells import glyphs
from widgets.cells.columns import fit
from widgets.cells.glyphs import Signs

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
LEAST_CAUSE = 12
"""Cells; less than that of a cause says nothing."""
OPENS, CLOSES = Segment("[", glyphs.STRONG + glyphs.SELECTED), Segment("]", glyphs.STRONG + glyphs.SELECTED)
"""Around what is pointed at."""
KEYS_ALWAYS = 2
"""The last keys (help and quit) always stand."""
BACK = "Esc"
"""The key that leads back always stands too, before them."""


def width_of(parts: Parts) -> int:
    """How many cells the parts take."""
    return sum(cell_len(part.text) for part in parts)


def joined(left: Parts, right: Parts, width: int) -> Parts:
    """Both in one line of exactly this width, blanks between; the left is cut where both do not fit."""
    line = Segment.adjust_line_length(left, max(0, width - width_of(right)))
    return Segment.adjust_line_length([*line, *right], width)


class Cell(NamedTuple):
    """A tier, or what of it is in some bands."""

    tier: str = ""
    bands: tuple[str, ...] = ()


class Tally(NamedTuple):
    """How many tickets of each tier are in each band."""

    tiers: tuple[str, ...] = ("2h", "24h", "7d", "15d")
    counts: Counts | None = None
    """None before they are counted: then nothing is said."""
    filtered: bool = False
    """Whether the numbers are those of the filter, not of the whole queue."""
    tier_kept: str | None = None
    """The tier that the filter keeps alone; None where it does not say."""
    bands_kept: tuple[str, ...] = ()
    at: Cell | None = None
    """The one that is pointed at."""

    def parts(self, width: int, say: Say, signs: Signs) -> Parts:
        """One group per tier, what burns most first, in the fullest form that fits."""
        return self._form(width, say, signs)[0]

    def cells(self, width: int, say: Say, signs: Signs) -> list[Cell]:
        """What can be pointed at in a line of this width, from left to right."""
        merged = self._form(width, say, signs)[1]
        return [cell for tier in self._tiers() for cell in (Cell(tier), *(cell for _, _, cell in _numbers(self.counts or {}, tier, merged=merged)))]

    def settled(self, width: int, say: Say, signs: Signs) -> "Tally":
        """Pointing at a cell that is there: at the first with a band of the old one, else at its tier, else at the first; at nothing as before."""
        if self.at is None or self.at in (cells := self.cells(width, say, signs)):
            return self
        tier = [cell for cell in cells if cell.tier == self.at.tier]
        alike = (cell for cell in tier if set(cell.bands) & set(self.at.bands))
        return self._replace(at=next(alike, (tier or cells)[0]))

    def _form(self, width: int, say: Say, signs: Signs) -> tuple[Parts, bool]:
        """The line, and whether bands are put together in it."""
        head = [Segment(f" {say('desk.filtered')} ", glyphs.SELECTED), Segment(" ")] if self.filtered else []
        for words in (frozenset(BANDS), frozenset(WORDED), frozenset[str]()):
            form = _tucked([*head, *self._groups(say, signs, words)])
            if width_of(form) <= width:
                return form, False
        rule = f" {signs.rule} "
        merged = [*head, *self._groups(say, signs, frozenset(), merged=True)]
        blank = [part._replace(text=" ") if part.text == rule else part for part in merged]
        forms = [_tucked(form) for form in (merged, blank, [part for part in blank if part.text != " " or part.style])]
        return next((form for form in forms if width_of(form) <= width), forms[-1]), True

    def _tiers(self) -> list[str]:
        others = sorted({tier for tier, _ in self.counts or {}} - set(self.tiers))
        return [*self.tiers, *(tier for tier in others if _numbers(self.counts or {}, tier, merged=False))]

    def _groups(self, say: Say, signs: Signs, words: frozenset[str], *, merged: bool = False) -> Parts:
        parts: Parts = []
        for tier in self._tiers():
            numbers = _numbers(self.counts or {}, tier, merged=merged)
            if parts:
                parts.append(Segment(f" {signs.rule} ", glyphs.FAINT))
            parts += self._cell(Cell(tier), tier or say("desk.no_tier"), glyphs.STRONG)
            for band, count, cell in numbers:
                sign = say(f"band.{band}") + " " if band in words else signs.bands[band].strip()
                parts += [Segment(" "), *self._cell(cell, f"{sign}{count:,}", glyphs.SIGNS[band])]
            if not numbers and self.counts is not None:
                parts.append(Segment(" 0", glyphs.FAINT))
        return parts

    def _cell(self, cell: Cell, text: str, style: Style) -> Parts:
        """A cell; the one pointed at stands in brackets and reversed, what the filter keeps is reversed."""
        here = self.tier_kept in (None, cell.tier)
        kept = here and (bool(self.bands_kept) and set(cell.bands) <= set(self.bands_kept) if cell.bands else self.tier_kept is not None)
        pointed = cell == self.at
        shown = Segment(text, style + glyphs.SELECTED if kept or pointed else style)
        return [OPENS, shown, CLOSES] if pointed else [shown]


def _tucked(parts: Parts) -> Parts:
    """The brackets take the place of blanks where there are some, so that nothing moves when another cell is pointed at."""
    tucked = list(parts)
    if OPENS in parts:
        opens, closes = parts.index(OPENS), parts.index(CLOSES)
        if closes + 1 < len(parts) and parts[closes + 1].text.startswith(" "):
            tucked[closes + 1] = parts[closes + 1]._replace(text=parts[closes + 1].text[1:])
        if opens and parts[opens - 1].text.endswith(" "):
            tucked[opens - 1] = parts[opens - 1]._replace(text=parts[opens - 1].text[:-1])
    return tucked


def _numbers(counts: Counts, tier: str, *, merged: bool) -> list[tuple[str, int, Cell]]:
    """Bands of a tier in which there are tickets: by which band's sign they are shown, how many, and the cell."""
    groups = MERGED if merged else tuple((band, (band,)) for band in BANDS)
    sums = ((name, sum(counts.get((tier, band), 0) for band in members), Cell(tier, members)) for name, members in groups)
    return [(name, count, cell) for name, count, cell in sums if count]


class Status(NamedTuple):
    """All that the status line knows; plain values."""

    at: int = 0
    """Place of the selected ticket, from 1; 0 in an empty list."""
    total: int = 0
    exact: bool = True
    """False while a search still counts."""
    marks: int = 0
    ranging: bool = False
    """Whether a range is being marked."""
    held: int | None = None
    """How many updates wait while the list is held; None where it is not."""
    view: str = ""
    """The name of the view that is on."""
    filter: str = ""
    note: str = ""
    """What just happened; stands in the filter's place for a while."""
    alarm: bool = False
    """Whether the note is bad news."""
    link: str = "connecting"
    """connecting, live, lost or signed_out."""
    since: str = ""
    """The clock time since when it is lost."""
    cause: str = ""
    """Why it is lost, or what to do about it; stands behind the filter for as long as it is so."""
    coming: str = ""
    """How far a first copy has come; stands where a cause would."""
    new: int = 0
    """How many tickets are new since the person last looked."""
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
            left.append(Segment(f" {say('desk.marks', count=self.marks)}{signs.more if self.ranging else ''} ", glyphs.STRONG))
        if self.held is not None:
            left += [Segment(f" {say('desk.updates_held', count=self.held)} ", glyphs.SELECTED), Segment(" ")]
        room = max(0, width - width_of(left) - width_of(right) - 1)
        if self.note:
            left.append(Segment(_cut(self.note, room, signs), glyphs.ALARM if self.alarm else glyphs.STRONG))
        elif self.filter or self.view:
            name = _cut(f"{self.view} ", room, signs) if self.view else ""
            left += [Segment(name, glyphs.STRONG)] if name else []
            left.append(Segment(_cut(f"/{self.filter}" if self.filter else "", room - cell_len(name), signs), glyphs.UNIT))
        gap = "  " if self.filter or self.view else ""
        for text, style in ((self.cause, glyphs.BAD), (self.coming, glyphs.STRONG)):
            if text and not self.note:
                left += _behind(gap, text, style, width - width_of(left) - width_of(right) - 1, signs)
                gap = "  "
        return left, right

    def _right(self, width: int, say: Say, signs: Signs) -> Parts:
        parts: Parts = []
        if self.trouble:
            parts += [Segment(f"{signs.refused}{say('desk.refused_count', count=self.trouble)}", glyphs.PENDING["refused"]), Segment(" ")]
        if self.new and width >= TIME_FROM:
            parts.append(Segment(f"{say('desk.new_count', count=self.new)} ", glyphs.STRONG))
        if self.waiting:
            parts.append(Segment(f"{signs.waiting}{say('desk.waiting_count', count=self.waiting)} ", glyphs.PENDING["waiting"]))
        if self.read_only:
            parts.append(Segment(f"{say('desk.read_only')} ", glyphs.SELECTED))
        if self.session:
            parts.append(Segment(f"{say('desk.session', number=self.session)} ", glyphs.STRONG))
        calm = self.link == "live"
        parts.append(Segment(say(f"desk.link_{self.link}", since=self.since), glyphs.PLAIN if calm else glyphs.BAD))
        if self.time and width >= TIME_FROM:
            parts.append(Segment(f"{'  ' if self.link == 'lost' else ' '}{self.time}"))
        if self.person and width >= PERSON_FROM:
            parts.append(Segment(f" {self.person}"))
        return parts


def _behind(gap: str, text: str, style: Style, room: int, signs: Signs) -> Parts:
    """What stands behind the filter, or in its place; nothing where there is no room to say something."""
    room -= len(gap)
    return [Segment(gap), Segment(_cut(text, room, signs), style)] if room >= LEAST_CAUSE else []


def _cut(text: str, room: int, signs: Signs) -> str:
    return fit(text, min(room, cell_len(text)), signs.more)


def key_parts(hints: Sequence[Hint], width: int) -> tuple[Parts, Parts]:
    """The keys that matter here, as many as fit; the last ones at the right end."""
    back = [hint for hint in hints[:-KEYS_ALWAYS] if hint[0] == BACK]
    last = [part for hint in (*back, *hints[-KEYS_ALWAYS:]) for part in _hint(hint)]
    left: Parts = []
    for hint in (hint for hint in hints[:-KEYS_ALWAYS] if hint not in back):
        parts = _hint(hint)
        if width_of(left) + width_of(parts) + width_of(last) > width:
            break
        left += parts
    return left, last


def _hint(hint: Hint) -> Parts:
    key, word = hint
    return [Segment(key, glyphs.STRONG), Segment(f" {word}  ", glyphs.FAINT)]
