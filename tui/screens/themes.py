"""The theme chosen by seeing it: every one that the highlight comes upon is shown at once, the queue below it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList

from tui import themes
from tui.desk import Desk
from tui.link import LinkChanged
from tui.queue import page as queue_page
from widgets.chooser import Chooser, Entry, narrowed
from widgets.lines.around import Counts

ASIDE = 14


class Sample(Widget):
    """The queue as it stood when the screen was opened."""

    DEFAULT_CSS = "Sample { height: 1fr; width: 1fr; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page: list[queue_page.PageLine] = []
        self._counts: Counts | None = None
        self.line = queue_page.NO_LINE

    def on_resize(self) -> None:
        """Fit it to the new width."""
        self.draw()

    def draw(self) -> None:
        """Draw it anew."""
        width, height = (max(pair) for pair in zip(self.size, queue_page.SMALLEST, strict=True))
        self._counts = self._counts or self._desk.mirror.counts(self._desk.now())
        self._page = queue_page.first(self._desk, width, height, counts=self._counts, link=self.line) or []
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of its lines; those at the end, of state and keys, at the end here too. A window that grows is painted before it is told so."""
        from_end = self.size.height - y
        at = y if from_end >= queue_page.LINES_AROUND else -from_end
        there = -len(self._page) <= at < len(self._page)
        return Strip(self._page[at] if there else []).adjust_cell_length(self.size.width)


class ThemesScreen(ModalScreen[str | None]):
    """Dismisses with the name of the chosen theme, or None."""

    CSS: ClassVar[str] = """
    ThemesScreen { background: ansi_default; }
    ThemesScreen Chooser { height: 9; }
    """

    class Tried(Message):
        """Show this theme for now."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        names = sorted(themes.NAMES, key=lambda name: name != desk.settings.theme)
        self._entries = [Entry(name, desk.say(f"theme.{name}"), name) for name in names]

    def compose(self) -> ComposeResult:
        """The chooser, the theme that is on first; below it what it does to the queue."""
        say = self.desk.say
        yield Chooser(
            lambda text: sorted(narrowed(self._entries, text), key=lambda entry: not entry.id.startswith(text.casefold())),
            prompt=say("theme.prompt"), nothing=say("palette.nothing"), keys=say("palette.keys"), more=self.desk.signs.more, aside=ASIDE,
        )  # fmt: skip
        yield Sample(self.desk)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """See it."""
        if entry := self.query_one(Chooser).entry(event.option_index):
            self.post_message(self.Tried(entry))

    def on_link_changed(self, message: LinkChanged) -> None:
        """The sample says how the line stands, as the queue does."""
        sample = self.query_one(Sample)
        sample.line = self.desk.line_said(message)
        sample.draw()

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Done."""
        self.dismiss(message.entry)
