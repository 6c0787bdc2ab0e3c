"""Registering a call that is on the phone right now: one form, and beside it whose it would be, what it may repeat, what would be refused."""

from typing import ClassVar
from uuid import uuid4

from textual.binding import BindingType

from api_client.models.commands import Dispatch
from api_client.models.unborn import UNBORN
from tui import keymap
from tui.drafts import CALL
from tui.forms.call_pane import wanted_of
from tui.forms.register_frame import RegisterFrame
from widgets.outcome.drafting import AnyCommand


class RegisterScreen(RegisterFrame):
    """The keys of the form."""

    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("form", "register")]

    # -- keys

    def action_confirm(self) -> None:
        """Register; Enter on the last field does the same."""
        self._finish()

    on_command_form_confirmed = action_confirm

    def action_register_and_dispatch(self) -> None:
        """Register, and dispatch to whom the catalogue and the place say."""
        asks = self.desk.asks()
        if asks and "dispatch" not in asks:
            self.warn(self.desk.say("register.no_dispatch"))
        elif self.form is not None and self.pane.to_nobody(wanted_of(self.form, self.target)):
            self.warn(self.desk.say("register.to_nobody"))
        else:
            self._finish(Dispatch(id=uuid4(), ticket=UNBORN, seen=0))

    def _finish(self, *then: AnyCommand) -> None:
        """Send what the form says, unless something is missing or a rule has refused it already."""
        form = self.form
        if form is None or not self.complete(form):
            return
        if refused := self.pane.refusal(wanted_of(form, self.target)):
            self.tell_refusal(refused)
        elif commands := self.commands(form, CALL, form.body, [self.target]):
            self.desk.session = form.picker("campaign").value
            self.done([*commands, *then])

    def action_likely_next(self) -> None:
        """Mark the next ticket that the call may repeat."""
        self.pane.mark_next()

    def action_likely_open(self) -> None:
        """Look at the marked ticket; the form stays as it is."""
        if ticket := self.pane.chosen:
            self.app.push_screen(self.desk.screen("ticket", ticket.number))

    def action_likely_inquire(self) -> None:
        """Note the call as a question on the marked ticket, in place of a second one."""
        if self.form is not None and (inquiry := self.pane.inquiry(self.form)):
            self.done([inquiry])
