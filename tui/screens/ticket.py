"""One ticket in full, and its keys: to move and to look for words, to act, to open what it is tied to, to go on to the next one of the list."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from api_client.models.line import Line
from api_client.models.ticket import FullTicket, Ticket
from tui import keymap
from tui.commands import asks_again, asks_of
from tui.desk import Desk
from tui.scrolling import scroll
from tui.ticket import clipboard
from tui.ticket.told import TicketTold
from widgets.chooser import Entry
from widgets.ticket.facts import tied

HALF_PAGE = 0.5


class TicketScreen(TicketTold):
    """What is known of a ticket, what became of commands on it, and what may be asked of it now."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "ticket", "act", "intake")
    AUTO_FOCUS = "TicketPage"

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__(desk, number)
        self.line = Input(compact=True)
        """Where is typed what to look for."""

    def compose(self) -> ComposeResult:
        """The page, and the line to look for words below it."""
        *parts, keys = super().compose()
        self.line.cursor_blink = False
        yield from (*parts, self.line, keys)

    # -- finding one's way

    def action_move(self, how: str, by: int) -> None:
        """Scroll by lines or pages, or to an edge."""
        self.to_end = how == "edge" and by > 0
        if how == "edge":
            # The end of a page that has only just come is known when it is laid out.
            (self.page.scroll_home if by < 0 else self.page.scroll_end)(animate=False)
            return
        page = max(1, self.page.size.height - 1)
        scroll(self.page, by * {"line": 1, "half": max(1, int(page * HALF_PAGE))}.get(how, page))

    def action_section(self, by: int) -> None:
        """To the next section, or the one before."""
        if self.page.ticket is not None:
            self.to_end = False
            name, at, total = self.page.to_section(by)
            self.note("page.section", name=self.desk.say(f"page.{name}") if name not in ("head", "missing") else self.number, n=at, total=total)

    def action_search(self) -> None:
        """Type what to look for."""
        self.line.placeholder = self.desk.say("page.find")
        self.line.value, self.line.display = self.page.words, True
        self.line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Mark it everywhere, and go to the first place."""
        self._shut()
        self.page.look_for(event.value.strip())
        if self.page.words:
            self.action_match(1)

    def action_match(self, by: int) -> None:
        """The next place where it stands, or the one before."""
        self.to_end = False
        at, total = self.page.next_match(by)
        self.note("page.found" if total else "page.not_found", text=self.page.words, n=at, total=total)

    def _shut(self) -> None:
        self.line.display = False
        self.page.focus()

    def action_close(self) -> None:
        """Leave the line, then what was looked for, then the zoom, then the screen."""
        if self.line.display:
            self._shut()
        elif self.page.words:
            self.page.look_for("")
        elif self.has_class("zoomed"):
            self.action_zoom()
        else:
            self.dismiss()

    def action_zoom(self) -> None:
        """The page alone, or with the lines around it; what is said from now on is shown in both."""
        self._note = ""
        self.toggle_class("zoomed")
        self.show_state()

    def action_reasons(self) -> None:
        """Why something may not be asked, or no longer why."""
        self.page.fold(self.desk.now())
        self.note("page.reasons_hidden" if self.page.told.folded else "page.reasons_shown")

    # -- other tickets

    def action_beside(self, by: int) -> None:
        """The next ticket of the list this one was opened from, or the one before; the list goes along."""
        beside = getattr(self.app.screen_stack[-2], "beside", None)
        if beside is None:
            self.note("page.no_list")
        elif number := beside(self.number, by):
            self.app.switch_screen(self.desk.screen("ticket", number))
        else:
            self.note("page.last" if by > 0 else "page.first")

    def action_tied(self) -> None:
        """Choose among the tickets and dossiers it has to do with."""
        entries = self._tied()
        if not entries:
            self.note("page.nothing_tied")
            return
        choice = self.desk.screen("choice", self.desk.say("page.tied_which"), list(entries.values()))
        self.app.push_screen(choice, self._open)

    def _tied(self) -> dict[str, Entry]:
        ticket, view, say = self.page.ticket, self.page.view, self.desk.say
        named = {number: say(word, number=number) for number, word in reversed(tied(ticket))} if ticket else {}
        if isinstance(ticket, FullTicket):
            named |= {number: f"{say('page.tied.child')} {number}" for number in ticket.children}
        named |= {other.number: f"{say('page.tied.similar')} {other.number}" for other in (view.similar if view else ()) if other.number not in named}
        return {number: Entry(number, f"{said}  {self._title(number)}", "", number) for number, said in named.items()}

    def _title(self, number: str) -> str:
        known = {other.number: other.title for other in (self.page.view.similar if self.page.view else ())}
        ticket = self.desk.mirror.ticket(number)
        return known.get(number) or (str(ticket["title"]) if ticket else "")

    def _open(self, number: str | None) -> None:
        if number:
            self.app.push_screen(self.desk.screen("dossier" if number[:1].isalpha() else "ticket", number))

    # -- commands and copies

    def action_copy(self) -> None:
        """Put the number on the clipboard."""
        clipboard.copy(self, self.desk, self.number)

    def action_copy_summary(self) -> None:
        """Put a few lines that sum it up on the clipboard."""
        clipboard.copy(self, self.desk, clipboard.summaries(self.desk, [self.number]) or self.number)

    def action_act(self, do: str) -> None:
        """Ask a command of this ticket, as it is shown."""
        line = self._line()
        if line is None and do != "register":
            self.note("page.unknown", alarm=True, number=self.number)
            return
        asks_of.ask(self, self.desk, do, [line] if line and do != "register" else [])

    def _line(self) -> Line | None:
        """The ticket as a line, in the version that is on the screen."""
        shown = self.page.ticket
        if shown is None:
            return self.desk.line(self.number)
        return (self.desk.line(self.number) or line_of(shown))._replace(version=shown.version)

    def action_again(self) -> None:
        """Send a stale command again, as things stand now."""
        row, seen = self.settled, self.page.ticket.version if self.page.ticket else 0
        if row is not None and row.state == "stale" and asks_again.send_again(self, self.desk, row, seen=seen):
            self.show_settled(None)
        elif row is None or row.state != "stale":
            self.note("page.nothing_stale")

    def action_edit(self) -> None:
        """Open what was typed into a command that was not done."""
        row, line = self.settled, self._line()
        if row is not None and line is not None:
            asks_again.mend(self, self.desk, row, [line], then=lambda _: self.show_settled(None))
        else:
            self.note("page.nothing_refused")


def line_of(ticket: Ticket) -> Line:
    """A ticket that the mirror does not hold, as a line; clocks are not told by it."""
    known = {name: "" for name in Line._fields if Line.__annotations__[name] is str}
    numbers = {name: 0 for name in Line._fields if name not in known}
    values = {"number": ticket.number, "version": ticket.version, "tier": ticket.tier, "stage": ticket.stage.value, "kind": ticket.kind.value}
    return Line(**{**known, **numbers, **values, "title": ticket.title, "lead": ticket.lead, "street": ticket.street})  # type: ignore[arg-type] # mixed by field
