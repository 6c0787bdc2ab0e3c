"""The pane beside the queue: everything the summary knows of the selected ticket, readable."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from rich.segment import Segment
from textual.strip import Strip

from widgets.cells.changing import ChangingLines
from widgets.cells.glyphs import Signs
from widgets.queue.summary import Summary


class Preview(ChangingLines):
    """A ticket's summary as labelled lines, clocks first."""

    DEFAULT_CSS = "Preview { width: 40; height: 1fr; }"

    def __init__(self, *, say: Callable[..., str], lang: Callable[[], str], unit: Callable[[str], str], signs: Signs, now: Callable[[], int]) -> None:
        super().__init__()
        self._summary = Summary(say, lang, unit, signs, now)
        self._ticket: Mapping[str, Any] | None = None
        self._pending: Sequence[str] = ()

    def show(self, ticket: Mapping[str, Any] | None, *, pending: Sequence[str] = (), zone: tzinfo | None = None) -> None:
        """Show a ticket's summary as the wire tells it, and what became of commands on it."""
        self._ticket, self._pending = ticket, pending
        self._summary = self._summary._replace(zone=zone)
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """A rule at the left, then the line."""
        width = self.size.width
        return Strip(self._summary.ruled(list(self.line(y)), width), width)

    def drawn(self) -> list[list[Segment]]:
        """The summary, wrapped to the widget's width."""
        return self._summary.lines(self._ticket, self._pending, self.size.width)
