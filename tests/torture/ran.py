"""How much two hotlines on one database are put through, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tests.torture.truth import Verdict

MOST_SAID = 20


class Scale(NamedTuple):
    """How much of it."""

    seconds: float = 300.0
    """Of kills."""
    every: float = 10.0
    """Seconds between two kills."""
    calm: float = 10.0
    """Seconds between two of the other troubles."""
    streams: int = 200
    people: int = 20
    rate: float = 20.0
    """Commands a second, of all."""
    times: int = 2
    """How often each of the other troubles comes."""
    troubles: Sequence[str] = ("database restarted", "connections ended", "database away", "hotline frozen")


class Phase(NamedTuple):
    """A part of it, and what was seen from outside."""

    name: str
    seconds: float
    troubles: Mapping[str, int]
    answered: int
    longest: float
    """Seconds in which nobody was answered anything, at most."""
    slowest: float
    """Seconds from the key to the answer of a command, at most."""


class Ran(NamedTuple):
    """What came of it."""

    seed: int
    load: float
    """Of the machine, on average, at the end."""
    phases: tuple[Phase, ...]
    asked: int
    events: int
    streams: int
    connections: int
    turned_away: int
    verdict: Verdict
    gaps: tuple[str, ...]
    """Streams that did not have every event of theirs once, in order."""
    other: tuple[str, ...]
    """A copy that is not the hotline's, a log that `hotline verify` finds fault with."""

    @property
    def holds(self) -> bool:
        """Whether every promise was kept."""
        return self.verdict.holds and not self.gaps and not self.other


def table(ran: Ran) -> str:
    """What came of it, as it is printed."""
    return "\n".join(_lines(ran))


def _lines(ran: Ran) -> Iterator[str]:
    for phase in ran.phases:
        yield f"{phase.name}: {phase.seconds:.0f} s, {phase.answered} answers"
        yield from (f"  {often:>8}  {what}" for what, often in phase.troubles.items())
        yield f"  {phase.longest:>8.2f}  seconds in which nobody was answered, at most"
        yield f"  {phase.slowest:>8.2f}  seconds from a key to its answer, at most"
    verdict = ran.verdict
    yield ""
    figures = {
        "commands": ran.asked, "events": ran.events, "streams": ran.streams, "their breaks": ran.connections - ran.streams,
        "turned away": ran.turned_away, "lost": len(verdict.lost), "doubled": len(verdict.doubled), "lies told": len(verdict.lies),
        "gaps": len(ran.gaps), "other faults": len(ran.other),
    }  # fmt: skip
    yield from (f"{name:<14}{figure:>8}" for name, figure in figures.items())
    yield f"seed {ran.seed}, load {ran.load:.1f}: {'holds' if ran.holds else 'DOES NOT HOLD'}"
    yield from (*verdict.lost, *verdict.doubled, *verdict.lies, *ran.gaps, *ran.other)[:MOST_SAID]
