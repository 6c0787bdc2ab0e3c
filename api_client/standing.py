"""How it stands between a desk and its hotline: what is told of it, and how long a snapshot has to wait."""

from collections.abc import Callable

from api_client.backoff import Backoff
from api_client.errors import HotlineError, LocalError, Refused, Unexpected, Unreachable
from api_client.feed import State, StateName

OFTEN = 3
"""So many other logs with hardly a page between them are no restored hotline any more."""
OFTEN_SECONDS = 60.0
"""Then the next snapshot waits for so long."""
STEADY_PAGES = 20
"""After so many pages of one log the next other one is the first again."""


class OtherLogs:
    """How long to wait for the snapshot of another log; ever longer where a hotline changes its log with every answer."""

    def __init__(self, chance: Callable[[], float]) -> None:
        self._backoff = Backoff(chance)
        self._count = self._pages = 0

    @property
    def often(self) -> bool:
        """Whether there have been too many."""
        return self._count > OFTEN

    def next(self) -> float:
        """There is another one: seconds to wait."""
        if self._pages >= STEADY_PAGES:
            self._backoff.reset()
            self._count = 0
        self._count, self._pages = self._count + 1, 0
        return self._backoff.next(OFTEN_SECONDS if self.often else None)

    def page(self) -> None:
        """There was a page of the same log."""
        self._pages += 1


class Saying:
    """Tells a state when it changes; a line that stays lost has been lost since the beginning."""

    def __init__(self, on_state: Callable[[State], None], now: Callable[[], float]) -> None:
        self._on_state = on_state
        self._now = now
        self._told: State | None = None

    def __call__(self, name: StateName, why: str = "", detail: str = "", *, ago: float = 0.0, where: str = "") -> None:
        """It stands so now, and has for so many seconds. A silence that goes on is told each time, as its length is what is said of it."""
        told = self._told
        if told and (told.name, told.why, name, why) == ("lost", "silent", "lost", "timeout"):
            why = "silent"
        elif told and (told.name, told.why) == (name, why):
            return
        since = told.since if told and told.name == name else self._now() - ago
        self._told = State(name, since, why, detail, where)
        self._on_state(self._told)


def code(error: HotlineError) -> str:
    """What went wrong, as a code that is the same in every language."""
    match error:
        case Unreachable() | Unexpected():
            return error.why
        case LocalError():
            return error.code
        case Refused():
            return error.problem.code
        case _:
            return "unexpected"
