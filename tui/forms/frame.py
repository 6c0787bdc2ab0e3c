"""What the form of a command is made of: head, help, fields beside the preview, one remark, the keys."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from api_client.models.line import Line
from api_client.models.page import Problem
from tui.desk import Desk
from tui.drafts import Draft, key_of
from tui.forms.effect_pane import EffectPane
from tui.forms.kept_form import KeptForm
from widgets.forms.command_form import CommandForm, form_head


class FormFrame(KeptForm[CommandForm]):
    """One command on one ticket or on many."""

    DEFAULT_CSS: ClassVar[str] = """
    FormFrame > #help { height: auto; max-height: 2; text-style: dim; }
    FormFrame.-wide CommandForm > .below { margin-top: 1; }
    FormFrame.-tight FieldRow { layout: vertical; }
    FormFrame.-tight FieldRow > .label { width: 1fr; }
    """
    pane: EffectPane

    def __init__(
        self, desk: Desk, do: str, lines: Sequence[Line], *, raw: Mapping[str, Any] | None, trouble: Problem | None, draft: Draft | None
    ) -> None:
        """As `KeptForm`."""
        super().__init__(desk, key_of(do, (line.number for line in lines)), raw, trouble, draft=draft)
        self.do = do
        self.lines = tuple(lines)
        self.pane = EffectPane(desk)

    def compose(self) -> ComposeResult:
        """Head, help, the fields with the preview, what is wrong, the keys."""
        yield Static(form_head(self.do, self.lines, self.desk.say), id="head")
        yield Static(Content(self.desk.say(f"command.{self.do}.help")), id="help")
        yield Container(self.pane, id="body")
        yield Static(id="fault", markup=False)
        yield Static(self.keys_said("form"), id="keys", markup=False)

    async def put_up(self, form: CommandForm) -> bool:
        """The keys say from then on that there is more below."""
        if stands := await super().put_up(form):
            for part in ("scroll_y", "virtual_size"):
                self.watch(form, part, self._show_keys_soon)
        return stands

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
        said = self.keys_said("form") + Content.styled(say("form.more", n=more) if more > 0 else "", "dim")
        required = Content.styled(say("form.required"), "dim")
        if form and any(row.field.required for row in form.rows) and said.cell_length + required.cell_length <= self.size.width:
            said += required
        self.query_one("#keys", Static).update(said)
