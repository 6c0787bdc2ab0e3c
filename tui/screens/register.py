"""Registering a call that is on the phone right now: one form, and beside it whose it would be, what it may repeat, what would be refused."""

from contextlib import suppress
from typing import ClassVar
from uuid import uuid4

from pydantic import ValidationError
from textual.binding import Binding, BindingType
from textual.content import Content

from api_client.models.commands import Dispatch
from api_client.models.unborn import UNBORN
from tui import keymap
from tui.forms.call_pane import wanted_of
from tui.forms.register_frame import RegisterFrame
from widgets.forms.register_form import DO
from widgets.outcome.drafting import AnyCommand, command_for
from widgets.outcome.pane import REFUSED, refusal_lines


class RegisterScreen(RegisterFrame):
    """The keys of the form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keymap.bindings("form", "register"),
        Binding("ctrl+up,ctrl+pageup", "look(-3)", show=False),
        Binding("ctrl+down,ctrl+pagedown", "look(3)", show=False),
    ]

    # -- keys

    def action_confirm(self) -> None:
        """Register; Enter on the last field does the same."""
        self._finish()

    on_command_form_confirmed = action_confirm

    def action_register_and_dispatch(self) -> None:
        """Register, and dispatch to whom the catalogue and the place say."""
        asks = self.desk.asks()
        if asks and "dispatch" not in asks:
            self.tell(Content.styled(self.desk.say("register.no_dispatch"), REFUSED))
        elif self.form is not None and self.pane.to_nobody(wanted_of(self.form, self.target)):
            self.tell(Content.styled(self.desk.say("register.to_nobody"), REFUSED))
        else:
            self._finish(Dispatch(id=uuid4(), ticket=UNBORN, seen=0))

    def _finish(self, *then: AnyCommand) -> None:
        """Send what the form says, unless something is missing or a rule has refused it already."""
        form = self.form
        if form is None:
            return
        faults = form.faults()
        if faults.rows:
            self.tell(Content.styled("\n".join(faults.sentences), REFUSED))
            faults.rows[0].focus_control()
        elif refused := self.pane.refusal(wanted_of(form, self.target)):
            self.tell(Content("\n").join(refusal_lines(refused, self.pane.speech, now=self.desk.now())))
        else:
            try:
                command = command_for(DO, form.body, self.target)
            except ValidationError as error:
                self.tell(Content.styled(form.explain(error), REFUSED))
                return
            self.desk.session = form.picker("campaign").value
            self._done(command, *then)

    def _done(self, *commands: AnyCommand) -> None:
        self.form = None
        if self._saves:  # otherwise the draft that is kept is another call's
            self.desk.drafts.pop(DO, None)
            with suppress(OSError):
                self.kept.drop()
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
        if self.form is not None and (inquiry := self.pane.inquiry(self.form)):
            self._done(inquiry)

    def action_leave(self) -> None:
        """Back to where one was; what was typed is kept for the next time."""
        self.keep()
        self.dismiss([])

    def action_look(self, lines: int) -> None:
        """Scroll what is foretold."""
        self.pane.scroll_relative(y=lines, animate=False)
