"""The form for one command on one ticket or on many: fields, a live preview beside them, and the commands as its result."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from api_client.errors import HotlineError
from api_client.models.line import Line
from api_client.models.page import Problem
from tui import keymap
from tui.commands.held import held_requests
from tui.desk import Desk
from tui.drafts import Draft
from tui.forms.frame import FormFrame
from widgets.forms.command_fields import fields_of, flat
from widgets.forms.command_form import CommandForm
from widgets.forms.field_row import Stock
from widgets.forms.stock import own_units, picked, stock_of
from widgets.outcome import cosign
from widgets.outcome.drafting import left_out, sendable, target
from widgets.speech import Speech

ANSWER_WITHIN_SECONDS = 3
"""How long a form waits for what it needs before it opens with less."""


class FormScreen(FormFrame):
    """Asks for a command's fields, or, where one is to be signed, which and whether."""

    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("form")]

    def __init__(
        self,
        desk: Desk,
        do: str,
        lines: Sequence[Line] = (),
        *,
        raw: Mapping[str, Any] | None = None,
        trouble: Problem | None = None,
        draft: Draft | None = None,
    ) -> None:
        """As `KeptForm`; `raw` may be a refused command's body as it was sent."""
        self._signing = do in (cosign.COSIGN, cosign.DECLINE)
        typed = cosign.typed(raw, do) if raw and self._signing else flat(raw or {})
        super().__init__(desk, do, lines, raw=typed, trouble=trouble, draft=draft)
        self._targets = [target(line.number, seen=line.version) for line in lines] or [target()]
        self.requests: list[cosign.Request] = []

    async def set_up(self) -> None:
        """The form, as soon as the city is known; offline without one, units are typed by their code."""
        try:
            city = await asyncio.wait_for(self.desk.city(), ANSWER_WITHIN_SECONDS)
        except (HotlineError, TimeoutError):
            city = None
        self.pane.speech = Speech(self.desk.say, city=city, lang=self.desk.say.lang)
        form = await self._signing_form() if self._signing else self._command_form()
        if form is None:
            self.pane.show_sentence(self.desk.say("command.cosign.none"))
            return
        if await self.put_up(form):
            self._weigh()

    def _command_form(self) -> CommandForm:
        places = [code for line in self.lines for code in (line.street, line.lead)]
        own = [code for line in self.lines for code in own_units(self.do, self.desk.mirror.ticket(line.number))]
        stock = stock_of(self.pane.speech, places=places, own=own, now=self.desk.now)
        return CommandForm(self.do, picked(fields_of(self.do), stock), self.desk.say, stock, raw=self.raw)

    async def _signing_form(self) -> CommandForm | None:
        """The form to sign or decline what waits; None where nothing does."""
        self.requests = await held_requests(self.desk, self.lines, within=ANSWER_WITHIN_SECONDS)
        if not self.requests:
            return None
        self._targets = cosign.targets_of(self.requests)
        first = cosign.ALL if len(self.lines) > 1 and len(self.requests) > 1 else self.requests[0].id
        stock = Stock(named=cosign.choices(self.requests, self.pane.speech))
        return cosign.SigningForm(self.desk.say, stock, first=first, raw=self.raw)

    def _meant(self, body: Mapping[str, Any], *, sketch: bool) -> cosign.Meaning:
        """Command, body and targets of what the form says."""
        if self._signing:
            return cosign.meaning(body, self._targets, sketch=sketch)
        return cosign.Meaning(self.do, dict(body), self._targets)

    # -- the preview

    def on_command_form_changed(self) -> None:
        """What was typed changes what the command would do; the frame hears of it too."""
        self._weigh()

    def _weigh(self) -> None:
        """Have the effect weighed of what the form says; while something other than words is missing, say what."""
        if self.form is None:
            return
        sketch = self.form.sketch
        if sketch is None:
            self.pane.hold("\n".join(self.form.faults().sentences))
            return
        self.form.show_below(cosign.signed_lines(self.requests, sketch.get("request"), self.pane.speech, now=self.desk.now()))
        self.pane.weigh(self._meant(sketch, sketch=True))

    # -- confirm

    def on_command_form_confirmed(self) -> None:
        """Enter on the last field."""
        self.action_confirm()

    def action_confirm(self) -> None:
        """Send what the form says, unless something is missing or a rule has refused it already."""
        form = self.form
        if form is None or not self.complete(form):
            return
        meant = self._meant(form.body, sketch=False)
        if meant.do == cosign.DECLINE and not meant.body["reason"]:
            self.warn(self.desk.say("form.missing", fields=self.desk.say("command.decline.reason")))
        elif not (targets := sendable(meant.targets, self.pane.known)):
            self.tell_refusal(next(answer for answer in self.pane.known.values() if isinstance(answer, Problem)))
        elif commands := self.commands(form, meant.do, meant.body, targets):
            self.desk.left_out = left_out(meant.targets, self.pane.known)
            self.done(commands)
