"""The pane beside the queue: everything the summary knows of the selected ticket, readable."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from rich.segment import Segment
from textual.strip import Strip

from widgets.cells.changing import ChangingLines
from widgets.cells.glyphs import Signs
from widgets.cells.own_lines import OwnLines
from widgets.queue.summary import Summary


class Preview(ChangingLines, OwnLines):
    """A ticket's summary as labelled lines, clocks first."""

    DEFAULT_CSS = "Preview { width: 40; height: 1fr; }"

    def __init__(self, *, say: Callable[..., str], lang: Callable[[], str], unit: Callable[[str], str], signs: Signs, now: Callable[[], int]) -> None:
        super().__init__()
        self._summary = Summary(say, lang, unit, signs, now)
        self._ticket: Mapping[str, Any] | None = None
        self._pending: Sequence[str] = ()
        self._strips: dict[int, tuple[int, Sequence[Segment], Strip]] = {}
        """By line: the width and the line it was made for, and what was made."""

    def show(self, ticket: Mapping[str, Any] | None, *, pending: Sequence[str] = (), zone: tzinfo | None = None) -> None:
        """Show a ticket's summary as the wire tells it, and what became of commands on it."""
        self._ticket, self._pending = ticket, pending
        self._summary = self._summary._replace(zone=zone)
        self.tick()

    def strips(self, ys: Iterable[int]) -> Iterator[Strip]:
        """A rule at the left, then the line."""
        width = self.size.width
        for y in ys:
            line = self.line(y)
            kept = self._strips.get(y)
            if kept is None or kept[0] != width or kept[1] != line:
                kept = self._strips[y] = width, line, Strip(self._summary.ruled(list(line), width), width)
            yield kept[2]

    def drawn(self) -> list[list[Segment]]:
        """The summary, wrapped to the widget's width."""
        return self._summary.lines(self._ticket, self._pending, self.size.width)
