"""The line in which the queue's filter is typed: applied while it is typed, with offers above it and its mistakes said in place."""

import re
from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.style import Style
from textual.timer import Timer
from textual.widgets import Input, Static

from widgets.cells.glyphs import ALARM
from widgets.lines.offers import Offer, Offers

MISTAKE = Style.from_rich_style(ALARM)
SETTLE_SECONDS = 0.12
"""How long the typing must rest before a mistake in it is said, or a word that may yet become another is looked for."""
MOST_PASTED = 500
"""Signs of a paste that are taken over; of one that lists tickets, so many of them."""
_NUMBER = re.compile(r"\d{8}-\d{6,}")


class FilterBox(Input):
    """The input itself. Who binds keys to it has `give_up`, `recall`, `take` and `other`."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As Textual's, at whose every change the whole screen is laid out anew: what is typed makes this line no longer."""

    def action_give_up(self) -> None:
        """Put the filter back that was on."""
        self._line.give_up()

    def action_recall(self, by: int) -> None:
        """An earlier (1) or a later (-1) filter."""
        self._line.recall(by)

    def action_take(self) -> None:
        """Take what is offered."""
        self._line.take()

    def action_other(self, by: int) -> None:
        """Mark another offer."""
        self._line.offered.step(by)

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = pasted(event.text)
        self.insert_text_at_cursor(text) if self.selection.is_empty else self.replace(text, *self.selection)

    @property
    def _line(self) -> "FilterLine":
        line = next(node for node in self.ancestors if isinstance(node, FilterLine))
        assert isinstance(line, FilterLine)
        return line


class FilterLine(Vertical):
    """What may come next; below it a slash, the filter, and what is wrong with it."""

    DEFAULT_CSS = """
    FilterLine { height: 2; display: none; }
    FilterLine.open { display: block; }
    FilterLine #slash { width: 1; text-style: bold; }
    FilterLine Input { width: 1fr; }
    FilterLine #mistake { width: auto; max-width: 60%; }
    """

    class Typed(Message):
        """The filter reads differently now; apply it, or say what is wrong by `FilterLine.complain`."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Closed(Message):
        """The line is done: keep `text` as the filter (the one before it where the person gave up)."""

        def __init__(self, text: str, *, kept: bool) -> None:
            super().__init__()
            self.text = text
            self.kept = kept
            """Whether the person kept what was typed."""

    def __init__(
        self,
        box: FilterBox | None = None,
        *,
        offers: Callable[[str, int], Sequence[Offer]] | None = None,
        unfinished: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`offers` tells what may come next in a line whose cursor stands at a place, `unfinished` whether its last word may yet become another."""
        super().__init__()
        self.history: Sequence[str] = ()
        """Filters used before, newest first."""
        self.offered = Offers()
        self._unfinished = unfinished
        self._offers = offers or (lambda _text, _at: ())
        self._before = ""
        self._begun = ""
        """What was typed before an earlier filter was called up."""
        self._back = -1
        self._wait: Timer | None = None
        self._wrong = False
        self._box = box or FilterBox()
        self._box.compact = True
        self._box.select_on_focus = False
        self._box.cursor_blink = False
        self._mistake = Static(markup=False, id="mistake")

    def compose(self) -> ComposeResult:
        """The offers, and the three parts of the line."""
        yield self.offered
        with Horizontal():
            yield Static("/", markup=False, id="slash")
            yield self._box
            yield self._mistake

    def open(self, text: str) -> None:
        """Begin with the filter that is on."""
        self._before, self._back = text, -1
        self.complain("")
        self.add_class("open")
        self._put(f"{text} " if text else "", quiet=True)
        # At once, not with the next message as `focus()` does: the next key may be here already.
        self.screen.set_focus(self._box)

    def complain(self, mistake: str) -> None:
        """Say what is wrong with the filter, once the typing rests; empty where nothing is."""
        if self._wait is not None:
            self._wait.stop()
            self._wait = None
        if mistake:
            self._wait = self.set_timer(SETTLE_SECONDS, lambda: self._mistake.update(Content.styled(f" {mistake}", MISTAKE)))
        elif self._wrong:
            self._mistake.update(Content(""))
        self._wrong = bool(mistake)

    def give_up(self) -> None:
        """Close with the filter that was on before."""
        self._close(self._before, kept=False)

    def take(self) -> None:
        """Put the marked offer into the line."""
        if offer := self.offered.chosen:
            self._put(offer.text, at=offer.at)

    def recall(self, by: int) -> None:
        """Put an earlier (1) or later (-1) filter into the line; after the latest, what was typed before."""
        place = self._back + by
        if -1 <= place < len(self.history):
            if self._back == -1:
                self._begun = self._box.value
            self._back = place
            self._put(self.history[place] if place >= 0 else self._begun)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask for the filter to be applied, and offer what may come next."""
        event.stop()
        if self._wait is not None:
            self._wait.stop()
        if self._unfinished(event.value):
            self._wait = self.set_timer(SETTLE_SECONDS, self._apply)
        else:
            self._apply()
        self._offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: keep the filter as it was typed, whatever is offered."""
        event.stop()
        self._close(event.value.strip(), kept=True)

    def on_key(self, event: events.Key) -> None:
        """No key typed here reaches the queue behind it."""
        if event.is_printable:
            event.stop()

    def _put(self, text: str, *, at: int | None = None, quiet: bool = False) -> None:
        if quiet:
            with self._box.prevent(Input.Changed):
                self._box.value = text
        else:
            self._box.value = text
        self._box.cursor_position = len(text) if at is None else at
        self._offer()

    def _apply(self) -> None:
        if self.has_class("open"):
            self.post_message(self.Typed(self._box.value))

    def _offer(self) -> None:
        self.offered.show(self._offers(self._box.value, self._box.cursor_position))

    def _close(self, text: str, *, kept: bool) -> None:
        if self._wait is not None:
            self._wait.stop()
        self.remove_class("open")
        self.post_message(self.Closed(text, kept=kept))


def pasted(text: str) -> str:
    """What of a paste goes into the line: a list of ticket numbers as one term, anything else as one line of a bounded length."""
    numbers = list(dict.fromkeys(_NUMBER.findall(text)))
    if len(numbers) > 1:
        return f"number:{','.join(numbers[:MOST_PASTED])}"
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * MOST_PASTED]).split())[:MOST_PASTED]
