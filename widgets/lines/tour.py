"""The strip of the first tour: which step of how many, what to do next, and the key that puts it away; two or three lines below everything else."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from widgets.cells.folding import wrap

MOST_LINES = 3
GAP = 2


class TourStrip(Static):
    """Takes no key and no focus; a screen gives it its last lines."""

    DEFAULT_CSS = "TourStrip { dock: bottom; height: auto; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.said = ("", "", "")
        """Which step, what to do, and how to put it away."""

    def say(self, step: str, text: str, way_out: str) -> None:
        """Say something else; nothing is drawn anew where it is the same."""
        if (step, text, way_out) != self.said:
            self.said = (step, text, way_out)
            self._draw(self.app.size.width)

    def on_resize(self, _: events.Resize) -> None:
        """Fit it to the new width."""
        self._draw(self.app.size.width)

    def _draw(self, width: int) -> None:
        self.update(Content("\n").join(drawn(*self.said, width)))


def drawn(step: str, text: str, way_out: str, width: int) -> list[Content]:
    """At most three lines of so many cells: the step, and beside it what to do; how to put it away, where there is room."""
    indent = cell_len(step) + GAP
    lines = wrap(text, width - indent)[:MOST_LINES]
    beside = cell_len(lines[-1]) + GAP + cell_len(way_out) <= width - indent
    more = [] if beside or not way_out or len(lines) == MOST_LINES else [way_out]
    shown = [Content.assemble((step, "reverse"), " " * GAP, (lines[0], "bold"))]
    shown += [Content.assemble(" " * indent, (line, "bold")) for line in lines[1:]]
    if beside and way_out:
        shown[-1] = Content.assemble(shown[-1], " " * GAP, (way_out, "dim"))
    return shown + [Content.assemble(" " * indent, (line, "dim")) for line in more]
