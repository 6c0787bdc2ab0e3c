"""What the keys of the night screen do: pass over, put off, decide, take back; each ends with the next ticket."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.screen import Screen
from textual.widgets import Input

from api_client.models.line import Line
from api_client.models.text import clean
from tui.commands import asks_of
from tui.desk import Desk
from tui.link import Noted
from tui.night.look import ASIDE
from tui.night.run import Run
from tui.night.snoozes import BadTime, Snoozes, read_time


class NightActs(Screen[None]):
    """The half of the screen that acts; the other half shows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.run_through = Run()
        self.snoozes = Snoozes(desk.mirror.path.with_name("snoozed.json"))
        self.line = Input(compact=True)
        """Where is typed until when a ticket is put off."""
        self.put_ids: dict[str, list[str]] = {}
        """Ids of the commands by ticket, to see which were taken back."""

    def onward(self) -> None:
        """Show what is on now, and look again."""
        raise NotImplementedError

    def action_next(self) -> None:
        """Pass the ticket over; behind the last one, begin again."""
        if line := self.run_through.current:
            self.run_through.deal("passed", line, self.desk.now())
        elif not self.run_through.again():
            self.say("night.gone")
        self.onward()

    def action_snooze(self) -> None:
        """Type until when."""
        if self.run_through.current is None:
            self.say("night.gone")
        self.line.display = self.run_through.current is not None
        self.set_focus(self.line if self.line.display else None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Put the ticket off."""
        desk, line, now = self.desk, self.run_through.current, self.desk.now()
        try:
            until = read_time(event.value, now, desk.zone)
        except BadTime:
            self.say("night.bad_time", alarm=True, text=clean(event.value))
            return
        if line and self._kept(lambda: self.snoozes.put(line, until, now)):
            self.run_through.deal("snoozed", line, now)
            self.say("night.snoozed", number=line.number, at=desk.clock_time(until))
        self._shut()
        self.onward()

    def _shut(self) -> None:
        self.line.value, self.line.display = "", False
        self.set_focus(None)

    def action_close(self) -> None:
        """Leave the line, then the screen."""
        if self.line.display:
            self._shut()
        else:
            self.dismiss()

    def action_open(self) -> None:
        """The whole ticket."""
        if line := self.run_through.current:
            self.app.push_screen(self.desk.screen("ticket", line.number))
        else:
            self.say("night.gone")

    def action_act(self, do: str) -> None:
        """Ask a command of the ticket; a new request is on none."""
        line = self.run_through.current
        if do == "register" or line is None:
            self.say("night.gone") if do != "register" else asks_of.ask(self, self.desk, do)
        else:
            asks_of.ask(self, self.desk, do, [line], then=partial(self._decided, line) if do not in ASIDE else None)

    def _decided(self, line: Line, commands: Sequence[Any]) -> None:
        """What was asked is kept: the next ticket."""
        self.put_ids[line.number] = [str(command.id) for command in commands]
        self.run_through.deal("decided", line, self.desk.now())

    def take_back(self) -> bool:
        """Undo what was no command: a ticket put off or passed over. False where the last thing was neither."""
        step = self.run_through.last()
        if step is None or step.how == "decided":
            return False
        if step.how == "snoozed" and not self._kept(lambda: self.snoozes.drop(step.number)):
            return True
        self.run_through.back(step.number)
        self.say("night.woken", number=step.number)
        self.onward()
        return True

    def _kept(self, write: Callable[[], None]) -> bool:
        """Whether the file of what is put off took it; where not, that is said."""
        try:
            write()
        except OSError as error:
            self.say("night.not_kept", alarm=True, why=clean(str(error)))
            return False
        return True

    def say(self, key: str, /, *, alarm: bool = False, **facts: object) -> None:
        """Say something for a moment."""
        self.post_message(Noted(self.desk.say(key, **facts), alarm=alarm))
