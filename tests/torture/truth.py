"""Whether a history is explained by the log: nothing lost, nothing doubled, and whatever anybody was told was true when they were told it.

In the manner of Jepsen's checkers, but easier, as the log says in which order things happened: it only has to fit what was seen from outside.
"""

import bisect
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, cast

from api_client.models.ticket import FullTicket, Ticket
from fixtures.derived import projection, wire
from fixtures.log.events import Row
from tests.torture.history import Deed, Heard, History, Look

_COLUMNS = ("seq", "ticket", "version", "at", "by", "command", "type", "data", "prev", "hash")


class Verdict(NamedTuple):
    """What does not hold, a sentence each; all empty where everything does."""

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    lies: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not (self.lost or self.doubled or self.lies)


class Truth:
    """The log of a hotline, read behind its back."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        self.of_command: dict[str, list[Row]] = defaultdict(list)
        self.of_ticket: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            self.of_command[row["command"]].append(row)
            self.of_ticket[row["ticket"]].append(row)
        self.seqs = {number: [row["seq"] for row in rows] for number, rows in self.of_ticket.items()}
        self._folded: dict[str, list[FullTicket]] = defaultdict(list)

    @classmethod
    def read(cls, database: Path) -> "Truth":
        """All of a database's log."""
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            told = db.execute(f"SELECT {', '.join(_COLUMNS)} FROM event ORDER BY seq")
            return cls(cast(Row, dict(zip(_COLUMNS, row, strict=True))) for row in told)

    @classmethod
    def ask(cls, url: str) -> "Truth":
        """All of the log in a PostgreSQL database."""
        import psycopg

        with psycopg.connect(url) as db:
            told = db.execute(f"SELECT {', '.join(_COLUMNS)} FROM event ORDER BY seq".encode())
            return cls(cast(Row, dict(zip(_COLUMNS, row, strict=True))) for row in told)

    def stood(self, number: str, version: int) -> FullTicket | None:
        """A ticket as its events up to a version make it; None where it never had that version."""
        rows, folded = self.of_ticket.get(number, ()), self._folded[number]
        if not 0 < version <= len(rows):
            return None
        while len(folded) < version:
            folded.append(projection.fold(folded[-1] if folded else None, rows[len(folded)]))
        return folded[version - 1]


def judge(history: History, truth: Truth) -> Verdict:
    """What of a history the log does not explain."""
    lost = tuple(_lost(history.deeds, truth))
    doubled = tuple(_doubled(history.deeds, truth))
    lies = (
        *_false_answers(history.deeds, truth), *_out_of_order(history.deeds, truth), *_false_looks(history, truth), *_looks_backwards(history.looks),
        *_broken_feeds(history.heard, truth),
    )  # fmt: skip
    return Verdict(lost, doubled, lies)


def _lost(deeds: Iterable[Deed], truth: Truth) -> Iterator[str]:
    for deed in deeds:
        if deed.became == "done" and deed.id not in truth.of_command:
            yield f"{_named(deed)} was told done and stands nowhere in the log"
        if deed.became == "unanswered":
            yield f"{_named(deed)} was accepted and never answered"


def _doubled(deeds: Iterable[Deed], truth: Truth) -> Iterator[str]:
    for deed in deeds:
        if deed.became != "done":
            continue
        told = [event["seq"] for event in json.loads(deed.answer)["events"]]
        stands = [row["seq"] for row in truth.of_command.get(deed.id, ())]
        if stands and stands != told:
            yield f"{_named(deed)} was told as the events {told}, and the log has {stands}"


def _false_answers(deeds: Iterable[Deed], truth: Truth) -> Iterator[str]:
    for deed in deeds:
        answer = json.loads(deed.answer) if deed.answer else {}
        match deed.became:
            case "refused" | "stale" if deed.id in truth.of_command:
                yield f"{_named(deed)} was told {deed.became} ({answer.get('code')}) and stands in the log"
            case "stale":
                yield from _false_staleness(deed, answer, truth)
            case "done":
                yield from _false_outcome(deed, answer, truth)
            case "unexpected":
                yield f"{_named(deed)} was answered in a way that nobody expects: {deed.answer[:200]}"


def _false_staleness(deed: Deed, answer: dict[str, Any], truth: Truth) -> Iterator[str]:
    rows = truth.of_ticket.get(deed.ticket, [])
    if not deed.seen < answer["version"] <= len(rows):
        yield f"{_named(deed)} was told that the ticket is at {answer['version']}; seen was {deed.seen}, and it came to {len(rows)}"
    for event in answer["changed"]:
        row = rows[event["version"] - 1] if 0 < event["version"] <= len(rows) else None
        if row is None or (row["seq"], row["type"]) != (event["seq"], event["type"]) or event["version"] <= deed.seen:
            yield f"{_named(deed)} was told of a change that is not one: {event['seq']} {event['type']}"


def _false_outcome(deed: Deed, answer: dict[str, Any], truth: Truth) -> Iterator[str]:
    if "ticket" not in answer:
        return
    told = Ticket.model_validate(answer["ticket"])
    stood = truth.stood(told.number, told.version)
    if stood is None or _summary(stood) != told:
        yield f"{_named(deed)} was told a ticket {told.number} at {told.version} that never stood so"
    rows = truth.of_command.get(deed.id, ())
    for event, row in zip(answer["events"], rows, strict=False):
        if (event["type"], event["version"], event["ticket"]) != (row["type"], row["version"], row["ticket"]):
            yield f"{_named(deed)} was told {event['type']} at {event['version']}, the log has {row['type']} at {row['version']}"


def _out_of_order(deeds: Iterable[Deed], truth: Truth) -> Iterator[str]:
    """What was answered before another was asked stands before it in the log."""
    done = [(deed, rows[0]["seq"], rows[-1]["seq"]) for deed in deeds if deed.became == "done" and (rows := truth.of_command.get(deed.id))]
    ended = sorted((deed.ended, last, _named(deed)) for deed, _, last in done)
    highest: list[tuple[int, str]] = []
    for _, last, named in ended:
        highest.append(max((last, named), highest[-1]) if highest else (last, named))
    moments = [moment for moment, _, _ in ended]
    for deed, first, _ in done:
        before = bisect.bisect_left(moments, deed.began)
        if before and highest[before - 1][0] > first:
            yield f"{_named(deed)} stands at {first}, before {highest[before - 1][1]}, which was over when it was asked"


def _false_looks(history: History, truth: Truth) -> Iterator[str]:
    """A ticket that was shown stood so once, with everything in it that was over before, and nothing that was asked afterwards."""
    over: dict[str, list[tuple[float, int]]] = defaultdict(list)
    begun: dict[tuple[str, int], float] = {}
    for deed in history.deeds:
        for row in truth.of_command.get(deed.id, ()) if deed.became == "done" else ():
            over[row["ticket"]].append((deed.ended, row["version"]))
            begun[row["ticket"], row["version"]] = deed.began
    for look in history.looks:
        shown = FullTicket.model_validate_json(look.shown)
        named = f"{look.who} was shown {look.ticket} at {shown.version}"
        if truth.stood(look.ticket, shown.version) != shown:
            yield f"{named} as it never stood"
        least = max((version for ended, version in over[look.ticket] if ended < look.began), default=0)
        if shown.version < least:
            yield f"{named}, although {least} was over before"
        if begun.get((look.ticket, shown.version), 0.0) > look.ended:
            yield f"{named} before anybody asked for that"


def _looks_backwards(looks: Iterable[Look]) -> Iterator[str]:
    """Who looks later, and be it somebody else, sees no earlier version."""
    of_ticket: dict[str, list[Look]] = defaultdict(list)
    for look in looks:
        of_ticket[look.ticket].append(look)
    for number, several in of_ticket.items():
        ended = sorted((look.ended, _version(look)) for look in several)
        highest = [0]
        for _, version in ended:
            highest.append(max(highest[-1], version))
        moments = [moment for moment, _ in ended]
        for look in several:
            if _version(look) < highest[bisect.bisect_left(moments, look.began)]:
                yield f"{look.who} was shown {number} at {_version(look)} after somebody had seen a later one"


def _broken_feeds(heard: Iterable[Heard], truth: Truth) -> Iterator[str]:
    """Every feed tells every event once, in order, and each ticket as it stood at the page's end or later."""
    of_person: dict[str, list[Heard]] = defaultdict(list)
    for page in heard:
        of_person[page.who].append(page)
    for who, pages in of_person.items():
        held = pages[0].after
        for page in pages:
            if page.after != held:
                yield f"{who} heard a page that follows {page.after}, and held {held}"
            if list(page.events) != list(range(page.after + 1, page.cursor + 1)):
                yield f"{who} heard from {page.after} to {page.cursor} the events {page.events[:20]}"
            for number, version in page.tickets:
                seqs = truth.seqs.get(number, [])
                if not bisect.bisect_right(seqs, page.cursor) <= version <= len(seqs):
                    yield f"{who} heard of {number} at {version} on a page up to {page.cursor}"
            held = page.cursor


def _version(look: Look) -> int:
    return int(json.loads(look.shown)["version"])


def _summary(ticket: FullTicket) -> Ticket:
    return Ticket.model_validate_json(wire.summary(wire.line(ticket), city_wide=True))


def _named(deed: Deed) -> str:
    return f"{deed.who}'s {deed.do} {deed.id}"
