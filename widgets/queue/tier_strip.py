"""How many tickets of each tier are in each band, on one line, of which one can be pointed at and chosen."""

from collections.abc import Callable, Sequence

from textual.message import Message

from widgets.cells.glyphs import Signs
from widgets.lines.around import Cell, Counts, Parts, Tally
from widgets.lines.one_line import OneLine


class TierStrip(OneLine, can_focus=True):
    """One group per tier, what burns most first; as much detail as the width allows. Who binds keys has `point`, `tier`, `choose`, `leave`."""

    class Chosen(Message):
        """A tier, or some bands of one, was chosen."""

        def __init__(self, cell: Cell) -> None:
            super().__init__()
            self.cell = cell

    class Left(Message):
        """The person is done with the strip."""

    def __init__(self, *, say: Callable[..., str], signs: Signs, tiers: Sequence[str] = Tally().tiers) -> None:
        super().__init__()
        self._say, self._signs = say, signs
        self._tally = Tally(tuple(tiers))

    @property
    def counted(self) -> bool:
        """Whether there are numbers yet."""
        return self._tally.counts is not None

    @property
    def pointed(self) -> Cell | None:
        """What is pointed at."""
        return self._tally.at

    def show(self, counts: Counts | None, *, filtered: bool, tiers: Sequence[str] = ()) -> None:
        """Show other numbers, or None of them before they are known; `filtered` says that they are those of the filter, not of the whole queue.

        `tiers` are those of the city, where they may be others than before: a desk's first city comes after its first picture.
        """
        shown = self._tally._replace(tiers=tuple(tiers) or self._tally.tiers, counts=counts, filtered=filtered)
        self._tally = shown.settled(self.size.width, self._say, self._signs)
        self.update()

    def keep(self, tier: str | None, bands: tuple[str, ...]) -> None:
        """Which tier and bands the filter keeps now; None for the tier where it does not say."""
        self._tally = self._tally._replace(tier_kept=tier, bands_kept=bands)
        self.update()

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """The groups in the fullest form that fits."""
        return self._tally.parts(width, self._say, self._signs), []

    def on_resize(self) -> None:
        """Bands that were put together come apart in another width: what was pointed at is still pointed at."""
        self._tally = self._tally.settled(self.size.width, self._say, self._signs)

    def on_focus(self) -> None:
        """Point at what the filter keeps, or at the first tier."""
        cells, kept = self._cells(), Cell(self._tally.tier_kept or "", self._tally.bands_kept)
        exact = next((cell for cell in cells if cell == kept and self._tally.tier_kept is not None), None)
        self._point(exact or next((cell for cell in cells if cell.tier == self._tally.tier_kept), cells[0]))

    def on_blur(self) -> None:
        """Point at nothing."""
        self._point(None)

    def action_point(self, by: int) -> None:
        """Point at the next cell, round and round."""
        cells = self._cells()
        at = cells.index(self._tally.at) if self._tally.at in cells else 0
        self._point(cells[(at + by) % len(cells)])

    def action_tier(self, number: int) -> None:
        """Choose a tier by its place, from 1."""
        tiers = [cell for cell in self._cells() if not cell.bands]
        if number <= len(tiers):
            self._point(tiers[number - 1])
            self.action_choose()

    def action_choose(self) -> None:
        """Choose what is pointed at."""
        if self._tally.at is not None:
            self.post_message(self.Chosen(self._tally.at))

    def action_leave(self) -> None:
        """Done."""
        self.post_message(self.Left())

    def _cells(self) -> list[Cell]:
        return self._tally.cells(self.size.width, self._say, self._signs)

    def _point(self, cell: Cell | None) -> None:
        self._tally = self._tally._replace(at=cell)
        self.update()
