"""A moment or a day, typed as people write it, with the moment that is meant shown under it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from api_client.models.text import clean
from widgets.forms.inputs import Line
from widgets.forms.moments import read_day, read_moment, written_moment
from widgets.speech import Speech


class MomentLine(Vertical):
    """What is sent is what is shown: a moment counted from now is reckoned when it is typed, and stays."""

    DEFAULT_CSS = """
    MomentLine { height: auto; width: 1fr; }
    MomentLine > Line, MomentLine > Line:focus { height: 1; border: none; padding: 0; width: 1fr; }
    MomentLine > #meant { height: 1; text-style: dim; }
    """

    class Changed(Message):
        """Something else is typed."""

    class Submitted(Message):
        """Enter was pressed: on to the next field."""

    def __init__(self, speech: Speech, now: Callable[[], int], *, text: str = "", day: bool = False) -> None:
        """`now` tells the hotline's time in seconds since 1970; `day` asks for a day without an hour."""
        super().__init__()
        self._speech, self._now, self._day = speech, now, day
        self.meant: datetime | date | None = None
        exact = read_moment(text, now=self._at(), zone=speech.zone) if "T" in text and not day else None
        shown = written_moment(exact, speech.zone) if exact else clean(text)
        self._line = Line(shown, hint=self._hint)
        self._said = Static(id="meant", markup=False)
        self._read(shown)

    def compose(self) -> ComposeResult:
        """The line, then what it means."""
        yield self._line
        yield self._said

    def on_mount(self) -> None:
        """Show what a draft means."""
        self._show()

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self._line.value

    @property
    def _hint(self) -> str:
        return self._speech.say("form.day.hint" if self._day else "form.moment.hint")

    def _at(self) -> datetime:
        return datetime.fromtimestamp(self._now(), UTC)

    def _read(self, text: str) -> None:
        now, zone = self._at(), self._speech.zone
        self.meant = read_day(text, today=now.astimezone(zone).date()) if self._day else read_moment(text, now=now, zone=zone)

    def _show(self) -> None:
        """The day, or the moment with what is left until then; how to write one where it is none."""
        match self.meant:
            case datetime() as at:
                zone = "" if self._speech.city else " UTC"
                said = self._speech.say("form.meant", at=f"{written_moment(at, self._speech.zone)}{zone}", left=self._speech.left(at, self._now()))
            case date() as day:
                said = self._speech.say("form.meant.day", day=day.isoformat())
            case _:
                said = self._hint if self.typed.strip() else ""
        self._said.update(said)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._read(event.value)
        self._show()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted())
