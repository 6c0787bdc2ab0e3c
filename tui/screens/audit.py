"""The audit: who did what, on which ticket, when and under which rule; who looked at contacts; and whether the chain of the log holds (审计)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from api_client.models.audit import AuditRecord, AuditWindow, ChainState
from tui import keymap
from tui.asking import TROUBLE
from tui.desk import Desk
from tui.filtering import audit_filter
from tui.filtering.audit_filter import AuditFilter
from tui.narrowing import NarrowingScreen
from tui.questions import Question, question
from widgets.tables.audit_table import chain_words, detail, records
from widgets.tables.table import Table

AT_ONCE = "200"


class AuditScreen(NarrowingScreen):
    """The newest first; a filter line that narrows while one types, the chosen event in full below, the state of the chain always in view."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "asking", "audit")
    HINTS: ClassVar[tuple[str, ...]] = ("audit", "asking", "desk")
    DEFAULT_CSS = """
    AuditScreen > #chain { height: auto; max-height: 2; }
    AuditScreen > #detail { height: auto; max-height: 40%; border-top: ascii $rule; }
    """

    def __init__(self, desk: Desk, ticket: str = "") -> None:
        """`ticket`: its events alone."""
        super().__init__(desk)
        self.filter = AuditFilter((("ticket", ticket),) if ticket else ())
        self.chain: ChainState | None = None
        self.items: dict[int, AuditRecord] = {}
        """What is here, by number."""
        self.next: int | None = None
        """From where on the hotline has more."""
        self._searched = 0
        """The oldest event that was looked at."""
        self._top = 0
        """The end of the log when its newest events were asked for last."""
        self._before = ""
        self.box.value = f"on:{ticket}" if ticket else ""

    def body(self) -> ComposeResult:
        """The chain, the filter, the list, the chosen event."""
        yield Static(id="chain", markup=False)
        yield from (self.box, self.grid)
        yield Static(id="detail", markup=False)

    def questions(self) -> Sequence[Question]:
        """One window: the newest events, or the ones before those that are here."""
        return (question("audit", limit=AT_ONCE, before=self._before, **dict(self.filter.asked)),)

    def head(self) -> str:
        """What the filter keeps, as it was understood."""
        say, kept = self.desk.say, []
        for name, value in self.filter.asked:
            shown = self.speech.word("did", value) if name == "kind" else value
            kept.append(say("audit.reveal") if name == "reveal" else say(f"audit.{name}", value=shown))
        kept += [say("audit.typed", text=word) for word in self.filter.words]
        kept += [say("audit.unread", words=" ".join(self.filter.unread))] if self.filter.unread else []
        return "  ".join((say("audit.title"), *(kept or [say("audit.all")])))

    def show_told(self, told: Sequence[Any] | None) -> None:
        """Put what came to what is here, and show it."""
        self.box.placeholder = self.desk.say("audit.search")
        if told:
            self._take(AuditWindow.model_validate(told[0]))
        self._show_chain()
        self._show_rows()

    def _take(self, window: AuditWindow) -> None:
        """Events never change and have dense numbers, so windows lie over one another; where there is a gap, what lies behind it goes."""
        newest = not self._before
        if newest and window.searched > self._top + 1:
            self.items, self._searched = {}, 0
        if newest:
            self._top = window.chain.head
        if self.chain is None or (window.chain.at and self.chain.at and window.chain.at >= self.chain.at):
            self.chain = window.chain
        self.items |= {one.seq: one for one in window.items}
        if not self._searched or window.searched < self._searched or not self.items:
            self.next, self._searched = window.next, window.searched
        self._before = ""

    def _show_rows(self) -> None:
        say, now = self.desk.say, self.desk.now()
        table = records((self.items[seq] for seq in sorted(self.items, reverse=True)), self.speech, now=now)
        rows = tuple(row for row in table.rows if all(any(word in cell.text.lower() for cell in row.cells) for word in self.filter.words))
        older = next(keymap.shown(row.keys[0]) for row in self.desk.keys if row.id == "older")
        empty = say("audit.passed_over", seq=self._searched, key=older) if self.next else say("audit.empty")
        self.grid.show(table._replace(rows=rows), empty=empty if self._top or self.items else "")

    def _show_chain(self) -> None:
        broken = self.chain is not None and bool(self.chain.broken)
        said = chain_words(self.chain, self.speech, now=self.desk.now())
        self.query_one("#chain", Static).update(Content.styled(said, TROUBLE if broken else ""))

    @property
    def chosen(self) -> AuditRecord | None:
        """The event under the cursor."""
        row = self.grid.current
        return self.items.get(int(row.id.partition(":")[2])) if row else None

    def show_row(self) -> None:
        """Say the event in full."""
        one = self.chosen
        lines = detail(one, self.speech, now=self.desk.now()) if one else []
        self.query_one("#detail", Static).update(Content("\n".join(lines)))
        self.query_one("#detail", Static).display = bool(lines)

    def on_ticked(self, message: Any) -> None:
        """As everywhere; and what was checked a while ago is so a little longer."""
        super().on_ticked(message)
        if not self._bare:
            self._show_chain()

    # -- keys

    def on_input_changed(self, _: Input.Changed) -> None:
        """Narrow at once what is here; ask the hotline as soon as the typing rests."""
        before, self.filter = self.filter, audit_filter.read(self.box.value, self.speech.word)
        if before.asked != self.filter.asked:
            self._forget()
            self.ask_soon()
        self._show_again()

    def _forget(self) -> None:
        self.items, self.next, self._searched, self._top, self._before = {}, None, 0, 0, ""
        self.grid.show(Table((), ()), keep=False)

    def action_only_reveals(self) -> None:
        """Only looks at contacts, or everything again."""
        words = [word for word in self.box.value.split() if word.lower() not in audit_filter.REVEALS]
        shown = dict(self.filter.asked).get("reveal")
        self.box.value = " ".join(words if shown else [*words, audit_filter.REVEALS[0]])
        self.box.set_class(bool(self.box.value), "open")

    def action_older(self) -> None:
        """Fetch the events before those that are here."""
        if self.next is None:
            self.note("audit.no_more")
            return
        self._before = str(self.next)
        self.ask()

    def action_move(self, how: str, by: int) -> None:
        """Move the selection; at the last event, fetch what is older."""
        super().action_move(how, by)
        if by > 0 and self.next and self.grid.cursor == self.grid.count - 1 and self.standing != "loading":
            self.action_older()

    def action_open_row(self) -> None:
        """The ticket or the dossier."""
        if (one := self.chosen) is not None:
            self.app.push_screen(self.desk.screen("dossier" if one.ticket[:1].isalpha() else "ticket", one.ticket))
        else:
            self.note("desk.nothing_to_open")
