"""Handover: the sheet as it would be signed now, the sheets that wait to be taken over, and the key that signs (交接班)."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import uuid4

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from api_client.errors import LocalError
from api_client.models.commands import HandOver
from api_client.models.page import DossierBrief, DossierOutcome, DossierView, DossierWindow
from api_client.models.text import clean
from tui import keymap
from tui.asking import AskingScreen
from tui.desk import Desk
from tui.questions import Question, question
from tui.scrolling import scroll
from widgets.cells.hanging import hung_lines
from widgets.night.sheet import sheet_page, sketch_lines
from widgets.outcome.drafting import filed_line

HALF_PAGE = 0.5
OWN = ""
"""In place of a number: the sheet that is not signed yet."""


class HandoverScreen(AskingScreen):
    """Above which sheet, below the sheet itself; signing opens a form for the remarks, and waits in the outbox where there is no line."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "asking", "handover")
    HINTS: ClassVar[tuple[str, ...]] = ("handover", "asking", "desk")
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    HandoverScreen > OptionList { height: auto; max-height: 5; }
    HandoverScreen > VerticalScroll { height: 1fr; scrollbar-size: 0 0; border-top: ascii $rule; }
    HandoverScreen > VerticalScroll > Static { height: auto; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.waiting: tuple[DossierBrief, ...] = ()
        self.may_leave = not desk.asks() or "hand_over" in desk.asks()
        self.chosen = OWN
        self.view: DossierView | None = None
        self.page = VerticalScroll()
        self._preview = HandOver(id=uuid4())
        self._numbers: list[str] = []
        self._list = OptionList(markup=False, compact=True)
        self._list.can_focus = False
        self._text = Static(markup=False)
        self._lines: Sequence[Content] = ()

    def body(self) -> ComposeResult:
        """Which sheet, and the sheet."""
        yield self._list
        with self.page:
            yield self._text

    def questions(self) -> Sequence[Question]:
        """The sheets that wait, and the one that is shown."""
        waiting = question("dossiers", kind="handover", open="true")
        if self.chosen:
            return waiting, question("dossier", number=self.chosen)
        if self.may_leave:
            return waiting, question("preview", id=str(self._preview.id), body=self._preview.model_dump_json())
        return (waiting,)

    def head(self) -> str:
        """What this is, and how many sheets wait."""
        return self.desk.say("handover.head", count=len(self.waiting))

    def show_told(self, told: Sequence[Any] | None) -> None:
        """The answers; where nothing was ever told, the figures kept here."""
        if told is not None:
            self.waiting = DossierWindow.model_validate(told[0]).items
            self.query_one("#head", Static).update(Content(f" {self.head()}"))
        asked_for = self.chosen
        self._show_list()
        if self.chosen != asked_for:  # it was taken over meanwhile, or what is to be shown first is known now
            self.call_later(self.ask)
            return
        self.view = DossierView.model_validate(told[1]) if told and self.chosen else None
        now, lines = self.desk.now(), [Content(self.desk.say("handover.none"))]
        if self.view is not None:
            lines = sheet_page(self.view.dossier, self.speech, now=now, asks=self.view.asks)
        elif told is not None and self.may_leave:
            lines = sheet_page(DossierOutcome.model_validate(told[1]).dossier, self.speech, now=now)
        elif self.may_leave and not self.chosen:
            self.run_worker(self._sketch, thread=True, group="sketch", exclusive=True)
            return
        self._say(lines)

    def _say(self, lines: Sequence[Content]) -> None:
        self._lines = lines
        self._text.update(hung_lines(lines, max(2, self.size.width)))

    def on_resize(self, event: events.Resize) -> None:
        """The lines fit the new width."""
        super().on_resize(event)
        self._say(self._lines)

    def _sketch(self) -> None:
        """From the mirror: how the desk stands, where the hotline cannot write the sheet."""
        desk, now = self.desk, self.desk.now()
        try:
            counts, burning = desk.mirror.counts(now), desk.mirror.burning(now)
        except LocalError as error:
            self.call_later(self.note, "desk.unexpected", alarm=True, why=clean(str(error)))
            return
        lines = sketch_lines(counts, burning, desk.tiers(), self.speech, now=now) if desk.mirror.cursor else [Content(desk.say("night.no_copy"))]
        self.call_later(self._show_sketch, lines)

    def _show_sketch(self, lines: Sequence[Content]) -> None:
        if not self.chosen and self._of is None:
            self._say(lines)

    def _show_list(self) -> None:
        say, now = self.desk.say, self.desk.now()
        own = [(OWN, say("handover.own"))] if self.may_leave else []
        rows = [(one.number, f"{one.number}  {self.speech.moment(one.opened, now)}  {self.speech.unit(one.unit)}") for one in self.waiting]
        entries = [*own, *rows]
        numbers = [number for number, _ in entries]
        if self.chosen not in numbers and numbers:
            self.chosen = numbers[0]
        self._numbers = numbers
        self._list.clear_options()
        signs = {number: self.desk.signs.cursor if number == self.chosen else " " for number in numbers}
        self._list.add_options([Option(Content(f"{signs[number]} {said}")) for number, said in entries])
        self._list.highlighted = numbers.index(self.chosen) if numbers else None
        self.status.show(at=numbers.index(self.chosen) + 1 if numbers else 0, total=len(numbers))

    # -- keys

    def action_move(self, how: str, by: int) -> None:
        """Another sheet by lines; the sheet itself by pages, or to an edge."""
        if how == "line":
            at = self._numbers.index(self.chosen) + by if self.chosen in self._numbers else 0
            if 0 <= at < len(self._numbers):
                self.chosen = self._numbers[at]
                self.page.scroll_home(animate=False)
                self.ask()
        elif how == "edge":
            self.page.scroll_to(y=0 if by < 0 else self.page.max_scroll_y, animate=False)
        else:
            page = max(1, self.page.size.height - 1)
            scroll(self.page, by * (page if how == "page" else max(1, int(page * HALF_PAGE))))

    def action_sign_sheet(self) -> None:
        """Sign: as who leaves, or as who goes on. The form takes the remarks."""
        if not self.chosen:
            if self.may_leave:
                self.form("hand_over")
            else:
                self.note("handover.not_yours", alarm=True)
            return
        refusal = next((clean(ask.why) for ask in self.view.asks if ask.do == "take_over" and not ask.may), "") if self.view else ""
        if refusal:
            self.note("handover.may_not", alarm=True, why=refusal)
            return
        version = self.view.dossier.version if self.view else next((one.version for one in self.waiting if one.number == self.chosen), 0)
        self.form("take_over", [filed_line(self.chosen, version, self.chosen)])
