"""The first tour of a demo: five things to do, each recognised when it was done. Values only; nothing is drawn here."""

from pathlib import Path
from typing import NamedTuple

STEPS = ("move", "open", "send", "sign", "find")
SENDING = frozenset(("dispatch", "reassign"))
SIGNING = frozenset(("cosign", "decline"))


class Offer(NamedTuple):
    """What a demo says of the tour."""

    mark: Path
    """A file that says that the tour was taken, or put away."""
    wanted: bool
    """Whether it begins by itself where there is no such file; by its key it comes in any case."""
    signs: bool = True
    """Whether this person's role is ever asked for a signature."""


class Seen(NamedTuple):
    """What the desk shows at a moment."""

    place: str
    """The screen, as keys know it: `queue`, `ticket`, `form` …"""
    number: str = ""
    """The ticket under the cursor of the queue."""
    stage: str = ""
    """The stage it is in."""
    filter: str = ""
    doing: str = ""
    """The command whose form is open."""
    half: bool = False
    """Whether something stands in that form that it does not take."""
    done: frozenset[str] = frozenset()
    """The commands that were kept since the tour began."""
    undispatched: str = ""
    """Number of the ticket that has waited longest for its dispatch."""
    unsigned: str = ""
    """Number of the ticket that waits most for this person's signature."""
    signs: bool = True
    """As in `Offer`."""
    far: int | None = 0
    """How many lines below the cursor the ticket stands that is to be dispatched or signed, negative above it; None where a filter hides it."""


class Said(NamedTuple):
    """What the strip says: a sentence with its facts, and which step of how many it is; 0 once all is done."""

    key: str
    facts: dict[str, str]
    step: int
    steps: int


class Tour:
    """Where somebody is on the tour."""

    def __init__(self) -> None:
        self._at = 0
        self._first = ""
        self._found = ""

    @property
    def began(self) -> bool:
        """Whether it has seen a ticket under the cursor, from which to move."""
        return bool(self._first)

    @property
    def step(self) -> str:
        """The step one is at; empty once all is done."""
        return "" if self.over else STEPS[self._at]

    @property
    def over(self) -> bool:
        """Whether all steps are done."""
        return self._at >= len(STEPS)

    def look(self, seen: Seen) -> None:
        """Take in what the desk shows; a step that is done is followed by the next."""
        self._first = self._first or seen.number
        while not self.over and self._is_done(STEPS[self._at], seen):
            self._at += 1
            self._found = seen.filter

    def _is_done(self, step: str, seen: Seen) -> bool:
        match step:
            case "move":
                return seen.place == "queue" and bool(seen.number) and seen.number != self._first
            case "open":
                return seen.place == "ticket"
            case "send":
                return bool(seen.done & SENDING)
            case "sign":
                return bool(seen.done & SIGNING) or not seen.signs
            case _:
                return bool(seen.filter) and seen.filter != self._found

    def said(self, seen: Seen) -> Said:
        """What to do next, from where one is."""
        steps = [step for step in STEPS if step != "sign" or seen.signs]
        if self.over:
            return Said("tour.over", {}, 0, len(steps))
        step = STEPS[self._at]
        key, facts = _sentence(step, seen)
        return Said(f"tour.{key}", facts, steps.index(step) + 1, len(steps))


def _sentence(step: str, seen: Seen) -> tuple[str, dict[str, str]]:
    match step, seen.place:
        case "move", "queue" if not seen.number:
            return "wait", {}
        case "send", "form" if seen.doing == "dispatch" and seen.stage != "received":
            return "send_wrong", {}
        case "send", "form" if seen.doing == "dispatch" and seen.half:
            return "send_half", {}
        case "send", "form" if seen.doing == "reassign":
            return "send_form_other", {}
        case ("send", "form") if seen.doing in SENDING:
            return "send_form", {}
        case ("sign", "form") if seen.doing in SIGNING:
            return "sign_form", {}
        case _, "queue":
            pass
        case ("send", "ticket") if seen.undispatched:
            return "send_here", {"number": _short(seen.undispatched)}
        case "sign", "ticket":
            return "sign_here", {}
        case _:
            return "back", {}
    if step == "send" and seen.undispatched:
        return ("send_this", {}) if seen.stage == "received" else _to("send", seen.undispatched, seen)
    if step == "sign" and seen.unsigned:
        return ("sign_this", {}) if seen.number == seen.unsigned else _to("sign", seen.unsigned, seen)
    return {"send": "send_other", "sign": "sign_wait"}.get(step, step), {}


def _to(step: str, number: str, seen: Seen) -> tuple[str, dict[str, str]]:
    """To the ticket a step speaks of: which way, and how far; or that it is out of sight."""
    if seen.far is None:
        return f"{step}_hidden", {"number": _short(number)}
    return f"{step}_{'above' if seen.far < 0 else 'below'}", {"number": _short(number), "times": str(abs(seen.far))}


def _short(number: str) -> str:
    """The part of a number that stands in the list at every width."""
    return number.rpartition("-")[2]
