"""The one remark between a form's fields and its keys: it goes as soon as something else is typed."""

from typing import Any, Generic, TypeVar

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from widgets.forms.command_form import CommandForm
from widgets.outcome.drafting import AnyCommand

Form = TypeVar("Form", bound=CommandForm)


class FormRemark(ModalScreen[list[AnyCommand]], Generic[Form]):
    """A screen with fields and, under them, `#fault`."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-tight"), (70, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Screen declares it)

    def __init__(self) -> None:
        super().__init__()
        self.form: Form | None = None
        """The fields; None until they stand, and once the form is done."""
        self._told_of: dict[str, Any] = {}

    def tell(self, said: Content) -> None:
        """Say it; an empty remark takes the last one away; nothing on a form that is being closed."""
        if not self.query("#fault"):
            return
        fault = self.query_one("#fault", Static)
        fault.update(said)
        fault.display = bool(said.plain)
        self._told_of = self.form.raw if self.form else {}

    def on_command_form_changed(self) -> None:
        """What was typed makes the remark an old one."""
        if self.form is not None and self.form.raw != self._told_of:
            self.tell(Content())
