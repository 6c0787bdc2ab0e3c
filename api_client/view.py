"""What the queue looks through: windows of the mirror in the order of what burns first, read as they are needed."""

import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from api_client.errors import Damaged, local, local_error
from api_client.filter import Query
from api_client.models.line import NEVER, Line

BUFFER_LINES = 256
"""How many lines are read at once, and how far from what was read a window may lie to be reached by keys rather than by counting."""

LINE = ", ".join(Line._fields)
_KEY = "(next_due, number)"
_ORDERED = f"SELECT {LINE} FROM ticket INDEXED BY queue WHERE open = 1"
_ASCENDING = "ORDER BY next_due, number LIMIT ?"
_DESCENDING = "ORDER BY next_due DESC, number DESC LIMIT ?"
_COUNT = f"SELECT count(*) FROM ticket INDEXED BY queue WHERE open = 1 AND {_KEY}"
_LENGTH = "SELECT CAST(coalesce(max(value), 0) AS INTEGER) FROM meta WHERE key = 'open'"
_BEFORE_ALL, _AFTER_ALL = (-NEVER, ""), (NEVER + 1, "")

Key = tuple[int, str]


class Reader:
    """The mirror's file as those who only read it see it; one connection, one reader at a time."""

    def __init__(self, path: Path, db: sqlite3.Connection, repair: Callable[[], sqlite3.Connection]) -> None:
        self.path = path
        self.generation = 0
        """One more each time the file was replaced under its readers."""
        self._db = db
        self._repair = repair
        self._lock = threading.RLock()

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """All rows of a query. A damaged file is rebuilt, empty, and asked again. Raises LocalError."""
        with self._lock:
            try:
                return self._db.execute(sql, values).fetchall()
            except sqlite3.DatabaseError as error:
                trouble = local_error(error, self.path)
                if not isinstance(trouble, Damaged):
                    raise trouble from error
            self.repair(self.generation)
            with local(self.path):
                return self._db.execute(sql, values).fetchall()

    def repair(self, generation: int) -> None:
        """Go on with a file that can be read, unless that was done since the generation in which the damage was seen."""
        with self._lock:
            if generation != self.generation:
                return
            self._db.close()
            self._db = self._repair()
            self.generation += 1

    def state(self) -> tuple[int, int]:
        """Differs from what it was as soon as anybody has written to the file."""
        return self.generation, self.rows("PRAGMA data_version")[0][0]

    def connect(self) -> sqlite3.Connection:
        """A connection for a thread of its own, which closes it."""
        return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=1.0, isolation_level=None, check_same_thread=False)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()


class View(ABC):
    """The tickets a query keeps, by (next due, number), numbered from 0."""

    query: Query

    @property
    @abstractmethod
    def count(self) -> int:
        """How many there are; while not `exact`, how many are known so far."""

    @property
    def exact(self) -> bool:
        """Whether everything has been counted."""
        return True

    @abstractmethod
    def window(self, top: int, height: int) -> list[Line]:
        """Up to `height` lines from `top` on."""

    @abstractmethod
    def find(self, number: str) -> int | None:
        """Where a ticket stands, or None where the view does not keep it."""

    @abstractmethod
    def refresh(self) -> bool:
        """Take notice of what was written since. Returns whether anything was."""

    def wait(self, seconds: float) -> bool:  # noqa: ARG002 - the whole queue is always exact
        """Wait until the count is exact; returns whether it is."""
        return self.exact

    def first(self, seconds: float, among: Sequence[str]) -> bool:  # noqa: ARG002 - the whole queue is always there
        """Wait a moment for the first lines, and return whether they came; if not, those of some tickets that it keeps stand for them."""
        return self.exact

    @abstractmethod
    def close(self) -> None:
        """Stop whatever still runs for this view."""


class WholeQueue(View):
    """All open tickets. Any length costs the same: lines are reached from their neighbours' keys."""

    def __init__(self, reader: Reader) -> None:
        self.query = Query()
        self._reader = reader
        self._lines: list[Line] = []
        self._start = 0
        self._state = reader.state()
        self._length = self._open()

    @property
    def count(self) -> int:
        """How many open tickets there are."""
        return self._length

    def window(self, top: int, height: int) -> list[Line]:
        """Up to `height` lines from `top` on; no read where they are at hand."""
        top = max(0, top)
        end = min(top + height, self.count)
        if end <= top:
            return []
        if not (self._start <= top and end <= self._start + len(self._lines)):
            self._reach(top, end)
        return self._lines[top - self._start : end - self._start]

    def find(self, number: str) -> int | None:
        """Where a ticket stands, or None where it is unknown or has ended."""
        for place, line in enumerate(self._lines, self._start):
            if line.number == number:
                return place
        found = self._reader.rows("SELECT next_due FROM ticket WHERE number = ? AND open = 1", (number,))
        return self._place((found[0][0], number)) if found else None

    def refresh(self) -> bool:
        """Count again and read the lines at hand again, if anybody has written."""
        state = self._reader.state()
        if state == self._state:
            return False
        self._state = state
        was, self._length = self._length, self._open()
        if self._lines:
            first = _key(self._lines[0]) if self._start else _BEFORE_ALL
            if self._start * 2 > was:
                self._start = self._length - self._count(">= (?, ?)", first)
            elif self._start:
                self._start = self._count("< (?, ?)", first)
            self._lines = self._read(f"AND {_KEY} >= (?, ?)", first, _ASCENDING, (max(len(self._lines), BUFFER_LINES),))
        return True

    def close(self) -> None:
        """Nothing runs."""

    def _reach(self, top: int, end: int) -> None:
        held = self._start + len(self._lines)
        if self._lines and self._start <= top <= held and end - held <= BUFFER_LINES:
            self._lines += self._after(_key(self._lines[-1]), BUFFER_LINES)
            self._drop_above(top - BUFFER_LINES)
        elif self._lines and 0 < self._start - top <= BUFFER_LINES and end <= held:
            self._reach_up(top, end)
        else:
            self._jump(top, end)

    def _reach_up(self, top: int, end: int) -> None:
        wanted = min(self._start, BUFFER_LINES)
        above = self._before(_key(self._lines[0]), wanted)
        if len(above) < wanted:
            self._jump(top, end)  # lines above have gone since they were counted
            return
        self._start -= len(above)
        self._lines = (above + self._lines)[: max(4 * BUFFER_LINES, end - self._start)]

    def _drop_above(self, first: int) -> None:
        surplus = max(0, first - self._start)
        del self._lines[:surplus]
        self._start += surplus

    def _jump(self, top: int, end: int) -> None:
        """Count from whichever end is nearer; the only read that costs more in a longer queue."""
        around = BUFFER_LINES // 2 if self._lines else 0  # the first page of all waits for no line but its own
        first, last = max(0, top - around), min(self.count, end + around)
        if first <= self.count - last:
            self._lines = self._read("", (), f"{_ASCENDING} OFFSET ?", (last - first, first))
            self._start = first
        else:
            self._lines = self._read("", (), f"{_DESCENDING} OFFSET ?", (last - first, self.count - last))[::-1]
            self._start = last - len(self._lines)

    def _after(self, key: Key, limit: int) -> list[Line]:
        return self._read(f"AND {_KEY} > (?, ?)", key, _ASCENDING, (limit,))

    def _before(self, key: Key, limit: int) -> list[Line]:
        return self._read(f"AND {_KEY} < (?, ?)", key, _DESCENDING, (limit,))[::-1]

    def _read(self, condition: str, key: tuple[()] | Key, order: str, bounds: tuple[int, ...]) -> list[Line]:
        return [Line._make(row) for row in self._reader.rows(f"{_ORDERED} {condition} {order}", (*key, *bounds))]

    def _place(self, key: Key) -> int:
        """Counted from the lines at hand, since what is looked for is mostly near them."""
        if not self._lines:
            return self._count("< (?, ?)", key)
        first = _key(self._lines[0])
        between = f"< (?, ?) AND {_KEY} >= (?, ?)"
        return self._start + (self._count(between, key, first) if key > first else -self._count(between, first, key))

    def _count(self, side: str, *keys: Key) -> int:
        return int(self._reader.rows(f"{_COUNT} {side}", [value for key in keys for value in key])[0][0])

    def _open(self) -> int:
        return int(self._reader.rows(_LENGTH)[0][0])


def _key(line: Line) -> Key:
    return line.next_due, line.number
