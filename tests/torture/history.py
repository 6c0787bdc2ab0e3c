"""What people asked, saw and heard, with when; written down while it happens, judged afterwards by `truth`."""

from typing import Literal, NamedTuple

Became = Literal["done", "refused", "stale", "unexpected", "unanswered"]


class Deed(NamedTuple):
    """A command that somebody asked, and what they were told of it. Moments are of one monotonic clock, in seconds."""

    who: str
    id: str
    do: str
    ticket: str
    """Its number; empty for a registration."""
    seen: int
    began: float
    ended: float
    became: Became
    answer: str
    """The Outcome or the Problem as JSON."""


class Look(NamedTuple):
    """A ticket as somebody was shown it."""

    who: str
    ticket: str
    began: float
    ended: float
    shown: str
    """The full ticket as JSON."""


class Heard(NamedTuple):
    """A page that somebody's feed brought: what it follows, how far it goes, the events in it, the version of each ticket in it."""

    who: str
    after: int
    cursor: int
    events: tuple[int, ...]
    tickets: tuple[tuple[str, int], ...]


class History:
    """Everything that was written down."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self.looks: list[Look] = []
        self.heard: list[Heard] = []
