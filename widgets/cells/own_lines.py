"""A widget that draws whole lines itself: what it has drawn once is shown again as it is."""

from collections.abc import Iterable, Iterator

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class OwnLines(Widget):
    """Lines without border, padding or opacity, which Textual would look for on each of them.

    A strip that is given out again costs nothing anew: Textual keeps with it what filters and cuts made of it.
    """

    def strips(self, ys: Iterable[int]) -> Iterator[Strip]:
        """These lines, from 0 at the top, each exactly as wide as the widget."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line."""
        return next(self.strips((y,)))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region as they are shown."""
        filters, ground = self.get_line_filters(), self.background_colors[1]
        shown = list(self.strips(crop.line_range))
        for each in filters:
            shown = [strip.apply_filter(each, ground) for strip in shown]
        if crop.x or (shown and crop.width != shown[0].cell_length):
            return [strip.crop(crop.x, crop.right) for strip in shown]
        return shown
