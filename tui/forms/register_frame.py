"""What the form of a call is made of: head, fields beside what is foretold, one remark, the keys."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from api_client.models.page import Problem
from tui.anew import begin
from tui.desk import Desk
from tui.drafts import CALL
from tui.forms.at_intake import known_city, open_sessions
from tui.forms.call_pane import CallPane, wanted_of
from tui.forms.kept_form import KeptForm
from widgets.forms.register_form import RegisterForm, picks_of, typed
from widgets.outcome.drafting import target
from widgets.speech import Speech


class RegisterFrame(KeptForm[RegisterForm]):
    """Dismissed with the registration, with its dispatch behind it, with an inquiry on another ticket, or with nothing."""

    DEFAULT_CSS: ClassVar[str] = """
    RegisterFrame CommandForm { min-height: 6; }
    RegisterFrame FieldRow > .label { width: 19; }
    """
    pane: CallPane

    def __init__(self, desk: Desk, *, raw: Mapping[str, Any] | None = None, trouble: Problem | None = None) -> None:
        """As `KeptForm`; `raw` may be a refused registration as it was sent."""
        super().__init__(desk, CALL, typed(raw) if raw else None, trouble)
        self.pane = CallPane(desk)
        if self.restored:
            self.raw = typed(self.raw)
            self.raw["campaign"] = self.raw.get("campaign") or desk.session
        self.target = target()

    def compose(self) -> ComposeResult:
        """Head, the fields with what is foretold, what is wrong, the keys."""
        yield Static(Content(self.desk.say("register.head")), id="head", markup=False)
        yield Container(self.pane, id="body")
        yield Static(id="fault", markup=False)
        yield Static(self.keys_said("register", "form"), id="keys", markup=False)

    async def set_up(self) -> None:
        """The form, as soon as the city is known; offline without one, places and lines are typed by their codes."""
        speech = self.pane.speech = Speech(self.desk.say, city=await known_city(self.desk), lang=self.desk.say.lang)
        stock = picks_of(speech, now=self.desk.now)
        if await self.put_up(RegisterForm(self.desk.say, speech, stock, session=self.desk.session, raw=self.raw)):
            self._follow()
            begin(self, self._offer_sessions)

    async def _offer_sessions(self) -> None:
        sessions = await open_sessions(self.desk)
        if self.form is not None and sessions is not None and (over := self.form.offer_sessions(sessions)):
            self.desk.session = ""
            self.warn(self.desk.say("register.session_over", session=over))
        self._follow()

    def on_command_form_changed(self) -> None:
        """What was typed changes what is foretold."""
        self._follow()

    def _follow(self) -> None:
        """Say the session, and have the rest weighed."""
        form = self.form
        if form is not None and self.query("#head"):
            session = form.picker("campaign").typed
            said = self.desk.say("register.head") + (self.desk.say("register.session", session=session) if session else "")
            self.query_one("#head", Static).update(Content(said))
            self.pane.weigh(wanted_of(form, self.target))
