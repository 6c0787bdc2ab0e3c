"""Beside a call that is typed: asks the hotline what would come of it, a moment after the last key, and shows the answers."""

from functools import partial
from typing import NamedTuple
from uuid import uuid4

from pydantic import ValidationError
from textual.content import Content
from textual.timer import Timer

from api_client.models.commands import Inquire, Register
from api_client.models.page import Problem
from api_client.models.recurring import Call
from api_client.models.ticket import Ticket
from tui import keymap
from tui.anew import begin
from tui.desk import Desk
from tui.forms.at_intake import Weighed, weigh
from widgets.forms.register_form import DO, RegisterForm
from widgets.outcome.drafting import Target, command_for
from widgets.outcome.foretold import foretold_lines, likely_lines, verdict_lines
from widgets.outcome.pane import OutcomePane
from widgets.speech import Speech

WEIGH_AFTER_SECONDS = 0.3


class Wanted(NamedTuple):
    """What the answers are about."""

    call: Call
    command: Register | None
    """The registration as far as it can be said."""
    guessed: str = ""
    """The place, where it was read out of the address."""


def wanted_of(form: RegisterForm, meant: Target) -> Wanted:
    """What a form asks about as it stands."""
    sketch = form.sketch if form.text("title") else None  # nobody is told what is wrong before anything was said
    try:
        command = command_for(DO, sketch, meant) if sketch is not None else None
    except ValidationError:
        command = None
    return Wanted(form.call, command if isinstance(command, Register) else None, form.guessed)


class CallPane(OutcomePane):
    """Lead, tier and why; what the hotline would refuse; the tickets that the call may repeat, one of them marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(Speech(desk.say, lang=desk.say.lang), id="pane")
        self.desk = desk
        self.weighed = Weighed()
        self._place = 0
        self._asked: Wanted | None = None
        self._answered: Wanted | None = None
        self._timer: Timer | None = None

    def weigh(self, wanted: Wanted) -> None:
        """Ask, unless just this was asked already; wait a moment, in case more is typed."""
        if self._timer is not None:
            self._timer.stop()
        if wanted != self._asked:
            self._timer = self.set_timer(WEIGH_AFTER_SECONDS, lambda: self._ask(wanted))

    def _ask(self, wanted: Wanted) -> None:
        self._asked = wanted
        begin(self, partial(self._learn, wanted), group="weigh")

    async def _learn(self, wanted: Wanted) -> None:
        told = await weigh(self.desk, wanted.call, wanted.command)
        before = self.chosen  # the mark may have moved meanwhile
        self.weighed, self._answered = told, wanted
        if not self.weighed.reached:
            self._asked = None  # the next key asks again
        numbers = [one.ticket.number for one in self.weighed.likely]
        self._place = numbers.index(before.number) if before and before.number in numbers else 0
        self._draw()

    def _draw(self) -> None:
        told, now = self.weighed, self.desk.now()
        if not told.reached:
            self.show_sentence(self.desk.say("register.unreachable"), "bold")
            return
        guessed = self._answered.guessed if self._answered else ""
        lines = foretold_lines(told.foretold, self.speech, guessed=guessed, now=now) if told.foretold else []
        lines += verdict_lines(told.verdict, self.speech, now=now)
        lines += likely_lines(told.likely, self.speech, chosen=self._place, keys=self._keys())
        self.show(lines or [Content.styled(self.desk.say("register.nothing_yet"), "dim")])

    def _keys(self) -> str:
        shown = {row.id: keymap.shown(row.keys[0]) for row in self.desk.keys}
        return self.desk.say("likely.keys", next=shown["likely_next"], open=shown["likely_open"], inquire=shown["likely_inquire"])

    @property
    def chosen(self) -> Ticket | None:
        """The marked one of the tickets that the call may repeat."""
        return self.weighed.likely[self._place].ticket if self.weighed.likely else None

    def inquiry(self, form: RegisterForm) -> Inquire | None:
        """The call as a question on the marked ticket, where there is one."""
        ticket = self.chosen
        if ticket is None:
            return None
        text, channel = form.text("content") or form.text("title"), form.text("channel") or "phone"
        return Inquire(id=uuid4(), ticket=ticket.number, seen=ticket.version, text=text, channel=channel)

    def mark_next(self) -> None:
        """Mark the next one."""
        if self.weighed.likely:
            self._place = (self._place + 1) % len(self.weighed.likely)
            self._draw()

    def refusal(self, wanted: Wanted) -> Problem | None:
        """Why the hotline would refuse just this, where it has said so."""
        verdict = self.weighed.verdict
        return verdict if isinstance(verdict, Problem) and wanted == self._answered else None

    def to_nobody(self, wanted: Wanted) -> bool:
        """Whether neither line nor place say whose it is: by the hotline's word, or because there is neither."""
        told = self.weighed.foretold
        if told is not None and wanted == self._answered:
            return not told.unit
        return not (wanted.call.item or wanted.call.district or wanted.call.street)
