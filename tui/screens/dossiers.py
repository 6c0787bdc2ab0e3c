"""The dossiers: problems, sessions, interviews, conduct, the catalogue's changes, articles, months, handovers; newest first (台账)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from api_client.models.dossier import DossierKind
from api_client.models.page import DossierWindow
from tui import keymap
from tui.desk import Desk
from tui.forms.at_intake import session_from_now
from tui.questions import Question, question
from tui.table_screen import TableScreen
from widgets.chooser import Entry
from widgets.forms.command_fields import ASKABLE, MODELS, OF_DOSSIERS
from widgets.lines.tabs import Tabs
from widgets.tables.dossier_table import briefs
from widgets.tables.table import Table

KINDS: tuple[str, ...] = ("", *(kind.value for kind in DossierKind))
MOST = "300"
OPENING = tuple(do for do in ASKABLE if do in OF_DOSSIERS and "dossier" not in MODELS[do].model_fields)
"""The commands that open a dossier."""


class DossiersScreen(TableScreen):
    """A list by kind; Enter opens one, a key opens a new one."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "asking", "sheets", "dossiers")
    HINTS: ClassVar[tuple[str, ...]] = ("sheets", "dossiers", "asking", "desk")
    DEFAULT_CSS = "DossiersScreen > #detail { height: auto; max-height: 2; }"

    def __init__(self, desk: Desk, kind: str = "") -> None:
        super().__init__(desk)
        self.at = KINDS.index(kind)
        self.open_only = False
        self.tabs = Tabs()

    def body(self) -> ComposeResult:
        """The kinds, the list, the row in full."""
        yield from (self.tabs, self.grid)
        yield Static(id="detail", markup=False)

    def questions(self) -> Sequence[Question]:
        """One window of the list."""
        return (question("dossiers", kind=KINDS[self.at], open="true" if self.open_only else "", limit=MOST),)

    def head(self) -> str:
        """Which kind, and whether the closed ones are there too."""
        say = self.desk.say
        which = say("dossiers.only_open" if self.open_only else "dossiers.with_closed")
        return "  ".join((say("dossiers.title"), self._called(KINDS[self.at]), which))

    def _called(self, kind: str) -> str:
        return self.desk.say(f"dossier.{kind}" if kind else "dossiers.all")

    def show_told(self, told: Sequence[Any] | None) -> None:
        """The list."""
        self.tabs.show([self._called(kind) for kind in KINDS], self.at)
        if told is None:
            self.grid.show(Table((), ()))
            return
        window = DossierWindow.model_validate(told[0])
        today = datetime.fromtimestamp(self.desk.now(), self.desk.zone).date().isoformat()
        self.grid.show(briefs(window.items, self.speech, today=today), empty=self._none())
        if len(window.items) < window.total:
            self.note("board.first_of", shown=len(window.items), total=window.total)

    def _none(self) -> str:
        """Why the list is empty, and which key changes that."""
        keys = {row.id: keymap.shown(row.keys[0]) for row in self.desk.keys if row.where == "dossiers"}
        told = "dossiers.empty_open" if self.open_only else "dossiers.empty"
        return self.desk.say(told, new=keys["new_dossier"], all=keys["only_open"])

    # -- keys

    def action_part(self, by: int) -> None:
        """The next kind, or the one before."""
        self._go((self.at + by) % len(KINDS))

    def action_choose(self) -> None:
        """Choose a kind by its name."""
        entries = [Entry(f"kind:{kind}", self._called(kind), "", kind) for kind in KINDS]
        self.app.push_screen(self.desk.screen("choice", self.desk.say("dossiers.choose"), entries), self._chosen)

    def _chosen(self, choice: str | None) -> None:
        if choice:
            self._go(KINDS.index(choice.removeprefix("kind:")))

    def _go(self, at: int) -> None:
        self.at = at
        self.grid.show(Table((), ()), keep=False)
        self.ask()

    def action_only_open(self) -> None:
        """Only what is open, or all."""
        self.open_only = not self.open_only
        self.ask()

    def action_open_row(self) -> None:
        """The dossier."""
        if (row := self.grid.current) is not None:
            self.app.push_screen(self.desk.screen("dossier", row.id.partition(":")[2]))
        else:
            self.note("desk.nothing_to_open")

    def action_new(self) -> None:
        """Which one to open: those that the person may ask for; all of them while that is not known."""
        say, may = self.desk.say, self.desk.asks()
        entries = [
            Entry(do, say("labelled", label=say(f"command.{do}"), value=say(f"command.{do}.help")), "", do) for do in OPENING if not may or do in may
        ]
        if not entries:
            self.note("dossiers.none_to_open", alarm=True)
            return
        self.app.push_screen(self.desk.screen("choice", say("dossiers.open_which"), entries), self._open_new)

    def _open_new(self, do: str | None) -> None:
        if do == "open_session" and not self.desk.drafts.begun(do).raw:
            self.form(do, raw=session_from_now(self.desk))
        elif do:
            self.form(do)
