"""What every form has: fields beside a pane, one remark under them, the keys; what is typed is kept until it is sent, however the form ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import ValidationError
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from api_client.models.page import Problem
from tui import keymap
from tui.anew import begin
from tui.desk import Desk
from tui.drafts import Draft
from tui.scrolling import scroll
from tui.typeahead import Opened
from widgets.forms.command_form import CommandForm
from widgets.lines.around import Hint
from widgets.lines.keys import hints_said
from widgets.outcome.drafting import AnyCommand, Target, command_for
from widgets.outcome.pane import REFUSED, OutcomePane, refusal_lines
from widgets.speech import Say

Form = TypeVar("Form", bound=CommandForm)
SAVED_AFTER_SECONDS = 0.25


def hints_of(rows: Iterable[keymap.Key], say: Say) -> Iterator[Hint]:
    """Keys and words of a form; a key with Ctrl, which terminals may take for themselves, with its twin, and how to go on before how to leave."""
    for row in rows:
        if row.id == "leave":
            yield "Tab", say("form.next")
        shown = row.keys[: 2 if row.keys[0].startswith("ctrl+") else 1]
        yield "/".join(map(keymap.shown, shown)), say(f"keys.{row.id}")


class KeptForm(ModalScreen[list[AnyCommand]], Generic[Form]):
    """Dismissed with commands, or with an empty list when the person went back. `#body` holds fields and pane, `#fault` the remark."""

    DEFAULT_CSS: ClassVar[str] = """
    KeptForm { layout: vertical; }
    KeptForm > #head { height: 1; text-style: bold reverse; }
    KeptForm > #body { height: 1fr; layout: vertical; }
    KeptForm > #fault { height: auto; max-height: 4; display: none; }
    KeptForm > #keys { height: 1; }
    KeptForm CommandForm { height: 1fr; min-height: 4; }
    KeptForm OutcomePane { height: auto; max-height: 45%; border-top: ascii $rule; }
    KeptForm.-wide > #body { layout: horizontal; }
    KeptForm.-wide OutcomePane { width: 42%; height: 1fr; max-height: 100%; padding-left: 1; border-top: none; border-left: ascii $rule; }
    """
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-tight"), (70, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Screen declares it)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+up,ctrl+pageup", "look(-3)", show=False),
        Binding("ctrl+down,ctrl+pagedown", "look(3)", show=False),
    ]
    pane: OutcomePane

    def __init__(self, desk: Desk, key: str, raw: Mapping[str, Any] | None, trouble: Problem | None, *, draft: Draft | None = None) -> None:
        """`key` is the draft's. `raw` is what was typed before, `trouble` why it comes back; `draft` is the one that `raw` goes on with."""
        super().__init__()
        self.desk = desk
        self.form: Form | None = None
        """The fields; None until they stand, and once the form is done."""
        self.opening = True  # until the form stands; what is typed meanwhile waits for it
        self.draft = draft or desk.drafts.begun(key)
        self._saves = bool(draft or not (raw and self.draft.raw))  # what comes back leaves an older draft alone: it is safe where it came from
        self.raw = dict(raw or self.draft.raw)
        self.restored = bool(self.draft.raw and not raw)
        self._trouble = trouble
        self._saving: Timer | None = None
        self._told_of: dict[str, Any] = {}

    def on_mount(self) -> None:
        """Open the form beside the screen's own loop, so that Esc works while it waits."""
        begin(self, self._open)

    async def _open(self) -> None:
        """The form, and then what was typed before it stood."""
        try:
            await self.set_up()
        finally:
            self.opening = False
            self.app.post_message(Opened())

    async def set_up(self) -> None:
        """Make the fields and put them up."""
        raise NotImplementedError

    async def put_up(self, form: Form) -> bool:
        """The fields beside the pane; and, where the form comes back, why. False on one that is being closed already: then nothing is put up."""
        if not self.query("#body"):
            return False
        await self.query_one("#body").mount(form, before=0)
        self.form = form
        drafts, say = self.desk.drafts, self.desk.say
        if self._trouble is not None:
            self.tell_refusal(self._trouble)
        elif drafts.unread:
            self.warn(say("form.unread", why=drafts.unread))
            drafts.unread = ""
        elif self.restored:
            self.tell(Content.styled(say("form.draft"), "dim"))
        return True

    def keys_said(self, *groups: str) -> Content:
        """The line of keys of a form with these groups of keys."""
        return hints_said(hints_of((row for group in groups for row in self.desk.keys if row.where == group and row.footer), self.desk.say))

    # -- the remark

    def tell(self, said: Content) -> None:
        """Say it until something else is typed; an empty remark takes the last one away; nothing on a form that is being closed."""
        if not self.query("#fault"):
            return
        fault = self.query_one("#fault", Static)
        fault.update(said)
        fault.display = bool(said.plain)
        self._told_of = self.form.raw if self.form else {}

    def warn(self, said: str) -> None:
        """Say why something is not done."""
        self.tell(Content.styled(said, REFUSED))

    def tell_refusal(self, problem: Problem) -> None:
        """Say what a rule has against it."""
        self.tell(Content("\n").join(refusal_lines(problem, self.pane.speech, now=self.desk.now())))

    def complete(self, form: Form) -> bool:
        """Whether nothing is missing or malformed; where something is, it is said, and the cursor goes there."""
        faults = form.faults()
        if faults.rows:
            self.warn("\n".join(faults.sentences))
            faults.rows[0].focus_control()
        return not faults.rows

    def commands(self, form: Form, do: str, body: Mapping[str, Any], targets: Sequence[Target]) -> list[AnyCommand]:
        """The commands that the form says; none where their own definition refuses it, and that is said."""
        try:
            return [command_for(do, body, wanted) for wanted in targets]
        except ValidationError as error:
            self.warn(form.explain(error))
            return []

    # -- what is typed

    def on_command_form_changed(self) -> None:
        """It is put down soon, and makes the remark an old one."""
        self._saving = self._saving or self.set_timer(SAVED_AFTER_SECONDS, self._save)
        if self.form is not None and self.form.raw != self._told_of:
            self.tell(Content())

    def _save(self) -> None:
        """Put down what is typed; what was typed and taken away again leaves nothing."""
        form, self._saving = self.form, None
        if form is None or not self._saves:
            return
        drafts = self.desk.drafts
        if form.touched:
            drafts.keep(self.draft, form.raw)
        else:
            drafts.drop(self.draft)
        if drafts.trouble:
            self.warn(self.desk.say("form.not_kept", why=drafts.trouble))

    def done(self, commands: Sequence[AnyCommand]) -> None:
        """Hand the commands over; there is no draft any more, unless it is another one's."""
        if self._saves:
            self.desk.drafts.drop(self.draft)
        self.form = None
        self.dismiss(list(commands))

    def action_leave(self) -> None:
        """Back to where one was; what was typed is kept for the next time."""
        self._save()
        self.dismiss([])

    def on_unmount(self) -> None:
        """However the form ends, what was typed is kept."""
        self._save()
        self.form = None

    def action_look(self, lines: int) -> None:
        """Scroll the pane."""
        scroll(self.pane, lines)
