"""A line to type in and the entries that fit it: for the palette and the help."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from widgets.cells.columns import fit
from widgets.lines.keys import keys_said


class Entry(NamedTuple):
    """Something to choose."""

    id: str
    """Empty for what is only said and cannot be chosen."""
    title: str
    aside: str = ""
    """A word at the left: the key."""
    words: str = ""
    """What it is found by, beside its title."""
    typed: str = ""
    """What Tab puts into the line in its place; empty: nothing."""


class Chooser(Vertical):
    """Type to narrow, arrows to move, Tab to complete, Enter to choose, Esc to leave; up from the first entry goes back through what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
        Binding("tab", "complete", show=False),
        Binding("pagedown", "highlight('page_down')", show=False),
        Binding("pageup", "highlight('page_up')", show=False),
        Binding("escape", "leave", show=False),
    ]

    DEFAULT_CSS = """
    Chooser > Input { height: 1; }
    Chooser > OptionList { height: 1fr; }
    Chooser > .whole { height: auto; max-height: 3; display: none; }
    Chooser > .keys { height: 1; }
    """

    class Chosen(Message):
        """An entry was chosen; None where the person left."""

        def __init__(self, entry: str | None, typed: str = "") -> None:
            super().__init__()
            self.entry = entry
            self.typed = typed
            """The text by which it was found."""

    def __init__(
        self, entries: Callable[[str], Sequence[Entry]], *, prompt: str, nothing: str, more: str, keys: str = "", aside: int = 0,
        history: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """`entries` tells what fits a text, best first; `keys` is the line at the bottom, `aside` the width of the left column.

        `history` is what was typed before, newest first.
        """
        super().__init__()
        self._keys = keys
        self._history, self._back = history, 0
        """How far back in the history the line is; 0 is what was typed now."""
        self._own = ""
        self._entries, self._nothing, self._more, self._aside = entries, nothing, more, aside
        self._shown: Sequence[Entry] = ()
        """The entries in the list; two of them may have one id, as two named views of one filter do."""
        self._box = Input(placeholder=prompt, compact=True)
        self._box.cursor_blink = False
        self._list = OptionList(markup=False, compact=True)
        self._list.can_focus = False
        self._whole = Static(markup=False, classes="whole")

    def compose(self) -> ComposeResult:
        """The line, the entries, what the keys do."""
        yield self._box
        yield self._list
        yield self._whole
        if self._keys:
            yield Static(keys_said(self._keys), markup=False, classes="keys")

    def on_mount(self) -> None:
        """Show everything at first."""
        self._box.focus()
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the entries."""
        event.stop()
        self._back = 0
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the highlighted entry."""
        event.stop()
        self._choose(self._list.highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose an entry with the mouse."""
        event.stop()
        self._choose(event.option_index)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say the marked entry in full below the list where its line has no room for it."""
        at = event.option_index
        title = self._shown[at].title if at < len(self._shown) else ""
        self._whole.update(Content(title))
        self._whole.display = cell_len(title) > self._room
        self.call_after_refresh(self._list.scroll_to_highlight)

    def _choose(self, at: int | None) -> None:
        if at is not None and at < len(self._shown) and self._shown[at].id:
            self.post_message(self.Chosen(self._shown[at].id, self._box.value))

    def on_resize(self, _: events.Resize) -> None:
        """Cut the entries to the new width."""
        self._fill(self._box.value)

    def entry(self, at: int) -> str:
        """Which entry stands at a place of the list; empty where none does."""
        return self._shown[at].id if at < len(self._shown) else ""

    def action_highlight(self, way: str) -> None:
        """Move the highlight."""
        getattr(self._list, f"action_{way}")()

    def action_up(self) -> None:
        """One entry up; from the first one back to what was typed before."""
        if self._back or not self._list.highlighted:
            self._recall(self._back + 1)
        else:
            self.action_highlight("cursor_up")

    def action_down(self) -> None:
        """One entry down; in what was typed before, forward again."""
        if self._back:
            self._recall(self._back - 1)
        else:
            self.action_highlight("cursor_down")

    def _recall(self, back: int) -> None:
        if not 0 <= back <= len(self._history):
            return
        self._own = self._box.value if not self._back else self._own
        self._back = back
        self._write(self._history[back - 1] if back else self._own)

    def action_complete(self) -> None:
        """Put the marked entry's own words into the line."""
        at = self._list.highlighted
        if at is not None and at < len(self._shown) and (typed := self._shown[at].typed):
            self._write(typed)

    def _write(self, text: str) -> None:
        with self._box.prevent(Input.Changed):
            self._box.value = text
        self._box.cursor_position = len(text)
        self._fill(text)

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.post_message(self.Chosen(None))

    def refill(self) -> None:
        """The entries say something else now: show them anew, the same one marked."""
        at = self._list.highlighted
        self._fill(self._box.value)
        if at is not None and at < len(self._shown):
            self._list.highlighted = at

    def _fill(self, text: str) -> None:
        entries = self._shown = self._entries(text.strip())
        self._list.clear_options()
        self._list.add_options([Option(self._content(entry)) for entry in entries] or [Option(Content(self._nothing), disabled=True)])
        if entries:
            self._list.highlighted = 0

    @property
    def _room(self) -> int:
        """Cells of a title."""
        return max(10, self.size.width - self._aside - 2)

    def _content(self, entry: Entry) -> Content:
        title = fit(entry.title, min(self._room, cell_len(entry.title)), self._more)
        return Content.assemble((fit(entry.aside, self._aside, self._more), "bold"), title) if self._aside else Content(title)


def narrowed(entries: Sequence[Entry], text: str) -> list[Entry]:
    """The entries whose title, key or words hold everything that was typed."""
    parts = text.casefold().split()
    return [entry for entry in entries if all(part in f"{entry.title} {entry.aside} {entry.words}".casefold() for part in parts)]
