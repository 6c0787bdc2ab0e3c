"""One pass through what burns: which ticket is on, which comes next, what was decided, put off or passed over, and the way back."""

from collections.abc import Container, Mapping, Sequence
from typing import Literal, NamedTuple

from api_client.models.line import Line, band
from tui.heat import heat
from tui.night.snoozes import Snooze, sleeps

How = Literal["decided", "snoozed", "passed"]
BURNING = ("urgent", "overdue", "long")


class Step(NamedTuple):
    """What was done with one ticket."""

    how: How
    number: str
    due: int
    """When its clock was due, and how much it burned: burning more, or another clock, brings it back."""
    heat: int


class Run:
    """A run from the worst ticket to the last. It asks no clock and no file; every look is told what there is."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        """In order; the last one can be taken back."""
        self.ahead: list[Line] = []
        """What is still to be looked at, worst first; the first of them is on."""
        self.asleep: dict[str, int] = {}
        """Burning tickets that are put off, with the moment at which they come back."""
        self._on = ""

    @property
    def current(self) -> Line | None:
        """The ticket that is on."""
        return self.ahead[0] if self.ahead else None

    @property
    def place(self) -> tuple[int, int]:
        """`3 of 17`: the ticket that is on, and how many there are in this run with those dealt with."""
        done = len({step.number for step in self.steps} - {line.number for line in self.ahead})
        return done + bool(self.ahead), done + len(self.ahead)

    @property
    def idle(self) -> tuple[str, ...]:
        """Names of the keys that would do nothing now: where no ticket is on, none is put off, and only what was passed over comes again."""
        return () if self.current else ("snooze",) if self.passed else ("next", "snooze")

    @property
    def passed(self) -> int:
        """How many were passed over."""
        return len({step.number for step in self.steps if step.how == "passed"} - {line.number for line in self.ahead})

    def look(self, lines: Sequence[Line], now: int, *, snoozed: Mapping[str, Snooze], waiting: Container[str] = ()) -> None:
        """Take in what burns now, worst first; what is on stays on as long as it burns. `waiting` are tickets with a command on its way."""
        dealt = {step.number: step for step in self.steps}
        ahead, self.asleep = [], {}
        for line in lines:
            off = snoozed.get(line.number)
            if off and sleeps(off, line, now):
                self.asleep[line.number] = off.until
            elif line.number not in waiting and not _settled(dealt.get(line.number), line, now):
                ahead.append(line)
        ahead.sort(key=lambda line: line.number != self._on)
        self.ahead = ahead
        self._on = ahead[0].number if ahead else ""

    def deal(self, how: How, line: Line, now: int) -> None:
        """A ticket has been dealt with: where it was on, the next one is."""
        self.steps.append(Step(how, line.number, line.next_due, heat(line, now)))
        self.ahead = [other for other in self.ahead if other.number != line.number]
        self._on = self.ahead[0].number if self.ahead else ""

    def last(self) -> Step | None:
        """What was done last."""
        return self.steps[-1] if self.steps else None

    def reopen(self, number: str) -> None:
        """What was done with a ticket has come to nothing: it counts as not dealt with."""
        self.steps = [step for step in self.steps if step.number != number]

    def back(self, number: str) -> None:
        """The same, and it is on again with the next look."""
        self.reopen(number)
        self._on = number

    def again(self) -> bool:
        """Begin anew: what was passed over comes once more. False where nothing was."""
        passed, self._on = self.passed, ""
        self.steps = [step for step in self.steps if step.how == "decided"]
        return passed > 0


def _settled(step: Step | None, line: Line, now: int) -> bool:
    """Whether a ticket was dealt with in this run and burns no more than it did then. One put off comes back by its own time.

    A decision mostly starts another clock: it brings the ticket back when that clock burns, not because it is an emergency still.
    """
    if step is None or step.how == "snoozed":
        return False
    if step.how == "decided" and step.due != line.next_due:
        return band(line, now) not in BURNING
    return step.due == line.next_due and step.heat >= heat(line, now)
