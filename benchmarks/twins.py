"""Grows a hotline's log: each ticket that was played gets twins with numbers, ids and callers of their own, and everything holds.

Playing decides every command by the rules; a twin is only written, twenty times as quickly. Twins live at the same moments and say the same:
they are of use for measuring what grows with the log, not for what tells tickets apart. A twin's command cannot be asked again, as its mark is
the played one's.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from fixtures.derived import wire
from fixtures.log import tables, tallies
from fixtures.log.answers import Unpacking
from fixtures.log.events import NOTHING_YET, Draft, Log, digest
from fixtures.log.sqlite import read_only

APART = 1000
"""Between the numbers of twins on a day; a played day must have fewer tickets."""
STEPS_AT_ONCE = 100
CACHE_KIB = 1_500_000
_MARKS = re.compile(
    r"(?<!\d)20\d{6}-\d{6}(?!\d)|(?<![0-9a-f])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{24})(?![0-9a-f])"
)
"""Numbers of tickets, ids of commands, and the digests that tell callers apart."""
_NUMBER_SIGNS = 15
_MIX = 0x9E3779B1
_BETWEEN = "\x00"
_FAST = ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{CACHE_KIB}")
_OF_THE_FILE = ("schema", "log_id")
_STREAMED = {"yield_per": 500}


class _Step(NamedTuple):
    """One command that was played."""

    events: list[Draft]
    answered: sa.Row[Any]
    reply: str
    feeds: list[tuple[str, int]]
    behind: int
    """After how many events of the grown log it stands."""

    def shift(self, k: int) -> int:
        """How much further back than it stood the k-th twin's events stand."""
        return self.behind + k * len(self.events) + 1 - self.events[0]["seq"]


def grow(source: Path, to: Path, *, times: int) -> int:
    """Write a hotline's database in which each ticket of `source` stands so many times; gives how many events it has.

    What is bigger than a ticket is left out: a closed month would tell of fewer tickets. ValueError where a day has too many tickets.
    A run that is cut off leaves a file of no use.
    """
    with closing(read_only(source).connect()) as old, closing(Log.open(to, city=_check(old))) as log:
        driver = log.writer.connection.dbapi_connection
        assert isinstance(driver, sqlite3.Connection)
        for pragma in _FAST:
            driver.execute(f"PRAGMA {pragma}")
        ends = _grow_log(old, log, driver, times)
        driver.execute("BEGIN")
        for table in (tables.ticket, tables.sight, tables.score, tables.contact):
            for row in old.execute(sa.select(table), execution_options=_STREAMED):
                _insert(driver, table, _twin_rows(row, ends, times))
        _insert(driver, tables.account, (tuple(row) for row in old.execute(sa.select(tables.account))))
        told = old.execute(sa.select(tables.meta).where(tables.meta.c.key.not_in(_OF_THE_FILE)))
        driver.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [tuple(row) for row in told])
        driver.execute("COMMIT")
        driver.execute("PRAGMA journal_mode=WAL")
        with log.transaction() as connection:
            tallies.count(connection)
        return log.head().seq


def twins(text: str, times: int) -> Iterator[str]:
    """The text as each twin has it; the first has it as it is."""
    found = set(_MARKS.findall(text))
    yield text
    for k in range(1, times):
        said = text
        for mark in found:
            said = said.replace(mark, _twin(mark, k))
        yield said


def _twin(mark: str, k: int) -> str:
    if len(mark) == _NUMBER_SIGNS:
        return f"{mark[:9]}{int(mark[9:]) + k * APART:06d}"
    return f"{int(mark[:8], 16) ^ (k * _MIX & 0xFFFFFFFF):08x}{mark[8:]}"


def _check(old: sa.Connection) -> str:
    """The city of a log that can have twins."""
    if int(old.execute(sa.select(sa.func.max(sa.func.substr(tables.ticket.c.number, 10)))).scalar_one()) >= APART:
        raise ValueError(f"more than {APART - 1} tickets on a day")
    return str(old.execute(sa.select(tables.meta.c.value).where(tables.meta.c.key == "city")).scalar_one())


def _grow_log(old: sa.Connection, log: Log, driver: sqlite3.Connection, times: int) -> dict[str, _Step]:
    """Write events, answers and feeds in the order of time; gives the step that came last to each ticket."""
    prev, ends = NOTHING_YET, dict[str, _Step]()
    steps = _steps(old, times)
    while some := list(islice(steps, STEPS_AT_ONCE)):
        events, replies, tracks = list[tuple[Any, ...]](), list[tuple[Any, ...]](), list[tuple[str, int]]()
        for step in some:
            for drafts, reply, shift in _twin_steps(step, times):
                for draft in drafts:
                    sealed = digest(prev, draft)
                    events.append((*draft.values(), prev, sealed))
                    prev = sealed
                replies.append((drafts[0]["command"], *step.answered[1:4], drafts[-1]["seq"], log.pack(reply.encode())))
                tracks += [(unit, seq + shift) for unit, seq in step.feeds]
            ends[step.events[-1]["ticket"]] = step
        driver.execute("BEGIN")
        _insert(driver, tables.event, events)
        _insert(driver, tables.command, replies)
        _insert(driver, tables.track, tracks)
        driver.execute("UPDATE head SET seq = ?, at = ?, hash = ?", (events[-1][0], events[-1][3], prev))
        driver.execute("COMMIT")
        log.learn()
    return ends


def _twin_steps(step: _Step, times: int) -> Iterator[tuple[list[Draft], str, int]]:
    """The same command on each twin: its events, the answer, and how much further back they stand."""
    text = _BETWEEN.join((step.reply, *(cell for event in step.events for cell in (event["ticket"], event["command"], event["data"]))))
    for k, said in enumerate(twins(text, times)):
        reply, *cells = said.split(_BETWEEN)
        shift = step.shift(k)
        for event in step.events:
            reply = reply.replace(f'"seq":{event["seq"]},', f'"seq":{event["seq"] + shift},')
        last = step.events[-1]["seq"]
        reply = reply.replace(f'"cursor":{last},', f'"cursor":{last + shift},')
        drafts = [
            Draft(seq=event["seq"] + shift, ticket=cells[at], version=event["version"], at=event["at"], by=event["by"], command=cells[at + 1],
                  type=event["type"], data=cells[at + 2])
            for at, event in zip(range(0, len(cells), 3), step.events, strict=True)
        ]  # fmt: skip
        yield drafts, reply, shift


def _twin_rows(row: sa.Row[Any], ends: dict[str, _Step], times: int) -> Iterator[tuple[Any, ...]]:
    """A row of a derived table for each twin."""
    texts = [str(cell) if isinstance(cell, str) else "" for cell in row]
    place = row._fields.index("seq") if "wake_clock" in row._fields else None
    for k, said in enumerate(twins(_BETWEEN.join(texts), times)):
        cells: list[Any] = [text if isinstance(was, str) else was for text, was in zip(said.split(_BETWEEN), row, strict=True)]
        if place is not None:
            cells[place] += ends[row.number].shift(k)
        yield tuple(cells)


def _steps(old: sa.Connection, times: int) -> Iterator[_Step]:
    """What was played, command by command."""
    unpack = Unpacking(old)
    event, command, track = tables.event, tables.command, tables.track
    feeds = iter(old.execute(sa.select(track).order_by(track.c.seq, track.c.unit), execution_options=_STREAMED))
    feed, behind = next(feeds, None), 0
    asked = sa.select(*(event.c[name] for name in Draft.__annotations__)).order_by(event.c.seq)
    answer = sa.select(*(command.c[name] for name in ("id", "fingerprint", "by", "at", "reply")))
    for id, found in groupby(old.execute(asked, execution_options=_STREAMED), key=lambda row: row.command):
        drafts = [cast(Draft, dict(row._mapping)) for row in found]
        answered = old.execute(answer.where(command.c.id == id)).one()
        mine: list[tuple[str, int]] = []
        while feed is not None and feed.seq <= drafts[-1]["seq"]:
            mine.append((feed.unit, feed.seq))
            feed = next(feeds, None)
        if not wire.on_dossier(drafts[0]["ticket"]):
            yield _Step(drafts, answered, unpack(answered.reply).decode(), mine, behind)
            behind += len(drafts) * times


def _insert(driver: sqlite3.Connection, table: sa.Table, rows: Iterable[tuple[Any, ...]]) -> None:
    driver.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.c))})", rows)
