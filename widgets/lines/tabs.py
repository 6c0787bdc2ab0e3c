"""Names in a row, one of them chosen; where there is no room for all, those around the chosen one."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment

from widgets.cells import glyphs
from widgets.lines.around import Parts
from widgets.lines.one_line import OneLine


class Tabs(OneLine):
    """A line of names; the chosen one is marked by brackets too, not by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._at = 0

    def show(self, names: Sequence[str], at: int) -> None:
        """Show names, the one at an index as chosen."""
        self._names, self._at = tuple(names), at
        self.update()

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """As many names as fit, the chosen one among them; signs at the ends say that there are more."""
        low, high = self._window(width)
        parts = [Segment("< " if low else "", glyphs.FAINT)]
        for at in range(low, high):
            chosen = at == self._at
            parts.append(Segment(f"[{self._names[at]}]" if chosen else f" {self._names[at]} ", glyphs.SELECTED if chosen else glyphs.PLAIN))
        return parts, [Segment(" >", glyphs.FAINT)] if high < len(self._names) else []

    def _window(self, width: int) -> tuple[int, int]:
        """From which name to which one; it grows around the chosen one while there is room."""
        sizes = [cell_len(name) + 2 for name in self._names]
        if not sizes:
            return 0, 0
        low, high, room = self._at, self._at + 1, width - sizes[self._at] - 4
        while True:
            if high < len(sizes) and sizes[high] <= room:
                room, high = room - sizes[high], high + 1
            elif low > 0 and sizes[low - 1] <= room:
                room, low = room - sizes[low - 1], low - 1
            else:
                return low, high
