"""A widget of one line made of segments, repainted only when it reads differently."""

from rich.cells import cell_len
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells.painting import paint_now
from widgets.lines.around import Parts, joined


class OneLine(Widget):
    """One line: parts from the left, parts at the right end, blanks between."""

    DEFAULT_CSS = "OneLine { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._strip = Strip.blank(0)

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """What stands left and right; the left is cut where both do not fit."""
        raise NotImplementedError

    def update(self, *, at_once: bool = True) -> None:
        """Reckon the line anew and repaint from its start to the last cell that differs; unless at once, with what is painted next."""
        before, width = self._strip, self.size.width
        self._strip = self._drawn(width)
        if self._strip == before:
            return
        same_tail = 0
        if before.cell_length == width:
            tails = zip(reversed(list(before)), reversed(list(self._strip)), strict=False)
            for old_part, new_part in tails:
                if old_part != new_part:
                    break
                same_tail += cell_len(new_part.text)
        self.refresh(Region(0, 0, width - same_tail, 1))
        if at_once:
            paint_now(self)

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self._strip = self._drawn(self.size.width)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        if y:
            return Strip.blank(width)
        if self._strip.cell_length != width:
            self._strip = self._drawn(width)
        return self._strip

    def _drawn(self, width: int) -> Strip:
        return Strip(joined(*self.parts(width), width), width)
