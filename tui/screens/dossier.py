"""One dossier in full, the commands on it, and the tickets that belong to it (台账)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from api_client.models.dossier import DossierKind
from api_client.models.page import DossierView
from api_client.models.text import clean
from tui import keymap
from tui.asking import AskingScreen
from tui.desk import Desk
from tui.questions import Question, question
from widgets.cells.hanging import hung_lines
from widgets.chooser import Entry
from widgets.dossiers.page import OTHER_KIND, dossier_lines
from widgets.forms.register_form import SESSIONS
from widgets.outcome.drafting import filed_line


class DossierScreen(AskingScreen):
    """What a dossier holds; what may be asked of it now is a key away."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "asking", "dossier")
    HINTS: ClassVar[tuple[str, ...]] = ("dossier", "asking", "desk")
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    DossierScreen > VerticalScroll { height: 1fr; scrollbar-size: 0 0; }
    DossierScreen > VerticalScroll > Static { height: auto; }
    """

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__(desk)
        self.number = number
        self.view: DossierView | None = None
        self.page = VerticalScroll()
        self._text = Static(markup=False)

    def body(self) -> ComposeResult:
        """The page."""
        with self.page:
            yield self._text

    def questions(self) -> Sequence[Question]:
        """The dossier."""
        return (question("dossier", number=self.number),)

    def head(self) -> str:
        """Number, kind, whether it is open."""
        if self.view is None:
            return self.number
        dossier, say = self.view.dossier, self.desk.say
        return "  ".join((dossier.number, say(f"dossier.{dossier.kind.value}"), say("filed.closed" if dossier.closed else "filed.open")))

    def show_told(self, told: Sequence[Any] | None) -> None:
        """The page of the answer; before there is one, nothing."""
        if told is None:
            return
        self.view = DossierView.model_validate(told[0])
        self.query_one("#head", Static).update(Content(f" {clean(self.head())}"))
        self._draw(self.size.width)
        self.call_after_refresh(self.show_place, self.page)

    def _draw(self, width: int) -> None:
        lines = dossier_lines(self.view, self.speech, now=self.desk.now()) if self.view else []
        self._text.update(hung_lines(lines, max(2, width)))

    def on_resize(self, event: events.Resize) -> None:
        """The lines fit the new width."""
        super().on_resize(event)
        self._draw(event.size.width)

    # -- keys

    def action_move(self, how: str, by: int) -> None:
        """Scroll by lines or pages, or to an edge."""
        self.scroll_page(self.page, how, by)

    def action_ask_command(self) -> None:
        """Which command: what may be asked first, then what may not, with the rule's sentence."""
        if self.view is None or not self.view.asks:
            self.note("dossiers.nothing_to_ask")
            return
        say = self.desk.say
        entries = [
            Entry(
                f"{'do' if ask.may else 'not'}:{ask.do}",
                say("labelled", label=self.speech.word("command", ask.do), value=say(f"command.{ask.do}.help") if ask.may else clean(ask.why)),
                "" if ask.may else self.desk.signs.refused, ask.do,
            )
            for ask in sorted(self.view.asks, key=lambda ask: not ask.may)
            if ask.code != OTHER_KIND
        ]  # fmt: skip
        self.app.push_screen(self.desk.screen("choice", say("dossiers.ask_which"), entries, aside=2), self._chosen)

    def _chosen(self, choice: str | None) -> None:
        kind, _, do = (choice or "").partition(":")
        if self.view is None or not kind:
            return
        if kind == "do":
            dossier = self.view.dossier
            self.form(do, [filed_line(dossier.number, dossier.version, clean(dossier.title))])
        else:
            self.note("dossiers.may_not", alarm=True, why=next(clean(ask.why) for ask in self.view.asks if ask.do == do))

    def action_take_calls(self) -> None:
        """Register a call that comes in on this session; those that follow stay with it."""
        dossier = self.view.dossier if self.view else None
        if dossier is None or dossier.kind is not DossierKind.SESSION or dossier.sort not in SESSIONS or dossier.closed:
            self.note("dossiers.no_calls", alarm=True)
            return
        self.desk.session = dossier.number
        self.form("register")

    def action_linked(self) -> None:
        """Open one of its tickets."""
        view = self.view
        results = view.results.chain if view and view.results else ()
        numbers = dict.fromkeys((*(view.dossier.tickets if view else ()), *(ticket.number for ticket in results)))
        if not numbers:
            self.note("dossiers.no_tickets")
            return
        entries = [Entry(number, f"{number}  {self._title(number)}", "", number) for number in numbers]
        choice = self.desk.screen("choice", self.desk.say("dossiers.ticket_which"), entries)
        self.app.push_screen(choice, self._linked)

    def _linked(self, number: str | None) -> None:
        if number:
            self.app.push_screen(self.desk.screen("ticket", number))

    def _title(self, number: str) -> str:
        ticket = self.desk.mirror.ticket(number)
        return clean(str(ticket["title"])) if ticket else ""
