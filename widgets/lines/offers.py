"""What may come next in a line that is typed, side by side on one line, as an input method shows its candidates."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from widgets.cells import glyphs
from widgets.lines.around import Parts
from widgets.lines.one_line import OneLine


class Offer(NamedTuple):
    """One thing that may come next."""

    shown: str
    text: str
    """The whole line with it taken."""
    at: int
    """Where the cursor stands then."""
    note: str = ""
    """A word beside it: what it is called otherwise."""


class Offers(OneLine):
    """The offers, the one that would be taken marked; as many as fit, from the first that lets the marked one be seen."""

    DEFAULT_CSS = "Offers { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._offers: Sequence[Offer] = ()
        self._at = 0

    @property
    def chosen(self) -> Offer | None:
        """The marked one."""
        return self._offers[self._at] if self._offers else None

    def show(self, offers: Sequence[Offer]) -> None:
        """Other offers; the first is marked."""
        self._offers, self._at = tuple(offers), 0
        self.update()

    def step(self, by: int) -> None:
        """Mark another one, round and round."""
        if self._offers:
            self._at = (self._at + by) % len(self._offers)
            self.update()

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """The offers from the first one that lets the marked one be seen."""
        room = width - 1
        drawn = [self._drawn_offer(at) for at in range(len(self._offers))]
        first = 0
        while first < self._at and sum(_cells(parts) for parts in drawn[first : self._at + 1]) > room:
            first += 1
        left = [Segment(" ")]
        for parts in drawn[first:]:
            if _cells(parts) > room and len(left) > 1:
                break
            room -= _cells(parts)
            left += parts
        return left, []

    def _drawn_offer(self, at: int) -> Parts:
        offer = self._offers[at]
        parts = [Segment(" "), Segment(offer.shown, glyphs.SELECTED if at == self._at else glyphs.PLAIN), Segment(" ")]
        return [*parts, Segment(f"{offer.note} ", glyphs.FAINT)] if offer.note else parts


def _cells(parts: Parts) -> int:
    return sum(cell_len(part.text) for part in parts)
