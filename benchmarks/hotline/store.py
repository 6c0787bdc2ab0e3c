"""The database of a hotline with as many open tickets as asked, made in a minute: copies of real ones, each shifted in time, under names of its own.

What a log promises holds for it: dense numbers, a sealed chain, every table as the events fold to it (`hotline verify` finds nothing). Left out are
the recorded answers to the past's commands: most of the bytes of a real log, and read only by who asks again.
"""

import hashlib
import random
import re
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from api_client.models.city import CatalogueItem, City
from api_client.models.line import NEVER
from api_client.models.people import Role
from benchmarks.hotline.patterns import MOMENT, NAMELESS, Pattern, items, patterns
from fixtures.derived.wire import told
from fixtures.log import tables, tallies
from fixtures.log.events import Draft, Head, Log, digest
from fixtures.rules.likeness import mark

PATTERNS, AT_ONCE = 600, 2_000
QUIET = timedelta(hours=2)
"""So long nothing becomes due by itself, so that the hotline's own sweep is in no figure."""
READERS_EACH = 16
"""Streams that one person may have."""
NAMES = "安宁和平春晓文昌永康福泽瑞祥清源金桥玉泉松柏竹园梅岭兰亭菊苑长乐嘉禾景明翠微望京同心百合紫竹"
_OF_ITS_OWN = {"ticket": ("said", "item"), "score": ("month", "came", "item", "industry", "tags")}
CUT, END = "\x1e", "\x1f"
"""Neither is in any text: the hotline takes no such sign."""
_MOMENTS = {
    "ticket": ("next_due", "watch_at", "warn_at", "urgent_at", "long_at", "received", "wake_at"),
    "score": ("received", "due", "sent", "closed"),
}


class Made(NamedTuple):
    """A database nobody serves yet, and who may sign in to it."""

    path: Path
    tickets: int
    tokens: tuple[str, ...]
    """Of people who see the whole city; each is good for `READERS_EACH` streams."""


class Shape(NamedTuple):
    """A pattern, made ready for copying: all columns of all its rows as one text, with places for what each copy has of its own."""

    pattern: Pattern
    text: str
    moments: tuple[int, ...]
    seconds: tuple[int, ...]
    ids: tuple[str, ...]
    rows: tuple[tuple[str, int, int], ...]
    """Table, and between which cuts of the text its columns stand."""
    nothing: tuple[int, ...]
    """Which columns hold NULL."""
    items: Sequence[CatalogueItem]
    """What it may be about instead."""


def make(folder: Path, city: City, count: int, now: datetime, *, accounts: int = 320, seed: int = 5) -> Made:
    """A store of so many open tickets."""
    path = folder / "hotline.db"
    Log.open(path, city=city.code).close()
    shapes = [shape(one, city) for one in patterns(city, folder, now, min(PATTERNS, max(60, count // 10)))]
    db = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -600000", "locking_mode = EXCLUSIVE"):
            db.execute(f"PRAGMA {pragma}").fetchone()
        db.execute("BEGIN")
        Copies(db, city, now, seed).write(shapes, count)
        tokens = people(db, city, now, accounts)
        db.execute("COMMIT")
        db.execute("PRAGMA locking_mode = NORMAL").fetchone()
        db.execute("PRAGMA journal_mode = WAL").fetchone()
    finally:
        db.close()
    with closing(Log.open(path, city=city.code)) as log, log.transaction() as connection:
        tallies.count(connection)
    return Made(path, count, tokens)


def shape(pattern: Pattern, city: City) -> Shape:
    """The pattern, ready for copying. Numbers are told as digits: SQLite keeps them as numbers in a column of numbers."""
    item = city.items[pattern.rows["ticket"][0]["item"]]
    rows, columns, nothing = list[tuple[str, int, int]](), list[str](), list[int]()
    seconds, seqs = list[int](), [row["seq"] for row in pattern.rows["event"]]
    for table, found in pattern.rows.items():
        for row in found:
            kept = {name: value for name, value in row.items() if not isinstance(value, bytes)}
            rows.append((table, len(columns), len(columns) + len(kept)))
            for name, value in kept.items():
                if name == "seq":
                    columns.append(f"{CUT}s{seqs.index(value) if table in ('event', 'track') else len(seqs) - 1}{CUT}")
                elif name in _MOMENTS.get(table, ()) and value and value < NEVER:
                    columns.append(f"{CUT}t{len(seconds)}{CUT}")
                    seconds.append(value)
                elif name in _OF_ITS_OWN.get(table, ()):
                    columns.append(f"{CUT}{name}{CUT}" if value or name == "said" else "")
                else:
                    nothing += [len(columns)] if value is None else []
                    columns.append("" if value is None else str(value))
    ids = tuple(row["id"] for row in pattern.rows["command"])
    whole = END.join(columns).replace("%", "%%").replace(pattern.number, "%(n)s").replace(NAMELESS, "%(p)s")
    whole = whole.replace(f'"{item.code}"', '"%(item)s"').replace(f'"{_path(item)}"', '"%(path)s"')
    for place, id in enumerate(ids):
        whole = whole.replace(id, f"%(c{place})s")
    moments = sorted(set(MOMENT.findall(whole)))
    for place, moment in enumerate(moments):
        whole = whole.replace(moment, f"%(m{place})s")
    whole = re.sub(f"{CUT}(\\w+){CUT}", r"%(\1)s", whole)
    return Shape(pattern, whole, tuple(_second(one) for one in moments), tuple(seconds), ids, tuple(rows), tuple(nothing), items(city, item.tier))


def _path(item: CatalogueItem) -> str:
    return f"{item.level1} / {item.level2} / {item.level3}"


def _second(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


class Copies:
    """Writes copies of the shapes, one log behind the other."""

    def __init__(self, db: sqlite3.Connection, city: City, now: datetime, seed: int) -> None:
        self._db, self._now, self._zone = db, now, ZoneInfo(city.zone)
        self._chance = random.Random(seed)
        self._head = Head(*db.execute("SELECT seq, at, hash FROM head").fetchone())
        self._numbers: dict[str, int] = {}
        self._told: dict[int, str] = {}
        self._days: dict[int, str] = {}
        self._insert = {name: _insert(tables.metadata.tables[name]) for name in ("event", "ticket", "command", "contact", "sight", "score", "track")}

    def write(self, shapes: Sequence[Shape], count: int) -> None:
        """So many tickets, each after one of the shapes; the log's end is as late as now."""
        usable = [(one, *room) for one in shapes if (room := self._room(one.pattern))]
        for first in range(0, count, AT_ONCE):
            kept: dict[str, list[list[Any]]] = {name: [] for name in self._insert}
            for _ in range(min(AT_ONCE, count - first)):
                one, low, high = usable[self._chance.randrange(len(usable))]
                self._copy(one, 60 * self._chance.randint(low, high), kept)
            for name, rows in kept.items():
                self._db.executemany(self._insert[name], rows)
        self._db.execute("UPDATE head SET seq = ?, at = ?, hash = ?", self._head)

    def _room(self, pattern: Pattern) -> tuple[int, int] | None:
        """By how many minutes it may be shifted, so that all of it is past and nothing is due by itself for a while."""
        high = int((self._now - pattern.last).total_seconds()) // 60
        low = int((self._now + QUIET - pattern.wakes).total_seconds()) // 60 + 1 if pattern.wakes else high - 60 * 24
        return (low, high) if low <= high else None

    def _copy(self, one: Shape, shift: int, kept: dict[str, list[list[Any]]]) -> None:
        chance, first = self._chance, self._head.seq
        place, received = "".join(chance.sample(NAMES, 2)), int(one.pattern.first.timestamp()) + shift
        ticket = one.pattern.rows["ticket"][0]
        due = one.pattern.rows["score"][0]["due"]
        own = {"n": self._number(received), "p": place, "came": self._day(received)[:7], "month": self._day(due + shift)[:7] if due else ""}
        item = chance.choice(one.items)
        own |= {"item": item.code, "path": _path(item), "industry": item.industry, "tags": " ".join(item.tags)}
        own["said"] = mark(ticket["words"].split("\n")[2].replace(NAMELESS, place), "")
        own |= {f"m{at}": self._moment(moment + shift) for at, moment in enumerate(one.moments)}
        own |= {f"t{at}": str(second + shift) for at, second in enumerate(one.seconds)}
        own |= {f"c{at}": _id(chance) for at in range(len(one.ids))}
        own |= {f"s{at}": str(first + at + 1) for at in range(len(one.pattern.rows["event"]))}
        columns: list[Any] = (one.text % own).split(END)
        for at in one.nothing:
            columns[at] = None
        for table, start, end in one.rows:
            row = columns[start:end]
            if table == "event":
                row += self._sealed(row)
            elif table == "command":
                row.append(b"{}")
            kept[table].append(row)

    def _sealed(self, row: list[str]) -> tuple[bytes, bytes]:
        """What the log seals an event with: the hash before it, and its own."""
        seq, ticket, version, at, by, command, type, data = row
        before = self._head.hash
        sealed = digest(before, Draft(seq=int(seq), ticket=ticket, version=int(version), at=at, by=by, command=command, type=type, data=data))
        self._head = Head(int(seq), at, sealed)
        return before, sealed

    def _number(self, received: int) -> str:
        day = self._day(received).replace("-", "")
        self._numbers[day] = self._numbers.get(day, 0) + 1
        return f"{day}-{self._numbers[day]:06d}"

    def _day(self, second: int) -> str:
        """The day on the city's calendar."""
        hour = second // 3600
        if hour not in self._days:
            self._days[hour] = f"{datetime.fromtimestamp(second, self._zone):%Y-%m-%d}"
        return self._days[hour]

    def _moment(self, second: int) -> str:
        found = self._told.get(second)
        if found is None:
            found = self._told[second] = told(datetime.fromtimestamp(second, UTC))
        return found


def _insert(table: sa.Table) -> str:
    names = [f'"{column.name}"' for column in table.columns]
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _id(chance: random.Random) -> str:
    told = f"{chance.getrandbits(128):032x}"
    return f"{told[:8]}-{told[8:12]}-4{told[13:16]}-a{told[17:20]}-{told[20:]}"


def people(db: sqlite3.Connection, city: City, now: datetime, count: int) -> tuple[str, ...]:
    """Dispatchers who are signed in; nobody can sign in as one of them."""
    tokens = tuple(secrets.token_urlsafe(32) for _ in range(count))
    created, expires = now.isoformat(timespec="seconds"), int(now.timestamp()) + 12 * 3600
    names = [f"reader-{place:04d}" for place in range(count)]
    db.executemany(
        "INSERT INTO account (name, title, role, unit, scope, secret, disabled, created) VALUES (?, '', ?, ?, ?, '', 0, ?)",
        [(name, Role.DISPATCHER.value, city.code, city.code, created) for name in names],
    )
    rows = [(hashlib.sha256(token.encode()).digest(), name, expires) for token, name in zip(tokens, names, strict=True)]
    db.executemany("INSERT INTO session (token, name, expires) VALUES (?, ?, ?)", rows)
    return tokens
