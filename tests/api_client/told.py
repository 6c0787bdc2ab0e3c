"""Made-up tickets and pages as a hotline tells them."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from api_client.filter import Query
from api_client.mirror import Mirror
from api_client.models.clock import Clock, ClockName
from api_client.models.commands import Note
from api_client.models.line import Line
from api_client.models.page import Page, SnapshotHead
from api_client.models.ticket import Kind, Stage, Ticket
from api_client.view import View

NOW = 1_795_500_000
COLUMNS = tuple(Ticket.model_fields)


def moment(seconds: int) -> datetime:
    """A moment so many seconds from NOW."""
    return datetime.fromtimestamp(NOW + seconds, UTC)


def ticket(serial: int, due: int | None = 3600, **changes: Any) -> Ticket:
    """A ticket due so many seconds from NOW, or with no clock running."""
    made: dict[str, Any] = {
        "number": f"20261122-{serial:06}", "version": 1, "title": "小区暖气不热", "kind": Kind.COMPLAINT, "tier": "24h", "stage": Stage.DISPATCHED,
        "lead": "u-heat", "first_receiver": "s-wl", "cc": "d-hd", "district": "d-hd", "street": "s-wl", "address": "万柳中路１号",
        "path": "市政/供暖/室温", "external": "X-77", "received": moment(-900),
    }  # fmt: skip
    if due is not None:
        made["clocks"] = (clock(ClockName.CONTACT, due + 10), clock(ClockName.SIGN, due))
        made["next_clock"] = ClockName.SIGN
    return Ticket(**(made | changes))


def clock(name: ClockName, due: int) -> Clock:
    """A running clock; watched from an hour before, warned from half an hour, urgent from ten minutes, long overdue a day after."""
    return Clock(
        name=name, start=moment(-600), due=moment(due), watch_at=moment(due - 3600), warn_at=moment(due - 1800), urgent_at=moment(due - 600),
        long_at=moment(due + 86_400),
    )  # fmt: skip


def arrays(tickets: Sequence[Ticket]) -> list[list[Any]]:
    """The tickets as the lines of a snapshot."""
    return [[told[name] for name in COLUMNS] for told in (one.model_dump(mode="json") for one in tickets)]


def head(count: int, cursor: int = 1) -> SnapshotHead:
    """The head of a snapshot."""
    return SnapshotHead(cursor=cursor, count=count, columns=COLUMNS, now=moment(0))


def fill(mirror: Mirror, tickets: Sequence[Ticket], cursor: int = 1) -> None:
    """Let the mirror hold these tickets and no others."""
    mirror.replace(head(len(tickets), cursor), arrays(tickets), log_id="log-a", wall=float(NOW))


def page(after: int, *tickets: Ticket, gone: tuple[str, ...] = (), cursor: int | None = None) -> Page:
    """The page that follows a cursor."""
    return Page(after=after, cursor=after + 1 if cursor is None else cursor, now=moment(0), tickets=tickets, gone=gone)


def note(serial: int, text: str = "已联系", seen: int = 1) -> Note:
    """A command on a ticket."""
    return Note(id=uuid4(), ticket=f"20261122-{serial:06}", seen=seen, text=text)


def lines(mirror: Mirror, query: Query | None = None, now: int = NOW) -> list[Line]:
    """All lines a query keeps."""
    with closing(mirror.view(query, now=lambda: now) if query else mirror.view()) as view:
        return everything(view)


def everything(view: View) -> list[Line]:
    """All lines of a view, once its search has ended."""
    assert view.wait(10)
    return view.window(0, view.count)
