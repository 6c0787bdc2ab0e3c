"""The help: every key as it works now, a person's own ones included; type to narrow, Enter to do it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui import keymap
from tui.desk import Desk
from widgets.chooser import Chooser, Entry, narrowed

ASIDE = 22


class HelpScreen(ModalScreen[str | None]):
    """Dismisses with `key:ID` of a row to be done, or None."""

    CSS: ClassVar[str] = """
    HelpScreen { background: ansi_default; }
    HelpScreen Chooser { width: 1fr; height: 1fr; }
    """

    def __init__(self, desk: Desk, place: str) -> None:
        """`place` is the screen the help was opened on."""
        super().__init__()
        self.desk = desk
        self.place = place

    def compose(self) -> ComposeResult:
        """The chooser alone."""
        say = self.desk.say
        yield Chooser(self.entries, prompt=say("help.prompt"), nothing=say("help.nothing"), more=self.desk.signs.more, aside=ASIDE)

    def entries(self, text: str) -> Sequence[Entry]:
        """The rows that fit a typed text: those of this screen, as they stand in the table."""
        say = self.desk.say
        groups = (*keymap.PLACES[self.place], *keymap.WITHIN.get(self.place, ()))
        rows = [row for group in groups for row in self.desk.keys if row.where == group]
        entries = [
            Entry(f"key:{row.id}", say(f"keys.{row.id}_help").replace("`", ""), " ".join(keymap.shown(key) for key in row.keys), row.id)
            for row in rows
        ]
        return narrowed(entries, text)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Done."""
        self.dismiss(message.entry)
