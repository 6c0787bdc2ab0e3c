"""The line in which the queue's filter is typed: applied while it is typed, with its mistakes said in place."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.timer import Timer
from textual.widgets import Input, Static

from widgets.glyphs import ALARM

MISTAKE = Style.from_rich_style(ALARM)
SETTLE_SECONDS = 0.12
"""How long the typing must rest before the queue is filtered."""


class _Box(Input):
    """An input that leaves Esc, up and down to the line around it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen_free", show=False),
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
    ]

    def action_screen_free(self) -> None:
        """Esc: put the filter back that was on."""
        self._line.give_up()

    def action_older(self) -> None:
        """An earlier filter."""
        self._line.recall(1)

    def action_newer(self) -> None:
        """A later filter."""
        self._line.recall(-1)

    @property
    def _line(self) -> "FilterLine":
        assert isinstance(self.parent, FilterLine)
        return self.parent


class FilterLine(Horizontal):
    """A slash, the filter, and what is wrong with it."""

    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; }
    FilterLine.open { display: block; }
    FilterLine > #slash { width: 1; text-style: bold; }
    FilterLine > Input { width: 1fr; }
    FilterLine > #mistake { width: auto; max-width: 60%; }
    """

    class Typed(Message):
        """The filter reads differently now; apply it, or say what is wrong by `FilterLine.complain`."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Closed(Message):
        """The line is done: keep `text` as the filter (the one before it where the person gave up)."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__()
        self.history: list[str] = []
        """Filters used before, newest first."""
        self._before = ""
        self._back = -1
        self._wait: Timer | None = None
        self._box = _Box(compact=True)
        self._box.cursor_blink = False
        self._mistake = Static(markup=False, id="mistake")

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Static("/", markup=False, id="slash")
        yield self._box
        yield self._mistake

    def open(self, text: str) -> None:
        """Begin with the filter that is on."""
        self._before, self._back = text, -1
        with self._box.prevent(Input.Changed):
            self._box.value = text
        self._box.cursor_position = len(text)
        self.complain("")
        self.add_class("open")
        # At once, not with the next message as `focus()` does: the next key may be here already.
        self.screen.set_focus(self._box)

    def complain(self, mistake: str) -> None:
        """Say what is wrong with the filter; empty where nothing is."""
        self._mistake.update(Content.styled(f" {mistake}", MISTAKE) if mistake else Content(""))

    def give_up(self) -> None:
        """Close with the filter that was on before."""
        self._close(self._before)

    def recall(self, by: int) -> None:
        """Put an earlier (1) or later (-1) filter into the line."""
        place = self._back + by
        if -1 <= place < len(self.history):
            self._back = place
            self._box.value = self.history[place] if place >= 0 else self._before
            self._box.cursor_position = len(self._box.value)

    def remember(self, texts: Sequence[str]) -> None:
        """Take over filters used before."""
        self.history = list(texts)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait until the typing rests, then ask for the filter to be applied."""
        event.stop()
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(SETTLE_SECONDS, lambda: self.post_message(self.Typed(self._box.value)) if self.has_class("open") else None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: keep the filter."""
        event.stop()
        text = event.value.strip()
        if text:
            self.history = [text, *(old for old in self.history if old != text)][:50]
        self._close(text)

    def on_key(self, event: events.Key) -> None:
        """No key typed here reaches the queue behind it."""
        if event.is_printable:
            event.stop()

    def _close(self, text: str) -> None:
        if self._wait is not None:
            self._wait.stop()
        self.remove_class("open")
        self.post_message(self.Closed(text))
