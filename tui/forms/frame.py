"""What the form of a command is made of: head, help, fields beside the preview, one remark, the keys; what was typed is kept however it ends."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from api_client.models.line import Line
from api_client.models.page import Problem
from tui.anew import begin
from tui.desk import Desk
from tui.forms.effect_pane import EffectPane
from tui.forms.remark import FormRemark
from tui.typeahead import Opened
from widgets.forms.command_form import CommandForm, form_head
from widgets.outcome.drafting import AnyCommand
from widgets.outcome.pane import REFUSED, refusal_lines
from widgets.speech import Speech

SAVED_AFTER_SECONDS = 0.25


class FormFrame(FormRemark[CommandForm]):
    """Dismissed with the commands, or with an empty list when the person went back."""

    DEFAULT_CSS: ClassVar[str] = """
    FormFrame { layout: vertical; }
    FormFrame > #head { height: 1; text-style: bold reverse; }
    FormFrame > #help { height: auto; max-height: 2; text-style: dim; }
    FormFrame > #body { height: 1fr; layout: vertical; }
    FormFrame > #fault { height: auto; max-height: 4; display: none; }
    FormFrame > #keys { height: 1; text-style: dim; }
    FormFrame CommandForm { height: 1fr; min-height: 4; }
    FormFrame OutcomePane { height: auto; max-height: 45%; border-top: ascii $rule; }
    FormFrame.-tight FieldRow { layout: vertical; }
    FormFrame.-tight FieldRow > .label { width: 1fr; }
    FormFrame.-wide > #body { layout: horizontal; }
    FormFrame.-wide OutcomePane { width: 42%; height: 1fr; max-height: 100%; padding-left: 1; }
    FormFrame.-wide OutcomePane { border-top: none; border-left: ascii $rule; }
    """

    def __init__(self, desk: Desk, do: str, lines: Sequence[Line], *, raw: Mapping[str, Any], trouble: Problem | None) -> None:
        """`raw` is what was typed before, `trouble` why it comes back."""
        super().__init__()
        self.desk = desk
        self.do = do
        self.lines = tuple(lines)
        self.pane = EffectPane(desk)
        self.opening = True  # until the form stands; what is typed meanwhile waits for it
        self.draft_key = " ".join((do, *(line.number for line in lines)))
        before = desk.drafts.get(self.draft_key)
        self._saves = not (raw and before)  # what comes back leaves an older draft alone: it is safe where it came from
        self.draft = None if raw else before
        self.raw = raw or self.draft
        self._trouble = trouble
        self._saving: Timer | None = None

    def compose(self) -> ComposeResult:
        """Head, help, the fields with the preview, what is wrong, the keys."""
        yield Static(form_head(self.do, self.lines, self.desk.say), id="head")
        yield Static(Content(self.desk.say(f"command.{self.do}.help")), id="help")
        yield Container(self.pane, id="body")
        yield Static(id="fault", markup=False)
        yield Static(Content(self.desk.say("form.keys")), id="keys", markup=False)

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

    async def put_up(self, form: CommandForm) -> None:
        """The fields beside the preview; and, where the form comes back, why. Nothing on one that is being closed already."""
        if not self.query("#body"):
            return
        await self.query_one("#body").mount(form, before=0)
        self.form = form
        for part in ("scroll_y", "virtual_size"):
            self.watch(form, part, self._show_keys_soon, init=False)
        if self._trouble is not None:
            self.tell(Content("\n").join(refusal_lines(self._trouble, self.speech, now=self.desk.now())))
        elif self.draft is not None:
            self.tell(Content.styled(self.desk.say("form.draft"), "dim"))

    @property
    def speech(self) -> Speech:
        """How the form speaks."""
        return self.pane.speech

    def on_command_form_changed(self) -> None:
        """What was typed is put down soon."""
        self._saving = self._saving or self.set_timer(SAVED_AFTER_SECONDS, self._save)

    # -- the keys

    def on_resize(self) -> None:
        """There may be more below now, or less."""
        self._show_keys_soon()

    def _show_keys_soon(self) -> None:
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        """The keys, and that there is more below where there is; nothing on a form that is being closed."""
        if not self.query("#keys"):
            return
        more = int(self.form.max_scroll_y - self.form.scroll_y) if self.form else 0
        say, form = self.desk.say, self.form
        said = Content(say("form.keys") + (say("form.more", n=more) if more > 0 else ""))
        required = Content(say("form.required"))
        if form and any(row.field.required for row in form.rows) and said.cell_length + required.cell_length <= self.size.width:
            said += required
        self.query_one("#keys", Static).update(said)

    # -- leave

    def done(self, commands: list[AnyCommand]) -> None:
        """Hand the commands over; there is no draft any more."""
        if self._saves:
            self.desk.drafts.pop(self.draft_key, None)
        self.form = None
        self.dismiss(commands)

    def action_leave(self) -> None:
        """Back to where one was; what was typed is kept for the next time."""
        self._keep()
        self.dismiss([])

    def _save(self) -> None:
        form, self._saving = self.form, None
        if form is None or not self._saves:
            return
        drafts = self.desk.drafts
        if form.touched:
            drafts[self.draft_key] = form.raw
        else:
            drafts.pop(self.draft_key, None)
        if drafts.trouble:
            self.tell(Content.styled(self.desk.say("form.not_kept", why=drafts.trouble), REFUSED))

    def _keep(self) -> None:
        self._save()
        self.form = None

    def on_unmount(self) -> None:
        """However the form ends, what was typed is kept."""
        self._keep()

    def action_look(self, pages: int) -> None:
        """Scroll the preview."""
        self.pane.scroll_relative(y=pages * 3, animate=False)
