"""Registering a call that is on the phone right now: one form, and beside it whose it would be, what it may repeat, what would be refused."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import uuid4

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from api_client.models.commands import Dispatch, Inquire
from api_client.models.page import Problem
from api_client.models.unborn import UNBORN
from tui import keymap
from tui.at_intake import known_city, open_sessions
from tui.call_pane import CallPane, wanted_of
from tui.desk import Desk
from tui.typeahead import Opened
from widgets.drafting import AnyCommand, command_for, target
from widgets.outcome_pane import REFUSED, refusal_lines
from widgets.register_form import DO, RegisterForm, picks_of, typed
from widgets.speech import Speech


class RegisterScreen(ModalScreen[list[AnyCommand]]):
    """Dismissed with the registration, with its dispatch behind it, with an inquiry on another ticket, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keymap.bindings("form", "register"),
        Binding("ctrl+up,ctrl+pageup", "look(-3)", show=False),
        Binding("ctrl+down,ctrl+pagedown", "look(3)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-tight"), (70, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Screen declares it)
    DEFAULT_CSS = """
    RegisterScreen { layout: vertical; }
    RegisterScreen > #head { height: 1; text-style: bold reverse; }
    RegisterScreen > #body { height: 1fr; }
    RegisterScreen > #fault { height: auto; max-height: 4; display: none; }
    RegisterScreen > #keys { height: 1; text-style: dim; }
    RegisterScreen CommandForm { height: 1fr; min-height: 6; }
    RegisterScreen FieldRow > .label { width: 19; }
    RegisterScreen CallPane { height: auto; max-height: 45%; border-top: ascii $rule; }
    RegisterScreen.-wide > #body { layout: horizontal; }
    RegisterScreen.-wide CallPane { width: 42%; height: 1fr; max-height: 100%; padding-left: 1; }
    RegisterScreen.-wide CallPane { border-top: none; border-left: ascii $rule; }
    """

    def __init__(self, desk: Desk, *, raw: Mapping[str, Any] | None = None, trouble: Problem | None = None) -> None:
        """`raw` is what was typed before (also a refused registration as it was sent), `trouble` why it comes back."""
        super().__init__()
        self.desk = desk
        self.pane = CallPane(desk)
        self.opening = True  # until the form stands; what is typed meanwhile waits for it
        self._draft = None if raw else desk.drafts.get(DO)
        self._raw = typed(before) if (before := raw or self._draft) else None
        self._trouble = trouble
        self._form: RegisterForm | None = None
        self._target = target()
        self._told_of: dict[str, Any] = {}

    def compose(self) -> ComposeResult:
        """Head, the fields with what is foretold, what is wrong, the keys."""
        yield Static(Content(self.desk.say("register.head")), id="head", markup=False)
        yield Container(self.pane, id="body")
        yield Static(id="fault", markup=False)
        keys = (*self.desk.hints("register"), *self.desk.hints("form"))
        yield Static(Content("  ".join(f"{key} {word}" for key, word in keys)), id="keys", markup=False)

    def on_mount(self) -> None:
        """Open the form beside the screen's own loop: Esc works while it waits."""
        self.run_worker(self._open())

    async def _open(self) -> None:
        try:
            form = await self._set_up()
        finally:
            self.opening = False
            self.app.post_message(Opened())
        if self._trouble is not None:
            self._tell(Content("\n").join(refusal_lines(self._trouble, self.pane.speech, now=self.desk.now())))
        elif self._draft is not None:
            self._tell(Content.styled(self.desk.say("form.draft"), "dim"))
        self._follow()
        sessions = await open_sessions(self.desk)
        if sessions is not None and (over := form.offer_sessions(sessions)):
            self.desk.session = ""
            self._tell(Content.styled(self.desk.say("register.session_over", session=over), REFUSED))
        self._follow()

    async def _set_up(self) -> RegisterForm:
        """The form, as soon as the city is known; offline without one, places and lines are typed by their codes."""
        speech = self.pane.speech = Speech(self.desk.say, city=await known_city(self.desk), lang=self.desk.say.lang)
        stock = picks_of(speech, now=self.desk.now)
        form = RegisterForm(self.desk.say, speech, stock, session=self.desk.session, raw=self._raw)
        await self.query_one("#body").mount(form, before=0)
        self._form = form
        return form

    def _tell(self, said: Content) -> None:
        """One remark between the fields and the keys; an empty one takes it away."""
        fault = self.query_one("#fault", Static)
        fault.update(said)
        fault.display = bool(said.plain)
        self._told_of = self._form.raw if self._form else {}

    def on_command_form_changed(self) -> None:
        """What was typed changes what is foretold."""
        if self._form is not None and self._form.raw != self._told_of:
            self._tell(Content())
        self._follow()

    def _follow(self) -> None:
        """Say the session, and have the rest weighed."""
        form = self._form
        if form is not None:
            session = form.picker("campaign").typed
            said = self.desk.say("register.head") + (self.desk.say("register.session", session=session) if session else "")
            self.query_one("#head", Static).update(Content(said))
            self.pane.weigh(wanted_of(form, self._target))

    # -- keys

    def action_confirm(self) -> None:
        """Register; Enter on the last field does the same."""
        self._finish()

    on_command_form_confirmed = action_confirm

    def action_register_and_dispatch(self) -> None:
        """Register, and dispatch to whom the catalogue and the place say."""
        asks = self.desk.asks()
        if asks and "dispatch" not in asks:
            self._tell(Content.styled(self.desk.say("register.no_dispatch"), REFUSED))
        elif self._form is not None and self.pane.to_nobody(wanted_of(self._form, self._target)):
            self._tell(Content.styled(self.desk.say("register.to_nobody"), REFUSED))
        else:
            self._finish(Dispatch(id=uuid4(), ticket=UNBORN, seen=0))

    def _finish(self, *then: AnyCommand) -> None:
        """Send what the form says, unless something is missing or a rule has refused it already."""
        form = self._form
        if form is None:
            return
        faults = form.faults()
        if faults.rows:
            self._tell(Content.styled("\n".join(faults.sentences), REFUSED))
            faults.rows[0].focus_control()
        elif refused := self.pane.refusal(wanted_of(form, self._target)):
            self._tell(Content("\n").join(refusal_lines(refused, self.pane.speech, now=self.desk.now())))
        else:
            try:
                command = command_for(DO, form.body, self._target)
            except ValidationError as error:
                self._tell(Content.styled(form.explain(error), REFUSED))
                return
            self.desk.session = form.picker("campaign").value
            self._done(command, *then)

    def _done(self, *commands: AnyCommand) -> None:
        self.desk.drafts.pop(DO, None)
        self._form = None
        self.dismiss(list(commands))

    def action_likely_next(self) -> None:
        """Mark the next ticket that the call may repeat."""
        self.pane.mark_next()

    def action_likely_open(self) -> None:
        """Look at the marked ticket; the form stays as it is."""
        if ticket := self.pane.chosen:
            self.app.push_screen(self.desk.screen("ticket", ticket.number))

    def action_likely_inquire(self) -> None:
        """Note the call as a question on the marked ticket, in place of a second one."""
        form, ticket = self._form, self.pane.chosen
        if form is not None and ticket is not None:
            text, channel = form.text("content") or form.text("title"), form.text("channel") or "phone"
            self._done(Inquire(id=uuid4(), ticket=ticket.number, seen=ticket.version, text=text, channel=channel))

    def action_leave(self) -> None:
        """Back to where one was; what was typed is kept for the next time."""
        self._keep()
        self.dismiss([])

    def _keep(self) -> None:
        form, self._form = self._form, None
        if form is not None and form.touched:
            self.desk.drafts[DO] = form.raw

    def on_unmount(self) -> None:
        """However the form ends, what was typed is kept."""
        self._keep()

    def action_look(self, lines: int) -> None:
        """Scroll what is foretold."""
        self.pane.scroll_relative(y=lines, animate=False)
