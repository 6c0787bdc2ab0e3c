"""The form for one command on one ticket or on many: fields, a live preview beside them, and the commands as its result."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from api_client.errors import HotlineError, Refused, Unreachable
from api_client.models.line import Line
from api_client.models.page import Problem
from api_client.models.text import clean
from tui import keymap
from tui.desk import Desk
from tui.held_requests import held_requests
from tui.typeahead import Opened
from widgets import cosign
from widgets.command_fields import fields_of, flat
from widgets.command_form import CommandForm, form_head
from widgets.drafting import AnyCommand, Target, command_for, effect_of, sendable, target
from widgets.field_row import Stock
from widgets.outcome_pane import REFUSED, Answer, OutcomePane, refusal_lines
from widgets.speech import Speech
from widgets.stock import own_units, stock_of

PREVIEW_AFTER_SECONDS = 0.2
ANSWER_WITHIN_SECONDS = 3
"""How long a form waits for what it needs before it opens with less."""
AT_ONCE = 6
"""How many previews are asked at the same time for many tickets."""


class FormScreen(ModalScreen[list[AnyCommand]]):
    """Asks for a command's fields; dismissed with the commands, or with an empty list when the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keymap.bindings("form"),
        Binding("ctrl+up,ctrl+pageup", "look(-1)", show=False),
        Binding("ctrl+down,ctrl+pagedown", "look(1)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-tight"), (70, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Screen declares it)
    DEFAULT_CSS = """
    FormScreen { layout: vertical; }
    FormScreen > #head { height: 1; text-style: bold reverse; }
    FormScreen > #help { height: auto; max-height: 2; text-style: dim; }
    FormScreen > #body { height: 1fr; layout: vertical; }
    FormScreen > #fault { height: auto; max-height: 4; display: none; }
    FormScreen > #keys { height: 1; text-style: dim; }
    FormScreen CommandForm { height: 1fr; min-height: 4; }
    FormScreen OutcomePane { height: auto; max-height: 45%; border-top: ascii $rule; }
    FormScreen.-tight FieldRow { layout: vertical; }
    FormScreen.-tight FieldRow > .label { width: 1fr; }
    FormScreen.-wide > #body { layout: horizontal; }
    FormScreen.-wide OutcomePane { width: 42%; height: 1fr; max-height: 100%; padding-left: 1; }
    FormScreen.-wide OutcomePane { border-top: none; border-left: ascii $rule; }
    """

    def __init__(
        self, desk: Desk, do: str, lines: Sequence[Line] = (), *, raw: Mapping[str, Any] | None = None, trouble: Problem | None = None
    ) -> None:
        """`raw` is what was typed before (also a refused command's body as it was sent), `trouble` why it comes back."""
        super().__init__()
        self.desk = desk
        self.do = do
        self._signing = do in (cosign.COSIGN, cosign.DECLINE)
        self.lines = tuple(lines)
        self.speech = Speech(desk.say, lang=desk.say.lang)
        self.answers: dict[str, Answer] = {}
        self._draft_key = " ".join((do, *(line.number for line in lines)))
        self._draft = desk.drafts.get(self._draft_key)
        typed = cosign.typed(raw, do) if raw and self._signing else flat(raw or {})
        self._raw = typed or self._draft
        self._trouble = trouble
        self._targets = [target(line.number, seen=line.version) for line in lines] or [target()]
        self.requests: list[cosign.Request] = []
        self._form: CommandForm | None = None
        self._told_of: dict[str, Any] = {}
        self.opening = True  # until the form stands; what is typed meanwhile waits for it
        self._asked = ""
        self._answered = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Head, help, the fields with the preview, what is wrong, the keys."""
        yield Static(form_head(self.do, self.lines, self.desk.say), id="head")
        yield Static(Content(self.desk.say(f"command.{self.do}.help")), id="help")
        yield Container(OutcomePane(self.speech, id="pane"), id="body")
        yield Static(id="fault", markup=False)
        yield Static(Content(self.desk.say("form.keys")), id="keys", markup=False)

    def on_mount(self) -> None:
        """Open the form beside the screen's own loop, so that Esc works while it waits."""
        self.run_worker(self._open())

    async def _open(self) -> None:
        """The form, and then what was typed before it stood."""
        try:
            await self._set_up()
        finally:
            self.opening = False
            self.app.post_message(Opened())

    async def _set_up(self) -> None:
        """The form, as soon as the city is known; offline without one, units are typed by their code."""
        try:
            city = await asyncio.wait_for(self.desk.city(), ANSWER_WITHIN_SECONDS)
        except (HotlineError, TimeoutError):
            city = None
        self.speech = Speech(self.desk.say, city=city, lang=self.desk.say.lang)
        self.pane.speech = self.speech
        form = await self._signing_form() if self._signing else self._command_form()
        if form is None:
            self.pane.show_sentence(self.desk.say("command.cosign.none"))
            return
        await self.query_one("#body").mount(form, before=0)
        self._form = form
        for part in ("scroll_y", "virtual_size"):
            self.watch(form, part, self._show_keys_soon, init=False)
        self._say_why_it_is_back()
        self._weigh()

    def _command_form(self) -> CommandForm:
        places = [code for line in self.lines for code in (line.street, line.lead)]
        own = [code for line in self.lines for code in own_units(self.do, self.desk.mirror.ticket(line.number))]
        stock = stock_of(self.speech, places=places, own=own, now=self.desk.now)
        return CommandForm(self.do, fields_of(self.do), self.desk.say, stock, raw=self._raw)

    async def _signing_form(self) -> CommandForm | None:
        """The form to sign or decline what waits; None where nothing does."""
        self.requests = await held_requests(self.desk, self.lines, within=ANSWER_WITHIN_SECONDS)
        if not self.requests:
            return None
        self._targets = cosign.targets_of(self.requests)
        first = cosign.ALL if len(self.lines) > 1 and len(self.requests) > 1 else self.requests[0].id
        stock = Stock(named=cosign.choices(self.requests, self.speech))
        return cosign.SigningForm(self.desk.say, stock, first=first, raw=self._raw)

    def _meant(self, body: Mapping[str, Any], *, sketch: bool) -> cosign.Meaning:
        """Command, body and targets of what the form says."""
        if self._signing:
            return cosign.meaning(body, self._targets, sketch=sketch)
        return cosign.Meaning(self.do, dict(body), self._targets)

    def _say_why_it_is_back(self) -> None:
        if self._trouble is not None:
            self._tell(Content("\n").join(refusal_lines(self._trouble, self.speech, now=self.desk.now())))
        elif self._draft is not None:
            self._tell(Content.styled(self.desk.say("form.draft"), "dim"))

    @property
    def pane(self) -> OutcomePane:
        """The preview."""
        return self.query_one(OutcomePane)

    def _tell(self, said: Content) -> None:
        """One remark between the fields and the keys; an empty one takes it away."""
        fault = self.query_one("#fault", Static)
        fault.update(said)
        fault.display = bool(said.plain)
        self._told_of = self._form.raw if self._form else {}

    def on_resize(self) -> None:
        """There may be more below now, or less."""
        self._show_keys_soon()

    def _show_keys_soon(self) -> None:
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        """The keys, and that there is more below where there is."""
        more = int(self._form.max_scroll_y - self._form.scroll_y) if self._form else 0
        self.query_one("#keys", Static).update(Content(self.desk.say("form.keys") + (self.desk.say("form.more", n=more) if more > 0 else "")))

    # -- the preview

    def on_command_form_changed(self) -> None:
        """What was typed changes what the command would do."""
        if self._form is not None and self._form.raw != self._told_of:
            self._tell(Content())
        self._weigh()

    def _weigh(self) -> None:
        """Ask for a preview where the effect may have changed; wait a moment, in case more is typed."""
        if self._form is None:
            return
        sketch = self._form.sketch
        if self._timer is not None:
            self._timer.stop()
        if sketch is None:
            self._asked = self._answered = ""
            self.workers.cancel_group(self, "preview")
            self.pane.show_sentence(" ".join(self._form.faults().sentences))
            return
        meant = self._meant(sketch, sketch=True)
        self._form.show_below(cosign.signed_lines(self.requests, sketch.get("request"), self.speech, now=self.desk.now()))
        if (effect := effect_of(*meant)) != self._asked:
            self._timer = self.set_timer(PREVIEW_AFTER_SECONDS, lambda: self._ask(meant, effect))

    def _ask(self, meant: cosign.Meaning, effect: str) -> None:
        if not self.query(OutcomePane):
            return  # the form is being closed
        self._asked, self._answered = effect, ""
        self.pane.show_sentence(self.desk.say("outcome.asking"))
        self.run_worker(self._preview(meant, effect), group="preview", exclusive=True, exit_on_error=True)

    async def _preview(self, meant: cosign.Meaning, effect: str) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(wanted: Target) -> Answer:
            async with gate:
                return await self._answer(meant, wanted)

        try:
            found = await asyncio.gather(*(one(wanted) for wanted in meant.targets))
        except (HotlineError, ValidationError) as error:
            self.answers, self._asked = {}, ""
            self.pane.show_sentence(self.desk.say("outcome.trouble", why=clean(str(error))), REFUSED)
            return
        self.answers = {wanted.key: answer for wanted, answer in zip(meant.targets, found, strict=True)}
        self._answered = effect
        if all(answer is None for answer in found):
            self._asked = ""
        self.pane.show_answers(self.answers, now=self.desk.now())
        self._show_keys_soon()

    async def _answer(self, meant: cosign.Meaning, wanted: Target) -> Answer:
        """What the hotline says to one command; None where it cannot be reached."""
        try:
            return await self.desk.preview(command_for(meant.do, meant.body, wanted))
        except Refused as refused:
            return refused.problem
        except Unreachable:
            return None

    # -- confirm and leave

    def on_command_form_confirmed(self) -> None:
        """Enter on the last field."""
        self.action_confirm()

    def action_confirm(self) -> None:
        """Send what the form says, unless something is missing or a rule has refused it already."""
        form = self._form
        if form is None:
            return
        faults = form.faults()
        if faults.rows:
            self._tell(Content.styled("\n".join(faults.sentences), REFUSED))
            faults.rows[0].focus_control()
            return
        known = self.answers if self._asked and self._answered == self._asked else {}
        meant = self._meant(form.body, sketch=False)
        if meant.do == cosign.DECLINE and not meant.body["reason"]:
            self._tell(Content.styled(self.desk.say("form.missing", fields=self.desk.say("command.decline.reason")), REFUSED))
            return
        targets = sendable(meant.targets, known)
        if not targets:
            refused = next(answer for answer in known.values() if isinstance(answer, Problem))
            self._tell(Content("\n").join(refusal_lines(refused, self.speech, now=self.desk.now())))
            return
        try:
            commands = [command_for(meant.do, meant.body, wanted) for wanted in targets]
        except ValidationError as error:
            self._tell(Content.styled(form.explain(error), REFUSED))
            return
        self.desk.drafts.pop(self._draft_key, None)
        self._form = None
        self.dismiss(commands)

    def action_leave(self) -> None:
        """Back to where one was; what was typed is kept for the next time."""
        self._keep()
        self.dismiss([])

    def _keep(self) -> None:
        form, self._form = self._form, None
        if form is not None and form.touched:
            self.desk.drafts[self._draft_key] = form.raw

    def on_unmount(self) -> None:
        """However the form ends, what was typed is kept."""
        self._keep()

    def action_look(self, pages: int) -> None:
        """Scroll the preview."""
        self.pane.scroll_relative(y=pages * 3, animate=False)
