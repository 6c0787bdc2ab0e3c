"""What the form of a call is made of: head, fields beside what is foretold, one remark, the keys; what is typed is put down as it is typed."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from api_client.models.page import Problem
from tui.anew import begin
from tui.call_draft import CallDraft
from tui.desk import Desk
from tui.forms.at_intake import known_city, open_sessions
from tui.forms.call_pane import CallPane, wanted_of
from tui.forms.remark import FormRemark
from tui.typeahead import Opened
from widgets.forms.register_form import DO, RegisterForm, picks_of, typed
from widgets.outcome.drafting import target
from widgets.outcome.pane import REFUSED, refusal_lines
from widgets.speech import Speech

SAVED_AFTER_SECONDS = 0.25


class RegisterFrame(FormRemark[RegisterForm]):
    """Dismissed with the registration, with its dispatch behind it, with an inquiry on another ticket, or with nothing."""

    DEFAULT_CSS: ClassVar[str] = """
    RegisterFrame { layout: vertical; }
    RegisterFrame > #head { height: 1; text-style: bold reverse; }
    RegisterFrame > #body { height: 1fr; }
    RegisterFrame > #fault { height: auto; max-height: 4; display: none; }
    RegisterFrame > #keys { height: 1; text-style: dim; }
    RegisterFrame CommandForm { height: 1fr; min-height: 6; }
    RegisterFrame FieldRow > .label { width: 19; }
    RegisterFrame CallPane { height: auto; max-height: 45%; border-top: ascii $rule; }
    RegisterFrame.-wide > #body { layout: horizontal; }
    RegisterFrame.-wide CallPane { width: 42%; height: 1fr; max-height: 100%; padding-left: 1; }
    RegisterFrame.-wide CallPane { border-top: none; border-left: ascii $rule; }
    """

    def __init__(self, desk: Desk, *, raw: Mapping[str, Any] | None = None, trouble: Problem | None = None) -> None:
        """`raw` is what was typed before (also a refused registration as it was sent), `trouble` why it comes back."""
        super().__init__()
        self.desk = desk
        self.pane = CallPane(desk)
        self.opening = True  # until the form stands; what is typed meanwhile waits for it
        self.kept = CallDraft(desk.mirror.path.parent)
        before = desk.drafts.get(DO) or self.kept.read(desk.wall()) or (None if raw else self._set_aside())
        self._saves = not (raw and before)  # a call that comes back from the outbox is safe there, and leaves another draft alone
        self._draft = None if raw else before
        self._raw = typed(given) if (given := raw or self._draft) else None
        if self._raw is not None and self._draft is not None and not self._raw.get("campaign"):
            self._raw["campaign"] = desk.session
        self._trouble = trouble
        self.target = target()
        self._saving: Timer | None = None

    def _set_aside(self) -> Mapping[str, Any] | None:
        """The draft that had to stand behind another one, now in its place."""
        if (before := self.desk.drafts.take_aside(DO)) is not None:
            self.desk.drafts[DO] = before
            with suppress(OSError):
                self.kept.keep(before)
        return before

    def compose(self) -> ComposeResult:
        """Head, the fields with what is foretold, what is wrong, the keys."""
        yield Static(Content(self.desk.say("register.head")), id="head", markup=False)
        yield Container(self.pane, id="body")
        yield Static(id="fault", markup=False)
        keys = (*self.desk.hints("register"), *self.desk.hints("form"))
        yield Static(Content("  ".join(f"{key} {word}" for key, word in keys)), id="keys", markup=False)

    def on_mount(self) -> None:
        """Open the form beside the screen's own loop: Esc works while it waits."""
        begin(self, self._open)

    async def _open(self) -> None:
        try:
            form = await self._set_up()
        finally:
            self.opening = False
            self.app.post_message(Opened())
        if form is None:
            return
        if self._trouble is not None:
            self.tell(Content("\n").join(refusal_lines(self._trouble, self.pane.speech, now=self.desk.now())))
        elif self._draft is not None:
            self.tell(Content.styled(self.desk.say("form.draft"), "dim"))
        self._follow()
        sessions = await open_sessions(self.desk)
        if sessions is not None and (over := form.offer_sessions(sessions)):
            self.desk.session = ""
            self.tell(Content.styled(self.desk.say("register.session_over", session=over), REFUSED))
        self._follow()

    async def _set_up(self) -> RegisterForm | None:
        """The form, as soon as the city is known; offline without one, places and lines are typed by their codes. None where it was left before."""
        speech = self.pane.speech = Speech(self.desk.say, city=await known_city(self.desk), lang=self.desk.say.lang)
        stock = picks_of(speech, now=self.desk.now)
        form = RegisterForm(self.desk.say, speech, stock, session=self.desk.session, raw=self._raw)
        if not self.query("#body"):
            return None
        await self.query_one("#body").mount(form, before=0)
        self.form = form
        return form

    def on_command_form_changed(self) -> None:
        """What was typed changes what is foretold."""
        self._saving = self._saving or self.set_timer(SAVED_AFTER_SECONDS, self._save)
        self._follow()

    def _follow(self) -> None:
        """Say the session, and have the rest weighed."""
        form = self.form
        if form is not None and self.query("#head"):
            session = form.picker("campaign").typed
            said = self.desk.say("register.head") + (self.desk.say("register.session", session=session) if session else "")
            self.query_one("#head", Static).update(Content(said))
            self.pane.weigh(wanted_of(form, self.target))

    def _save(self) -> None:
        """Put down what is typed; what was typed and taken away again leaves nothing."""
        form, self._saving = self.form, None
        if form is None or not self._saves:
            return
        try:
            if form.touched:
                self.desk.drafts[DO] = form.raw
                self.kept.keep(form.raw)
            else:
                self.desk.drafts.pop(DO, None)
                self.kept.drop()
        except OSError as error:
            if self.query("#fault"):
                self.tell(Content.styled(self.desk.say("register.not_kept", why=error.strerror), REFUSED))

    def keep(self) -> None:
        """The form is done with; what was typed is put down."""
        self._save()
        self.form = None

    def on_unmount(self) -> None:
        """However the form ends, what was typed is kept."""
        self.keep()
