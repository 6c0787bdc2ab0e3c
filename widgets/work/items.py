"""What waits, as items of the lists of work: read from a ticket's summary, with whose turn it is and by which clock it burns."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from api_client.filter import ENDED, Who
from api_client.models.line import Line

Told = Mapping[str, Any]
"""A part of a summary as its JSON tells it."""


class Actor(NamedTuple):
    """Whose turn it is: a unit, a role, or a role of a unit."""

    unit: str = ""
    role: str = ""


class Item(NamedTuple):
    """One thing that waits."""

    id: str
    """Tells the items of a list apart and stays the same while the thing waits."""
    line: Line
    """The ticket; its next clock is the one by which this thing burns, where that runs."""
    actors: tuple[Actor, ...]
    mine: bool
    told: Told
    """What waits, as the summary tells it."""
    after: int = 0
    """From when on it can be acted on with effect, epoch seconds; 0: now."""

    @property
    def number(self) -> str:
        """The ticket's number."""
        return self.line.number

    def order(self, now: int) -> tuple[bool, bool, int, str]:
        """What comes first: what is mine, what can be done now, what burns most."""
        return not self.mine, self.after > now, self.line.next_due, self.id


Reads = Callable[[Line, Told, Who], Iterator[Item]]


def by_clock(line: Line, ticket: Told, name: str, of: str = "") -> Line:
    """The line as it burns by one of its clocks; as it is where that clock does not run."""
    for clock in ticket.get("clocks") or ():
        if (clock["name"], clock.get("of", "")) == (name, of) and not clock.get("ended") and clock["state"] != "cancelled":
            due, watch, warn, urgent, long = (_epoch(clock[step]) for step in ("due", "watch_at", "warn_at", "urgent_at", "long_at"))
            return line._replace(next_clock=name, next_due=due, watch_at=watch, warn_at=warn, urgent_at=urgent, long_at=long)
    return line


def _epoch(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _waiting(ticket: Told) -> Told:
    return ticket.get("waiting") or {}


def _fits(signer: Told, who: Who) -> bool:
    return bool(signer["role"] == who.role and (not signer.get("unit") or signer["unit"] == who.unit))


def cosigns(line: Line, ticket: Told, who: Who) -> Iterator[Item]:
    """Each held command, for whoever may sign it and did not ask it (会签)."""
    for one in ticket.get("cosigns") or ():
        signers = one["signers"]
        mine = one["maker"] != who.name and any(_fits(signer, who) for signer in signers)
        yield Item(f"{line.number} {one['request']}", line, tuple(Actor(signer.get("unit", ""), signer["role"]) for signer in signers), mine, one)


def signs(line: Line, ticket: Told, who: Who) -> Iterator[Item]:
    """An order that its lead unit has not signed for (签收)."""
    if line.stage == "dispatched":
        mine = line.lead == who.unit and "sign" in who.asks
        yield Item(line.number, by_clock(line, ticket, "sign"), (Actor(line.lead),), mine, {})


def callbacks(line: Line, ticket: Told, who: Who) -> Iterator[Item]:
    """A requester to be called back; after a callback that asks for a second dispatch, the dispatcher (回访)."""
    if line.stage != "callback":
        return
    redo, attempts = "redo_due" in line.flags.split(), _waiting(ticket).get("attempts") or ()
    after = _epoch(attempts[-1]["again"]) if attempts and attempts[-1].get("again") else 0
    actors = (Actor(role="dispatcher"),) if redo else (Actor(role="agent"), Actor(role="dispatcher"))
    mine = ("reassign" if redo else "call_back") in who.asks
    told = {"attempts": attempts, "redo_due": redo, "requester": ticket.get("requester")}
    yield Item(line.number, by_clock(line, ticket, "callback"), actors, mine, told, 0 if redo else after)


def supervisions(line: Line, ticket: Told, who: Who) -> Iterator[Item]:
    """A ticket under supervision or with a leader's instruction: for its lead, and for who supervises (督办、批示)."""
    waiting, flags = _waiting(ticket), line.flags.split()
    order, watched = waiting.get("instruction"), waiting.get("supervisions") or ()
    if not (order or watched or "supervised" in flags or "instructed" in flags):
        return
    watchers = [one["unit"] for one in watched]
    over = line.stage in ENDED
    actors = tuple(dict.fromkeys([*([Actor(line.lead)] if line.lead and not over else []), *(Actor(unit, "supervisor") for unit in watchers)]))
    handles = line.lead == who.unit and "feedback" in who.asks and not over
    mine = handles or ("release" in who.asks and who.unit in watchers)
    yield Item(line.number, by_clock(line, ticket, "instruction" if order else "due"), actors, mine, waiting)


def disputes(line: Line, ticket: Told, who: Who) -> Iterator[Item]:
    """A unit's objection, for who rules on it, or for who signs the ruling (异议)."""
    if line.stage != "disputed":
        return
    ruling = next((one for one in ticket.get("cosigns") or () if one["do"] == "rule"), None)
    actors = tuple(Actor(one.get("unit", ""), one["role"]) for one in ruling["signers"]) if ruling else (Actor(role="dispatcher"),)
    told = {**(_waiting(ticket).get("objection") or {}), "ruling": ruling}
    yield Item(line.number, by_clock(line, ticket, "ruling"), actors, ruling is None and "rule" in who.asks, told)


def whistles(line: Line, ticket: Told, who: Who) -> Iterator[Item]:
    """Each unit that was called: until it reports in and reports, its own turn; then the lead's, to let it go (吹哨报到)."""
    yield from _parts(line, ticket, who, "whistle")


def joints(line: Line, ticket: Told, who: Who) -> Iterator[Item]:
    """Each unit that has a part and has not reported it (协办)."""
    yield from _parts(line, ticket, who, "joint")


def _parts(line: Line, ticket: Told, who: Who, sort: str) -> Iterator[Item]:
    for part in _waiting(ticket).get("parts") or ():
        if part["sort"] != sort:
            continue
        unit, reported = part["unit"], part.get("reported")
        actor = Actor(line.lead if reported else unit)
        burning = by_clock(line, ticket, "whistle" if sort == "whistle" and not part.get("reported_in") else "co_due", unit)
        needed = "dismiss" if reported else "co_report"
        yield Item(f"{line.number} {unit}", burning, (actor,), actor.unit == who.unit and needed in who.asks, part)


READS: dict[str, Reads] = {
    "cosign": cosigns, "sign": signs, "callback": callbacks, "supervision": supervisions, "dispute": disputes, "whistle": whistles, "joint": joints,
}  # fmt: skip
"""The lists by name, in the order of their tabs."""


class Book:
    """All that waits, list by list; each ticket is taken in when it changes, so that nothing else is read again."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self.whole = True
        """False where there was more to take in than is looked through."""
        self._items: dict[str, dict[str, tuple[Item, ...]]] = {name: {} for name in READS}

    def take(self, line: Line, ticket: Told) -> None:
        """A ticket as it now stands."""
        ended = line.stage in ENDED
        for name, reads in READS.items():
            found = () if ended and name != "supervision" else tuple(reads(line, ticket, self.who))
            if found:
                self._items[name][line.number] = found
            else:
                self._items[name].pop(line.number, None)

    def drop(self, number: str) -> None:
        """A ticket that is out of sight."""
        for items in self._items.values():
            items.pop(number, None)

    def items(self, name: str, now: int) -> list[Item]:
        """A list, what is mine first, then what can be done now, then what burns most."""
        return sorted((one for items in self._items[name].values() for one in items), key=lambda one: one.order(now))

    def count(self, name: str) -> tuple[int, int]:
        """How many things of a list wait for me, and how many at all."""
        items = [one for items in self._items[name].values() for one in items]
        return sum(one.mine for one in items), len(items)
