"""The command palette: one line from which everything can be reached; what it offers stands in `palette_entries`."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.desk import Desk
from tui.palette.entries import commands, entries, plain
from tui.palette.recent import Recent
from widgets.chooser import Chooser, Entry

ASIDE = 6


class PaletteScreen(ModalScreen[str | None]):
    """Dismisses with `key:ID`, `do:COMMAND`, `open:NUMBER`, `dossier:NUMBER`, `filter:TEXT`, `view:NAME`, `save:NAME`, `set:NAME=VALUE`, or None."""

    CSS: ClassVar[str] = """
    PaletteScreen { background: ansi_default; }
    PaletteScreen Chooser { width: 1fr; height: 100%; }
    """

    def __init__(self, desk: Desk, place: str) -> None:
        """`place` is the screen the palette was opened on."""
        super().__init__()
        self.desk = desk
        self._commands = commands(desk, place)
        self._recent = Recent(desk.mirror.path.with_name("palette.json"))

    def compose(self) -> ComposeResult:
        """The chooser alone."""
        say = self.desk.say
        yield Chooser(
            self.entries,
            prompt=say("palette.prompt"),
            nothing=say("palette.nothing"),
            keys=say("palette.keys_here"),
            more=self.desk.signs.more,
            aside=ASIDE,
            history=self._recent.all(),
        )

    def entries(self, text: str) -> Sequence[Entry]:
        """What fits a typed text."""
        return entries(self.desk, self._commands, text)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Done; what was typed is remembered."""
        if message.entry:
            self._recent.use(plain(message.typed))
        self.dismiss(message.entry)
