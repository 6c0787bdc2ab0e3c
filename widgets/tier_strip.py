"""How many tickets of each tier are in each band, on one line."""

from collections.abc import Callable, Sequence

from widgets.glyphs import Signs
from widgets.lines_around import Counts, Parts, Tally
from widgets.one_line import OneLine


class TierStrip(OneLine):
    """One group per tier, what burns most first; as much detail as the width allows."""

    def __init__(self, *, say: Callable[..., str], signs: Signs, tiers: Sequence[str] = Tally().tiers) -> None:
        super().__init__()
        self._say, self._signs = say, signs
        self._tally = Tally(tuple(tiers))

    @property
    def counted(self) -> bool:
        """Whether there are numbers yet."""
        return self._tally.counts is not None

    def show(self, counts: Counts, *, filtered: bool) -> None:
        """Show other numbers; `filtered` says that they are those of the filter, not of the whole queue."""
        self._tally = self._tally._replace(counts=counts, filtered=filtered)
        self.update()

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """The groups in the fullest form that fits."""
        return self._tally.parts(width, self._say, self._signs), []
