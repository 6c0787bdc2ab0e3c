"""How many tickets of each tier are in each band, on one line."""

from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment

from api_client.models.line import BANDS
from widgets import glyphs
from widgets.glyphs import Signs
from widgets.one_line import OneLine, Parts, width_of

Counts = Mapping[tuple[str, str], int]
"""(tier, band) → how many."""

MERGED = (("overdue", ("long", "overdue")), ("urgent", ("urgent", "warn")), ("calm", ("watch", "calm", "paused", "done")))
"""Bands put together where there is no room for each; shown by the first one's sign."""

WORDED = ("long", "overdue", "urgent")
"""Bands that are spelled out where there is some room, but not room for all words."""


class TierStrip(OneLine):
    """One group per tier, what burns most first; as much detail as the width allows."""

    def __init__(self, *, say: Callable[..., str], signs: Signs, tiers: Sequence[str] = ("2h", "24h", "7d", "15d")) -> None:
        super().__init__()
        self._say, self._signs, self._tiers = say, signs, tuple(tiers)
        self._counts: Counts = {}
        self._filtered = False

    def show(self, counts: Counts, *, filtered: bool) -> None:
        """Show other numbers; `filtered` says that they are those of the filter, not of the whole queue."""
        self._counts, self._filtered = counts, filtered
        self.update()

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """The groups in the fullest form that fits."""
        head = [Segment(f" {self._say('desk.filtered')} ", glyphs.SELECTED), Segment(" ")] if self._filtered else []
        forms: list[Parts] = []
        for words in (frozenset(BANDS), frozenset(WORDED), frozenset[str]()):
            forms.append([*head, *self._groups(words)])
            if width_of(forms[-1]) <= width:
                return forms[-1], []
        merged = [*head, *self._groups(frozenset(), merged=True)]
        forms += [merged, [part._replace(text=" ") if self._is_rule(part) else part for part in merged]]
        tight = [part for part in forms[-1] if part.text != " " or part.style]
        return next((form for form in forms[-2:] if width_of(form) <= width), tight), []

    def _is_rule(self, part: Segment) -> bool:
        return part.text == f" {self._signs.rule} "

    def _groups(self, words: frozenset[str], *, merged: bool = False) -> Parts:
        tiers = [*self._tiers, *sorted({tier for tier, _ in self._counts} - set(self._tiers))]
        parts: Parts = []
        for tier in tiers:
            numbers = self._numbers(tier, merged=merged)
            if not numbers and tier not in self._tiers:
                continue
            if parts:
                parts.append(Segment(f" {self._signs.rule} ", glyphs.FAINT))
            parts.append(Segment(tier or self._say("desk.no_tier"), glyphs.STRONG))
            for band, count in numbers:
                sign = self._say(f"band.{band}") + " " if band in words else self._signs.bands[band].strip()
                parts += [Segment(" "), Segment(f"{sign}{count:,}", glyphs.BANDS[band])]
            if not numbers:
                parts.append(Segment(" 0", glyphs.FAINT))
        return parts

    def _numbers(self, tier: str, *, merged: bool) -> list[tuple[str, int]]:
        groups = MERGED if merged else tuple((band, (band,)) for band in BANDS)
        sums = ((name, sum(self._counts.get((tier, band), 0) for band in members)) for name, members in groups)
        return [(name, count) for name, count in sums if count]
