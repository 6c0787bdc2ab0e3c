"""The queue's columns: which of them are shown; each is put in or taken out at once, and a view that is kept keeps them."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.desk import Desk
from widgets.cells.columns import ORDERED
from widgets.chooser import Chooser, Entry, narrowed

ASIDE = 3
USUAL = "usual"


class ColumnsScreen(ModalScreen[None]):
    """Enter puts a column in or takes it out; Esc is done."""

    CSS: ClassVar[str] = """
    ColumnsScreen { align: right top; background: transparent; }
    ColumnsScreen Chooser { width: 40; height: auto; max-height: 20; background: ansi_default; }
    """

    def __init__(self, desk: Desk, shown: Sequence[str], change: Callable[[tuple[str, ...]], None]) -> None:
        """`shown` are the columns that are seen now; `change` is called with other ones, with none for those that suit the width."""
        super().__init__()
        self.desk = desk
        self._shown, self._change = tuple(shown), change

    def compose(self) -> ComposeResult:
        """The chooser alone."""
        say = self.desk.say
        yield Chooser(
            self.entries,
            prompt=say("columns.prompt"),
            nothing=say("columns.nothing"),
            keys=say("columns.keys"),
            more=self.desk.signs.more,
            aside=ASIDE,
        )

    def entries(self, text: str) -> Sequence[Entry]:
        """The columns, those that are seen with a sign, and the way back to the usual ones."""
        desk = self.desk
        columns = [Entry(name, desk.say(f"column.{name}"), desk.signs.mark if name in self._shown else "", name) for name in ORDERED]
        return narrowed([*columns, Entry(USUAL, desk.say("columns.usual"))], text)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Put it in, or take it out; the last one stays."""
        name = message.entry
        if name is None:
            self.dismiss(None)
        elif name == USUAL:
            self._change(())
            self.dismiss(None)
        elif self._shown != (name,):
            chosen = {*self._shown} ^ {name}
            self._shown = tuple(column for column in ORDERED if column in chosen)
            self._change(self._shown)
            self.query_one(Chooser).refill()
