"""The night page as a widget: drawn line by line, each second only the lines that read differently."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells.painting import paint_now
from widgets.night.page import NightPage, Nothing, OnTicket, PageLine


class NightCard(Widget):
    """One ticket, or that nothing burns."""

    DEFAULT_CSS = "NightCard { height: 1fr; width: 1fr; }"

    def __init__(self, page: NightPage) -> None:
        super().__init__()
        self.page = page
        self.shown: OnTicket | Nothing | None = None
        self._lines: list[PageLine] = []

    @property
    def said(self) -> str:
        """All of it as plain text."""
        return "\n".join("".join(part.text for part in line) for line in self._lines)

    def show(self, shown: OnTicket | Nothing) -> None:
        """Show another ticket, or the same as it stands now."""
        self.shown = shown
        self.tick()

    def tick(self) -> None:
        """Repaint the lines that read differently now."""
        before, self._lines = self._lines, self._drawn()
        if len(before) != len(self._lines):
            self.refresh()
        elif changed := [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old != new]:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))
        paint_now(self)

    def on_resize(self) -> None:
        """Fit it to the new size."""
        self._lines = self._drawn()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of exactly the widget's width."""
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else []
        return Strip(Segment.adjust_line_length(line, width), width)

    def _drawn(self) -> list[PageLine]:
        return self.page.lines(self.shown, self.size.width, self.size.height) if self.shown is not None else []
