"""The night page as a widget: drawn line by line, each second only the lines that read differently."""

from rich.segment import Segment
from textual.strip import Strip

from widgets.cells.changing import ChangingLines
from widgets.cells.painting import paint_now
from widgets.night.page import NightPage, Nothing, OnTicket, PageLine


class NightCard(ChangingLines):
    """One ticket, or that nothing burns."""

    DEFAULT_CSS = "NightCard { height: 1fr; width: 1fr; }"

    def __init__(self, page: NightPage) -> None:
        super().__init__()
        self.page = page
        self.shown: OnTicket | Nothing | None = None

    @property
    def said(self) -> str:
        """All of it as plain text."""
        return "\n".join("".join(part.text for part in line) for line in self._lines)

    def show(self, shown: OnTicket | Nothing) -> None:
        """Show another ticket, or the same as it stands now."""
        self.shown = shown
        self.tick()

    def tick(self) -> None:
        """Repaint the lines that read differently now, at once."""
        super().tick()
        paint_now(self)

    def render_line(self, y: int) -> Strip:
        """One line of exactly the widget's width."""
        width = self.size.width
        return Strip(Segment.adjust_line_length(list(self.line(y)), width), width)

    def drawn(self) -> list[PageLine]:
        """The page of what is shown; nothing before anything is."""
        return self.page.lines(self.shown, self.size.width, self.size.height) if self.shown is not None else []
