"""The pane beside the queue: everything the summary knows of the selected ticket, readable."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells.glyphs import Signs
from widgets.queue.summary import Summary


class Preview(Widget):
    """A ticket's summary as labelled lines, clocks first."""

    DEFAULT_CSS = "Preview { width: 40; height: 1fr; }"

    def __init__(self, *, say: Callable[..., str], lang: Callable[[], str], unit: Callable[[str], str], signs: Signs, now: Callable[[], int]) -> None:
        super().__init__()
        self._summary = Summary(say, lang, unit, signs, now)
        self._ticket: Mapping[str, Any] | None = None
        self._pending: Sequence[str] = ()
        self._lines: list[list[Segment]] = []

    def show(self, ticket: Mapping[str, Any] | None, *, pending: Sequence[str] = (), zone: tzinfo | None = None) -> None:
        """Show a ticket's summary as the wire tells it, and what became of commands on it."""
        self._ticket, self._pending = ticket, pending
        self._summary = self._summary._replace(zone=zone)
        self._lines = self._drawn()
        self.refresh()

    def tick(self) -> None:
        """Time has passed: repaint the lines that read differently now."""
        before, self._lines = self._lines, self._drawn()
        if len(before) != len(self._lines):
            self.refresh()
        elif changed := [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old != new]:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._lines = self._drawn()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A rule at the left, then the line."""
        width = self.size.width
        return Strip(self._summary.ruled(self._lines[y] if y < len(self._lines) else [], width), width)

    def _drawn(self) -> list[list[Segment]]:
        return self._summary.lines(self._ticket, self._pending, self.size.width)
