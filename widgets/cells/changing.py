"""A widget of several lines that repaints only those that read differently."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.widget import Widget


class ChangingLines(Widget):
    """Lines made of segments, as they were drawn last."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Sequence[Segment]] = ()

    def drawn(self) -> Sequence[Sequence[Segment]]:
        """The lines as they read now, at the widget's size."""
        raise NotImplementedError

    def line(self, y: int) -> Sequence[Segment]:
        """One line as it was drawn last; nothing below the last of them."""
        return self._lines[y] if y < len(self._lines) else ()

    def tick(self) -> None:
        """Draw anew, and repaint the lines that read differently now."""
        before, self._lines = self._lines, self.drawn()
        places = range(max(len(before), len(self._lines)))
        if changed := [y for y in places if before[y : y + 1] != self._lines[y : y + 1]]:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def on_resize(self) -> None:
        """Fit it to the new size."""
        self.redraw()

    def redraw(self) -> None:
        """Draw anew, and repaint all of it."""
        self._lines = self.drawn()
        self.refresh()
