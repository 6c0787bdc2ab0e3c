"""One thing to be chosen among several: which board, which figure, which command; type to narrow."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.desk import Desk
from widgets.chooser import Chooser, Entry, narrowed


class ChoiceScreen(ModalScreen[str | None]):
    """Dismisses with the id of the chosen entry, or None."""

    CSS: ClassVar[str] = """
    ChoiceScreen { background: ansi_default; }
    ChoiceScreen Chooser { width: 1fr; height: 100%; }
    """

    def __init__(self, desk: Desk, prompt: str, entries: Sequence[Entry], *, aside: int = 0) -> None:
        """`prompt` says what is to be chosen; `aside` is the width of what stands at the left of each entry."""
        super().__init__()
        self.desk = desk
        self.entries = tuple(entries)
        self._prompt, self._aside = prompt, aside

    def compose(self) -> ComposeResult:
        """The chooser alone."""
        say = self.desk.say
        yield Chooser(
            lambda text: narrowed(self.entries, text),
            prompt=self._prompt,
            nothing=say("palette.nothing"),
            keys=say("palette.keys"),
            more=self.desk.signs.more,
            aside=self._aside,
        )

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Done."""
        self.dismiss(message.entry)
