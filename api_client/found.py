"""What a filter keeps: found in a thread of its own, first lines first, the exact count a moment later."""

import json
import sqlite3
import threading
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from api_client.conditions import order_of, where
from api_client.errors import Damaged, LocalError, local_error
from api_client.filter import Query
from api_client.models.line import Line
from api_client.view import BUFFER_LINES, LINE, Reader, View

FIRST_LINES = 64
FIRST_SECONDS = 0.04
"""After this long the first lines are no longer looked for in the queue's order: a pass over everything is quicker."""
RESTS_SECONDS = 0.25
"""Once the first lines are there, everything is gone through after so long, unless another filter was typed meanwhile."""
SHOW_EVERY_SECONDS = 0.1
"""So often a pass that finds few shows what it has found."""
FEW = 2000
"""As long as a pass has found no more than this, that is put in order and shown on the way."""
REST_SECONDS = 0.2
"""Least pause between two passes; three times a pass where that is longer."""
CHUNK = 500
_STEPS = 1000


class _Result(NamedTuple):
    rows: "array[int]"
    """Row ids in order."""
    exact: bool


class Found(View):
    """The tickets a query keeps. Reading a window never searches: it fetches rows that the search has named."""

    def __init__(self, reader: Reader, query: Query, *, now: Callable[[], int], changed: Callable[[], None] | None = None) -> None:
        """`changed` is called from the search's thread each time more is known."""
        self.query = query
        self._reader = reader
        self._now = now
        self._changed = changed
        self._result = _Result(array("q"), exact=False)
        self._buffer: dict[int, Line] = {}
        self._state = reader.state()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._db: sqlite3.Connection | None = None
        self._again = False
        self._trouble: LocalError | None = None
        self._came = threading.Event()
        self._settled = threading.Event()
        self._closed = threading.Event()
        self._search()

    @property
    def count(self) -> int:
        """How many are known; all of them once `exact`."""
        return len(self._result.rows)

    @property
    def exact(self) -> bool:
        """Whether the last search has come to its end."""
        return self._result.exact

    def window(self, top: int, height: int) -> list[Line]:
        """Up to `height` lines from `top` on, as they now stand; one that has left since the search is left out."""
        wanted = self._result.rows[max(0, top) : max(0, top + height)]
        buffer = self._buffer
        missing = [row for row in wanted if row not in buffer]
        if len(buffer) + len(missing) > 4 * BUFFER_LINES:
            buffer.clear()
            missing = list(wanted)
        for start in range(0, len(missing), CHUNK):
            part = missing[start : start + CHUNK]
            for row, *line in self._reader.rows(f"SELECT id, {LINE} FROM ticket WHERE id IN ({', '.join('?' * len(part))})", part):
                buffer[row] = Line._make(line)
        return [buffer[row] for row in wanted if row in buffer]

    def find(self, number: str) -> int | None:
        """Where a ticket stands, as far as is known."""
        found = self._reader.rows("SELECT id FROM ticket WHERE number = ?", (number,))
        try:
            return self._result.rows.index(found[0][0]) if found else None
        except ValueError:
            return None

    def refresh(self) -> bool:
        """Search again if anybody has written, or where time itself changes what is kept."""
        state = self._reader.state()
        if state == self._state and not self.query.timed:
            return False
        self._state = state
        self._buffer = {}
        self._search()
        return True

    def wait(self, seconds: float) -> bool:
        """Wait until the search asked for last has ended; returns whether it has. Raises LocalError where it could not be made."""
        settled = self._settled.wait(seconds)
        if settled and self._trouble:
            raise self._trouble
        return settled

    def first(self, seconds: float, among: Sequence[str]) -> bool:
        """Wait a moment for the first lines, and return whether they came; if not, those of some tickets that it keeps stand for them."""
        if self._came.wait(seconds):
            return True
        condition, values = where(self.query, self._now())
        known = "id IN (SELECT held.id FROM json_each(:among) AS told CROSS JOIN ticket AS held ON held.number = told.value)"
        sql = f"SELECT id FROM ticket NOT INDEXED WHERE {known} AND {condition} ORDER BY {order_of(self.query)}"
        kept = array("q", (row for (row,) in self._reader.rows(sql, values | {"among": json.dumps(list(among))})))
        with self._lock:
            if not self._came.is_set():
                self._result = _Result(kept, exact=False)
            return self._came.is_set()

    def close(self) -> None:
        """Stop the search."""
        self._closed.set()
        with self._lock:
            if self._db:
                self._db.interrupt()

    def _search(self) -> None:
        with self._lock:
            self._settled.clear()
            self._again = True
            if self._thread is None and not self._closed.is_set():
                self._thread = threading.Thread(target=self._run, name="filter", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            began = time.monotonic()
            with self._lock:
                self._again = False
            self._pass()
            took = time.monotonic() - began
            with self._lock:
                if not self._again or self._closed.is_set():
                    self._thread = None
                    self._settled.set()
                    return
            self._closed.wait(max(REST_SECONDS, 3 * took))

    def _pass(self) -> None:
        generation = self._reader.generation
        self._trouble = None
        try:
            with self._connected() as db:
                found = FIRST_LINES
                if not self._result.exact and not self.query.ended and self.query.order == "due":
                    found, exact = self._first(db)
                    if exact:
                        return
                if found < FIRST_LINES:
                    self._rare(db)
                elif not self._closed.wait(0 if self._result.exact else RESTS_SECONDS):
                    self._all(db)
        except sqlite3.Error as error:
            self._trouble = None if self._closed.is_set() else local_error(error, self._reader.path)
            if isinstance(self._trouble, Damaged):
                self._reader.repair(generation)
                self._trouble = None
                self._publish(array("q"), exact=True)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection that `close` may interrupt as long as it is open."""
        db = self._reader.connect()
        with self._lock:
            self._db = db
            if self._closed.is_set():
                db.interrupt()
        try:
            yield db
        finally:
            with self._lock:
                self._db = None
            db.close()

    def _first(self, db: sqlite3.Connection) -> tuple[int, bool]:
        """The first lines, as many as come quickly; returns how many, and whether they are all there is."""
        until = time.monotonic() + FIRST_SECONDS
        condition, values = where(self.query, self._now())
        rows = array("q")
        db.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
        try:
            order = f"ORDER BY next_due, number LIMIT {FIRST_LINES}"
            for (row,) in db.execute(f"SELECT id FROM ticket INDEXED BY queue WHERE {condition} {order}", values):
                rows.append(row)
            exact = len(rows) < FIRST_LINES
        except sqlite3.OperationalError:
            exact = False
        finally:
            db.set_progress_handler(None, _STEPS)
        if rows or exact:
            self._publish(rows, exact=exact)
        return len(rows), exact

    def _rare(self, db: sqlite3.Connection) -> None:
        """Everything, where little is to be expected: shown as it is found, in the queue's order."""
        condition, values = where(self.query, self._now())
        found: list[tuple[int, str, int]] = []
        shown, next_at = len(self._result.rows), time.monotonic() + SHOW_EVERY_SECONDS
        for row in db.execute(f"SELECT next_due, number, id FROM ticket NOT INDEXED WHERE {condition}", values):
            found.append(row)
            if len(found) <= FEW and time.monotonic() > next_at:
                next_at = time.monotonic() + SHOW_EVERY_SECONDS
                if len(found) > shown:
                    shown = len(found)
                    self._publish(array("q", (id for _, _, id in sorted(found))), exact=False)
        self._publish(array("q", (id for _, _, id in sorted(found))), exact=True)

    def _all(self, db: sqlite3.Connection) -> None:
        """Everything, in order."""
        condition, values = where(self.query, self._now())
        # Going through all rows as they lie is a third of the cost of going by an index and fetching each from another page.
        found = db.execute(f"SELECT id FROM ticket NOT INDEXED WHERE {condition} ORDER BY {order_of(self.query)}", values)
        rows = array("q")
        while not self._closed.is_set() and (part := found.fetchmany(CHUNK)):
            rows.extend(row for (row,) in part)
        self._publish(rows, exact=True)

    def _publish(self, rows: "array[int]", *, exact: bool) -> None:
        if self._closed.is_set():
            return
        with self._lock:
            self._result = _Result(rows, exact)
            self._came.set()
        if self._changed:
            self._changed()
