"""The local copy of the queue: disposable, one SQLite file, at every moment equal to what the hotline had at the mirror's cursor."""

import json
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from weakref import WeakSet

from api_client.burning import Burning
from api_client.conditions import BURNS, band_of, order_of, where
from api_client.errors import Damaged, Gap, LocalError, NewerFile, local, local_error
from api_client.faultpoints import Point, reached
from api_client.filter import EVERYTHING_OPEN, Query
from api_client.found import Found
from api_client.kept_up import KeptUp
from api_client.models.line import NEVER, Line
from api_client.pace import Pace, remembered, told
from api_client.schema import BUSY_SECONDS, MIRROR, connect, move_aside, transaction
from api_client.summary import summary_of
from api_client.tally import Tally
from api_client.view import LINE, Reader, View, WholeQueue

if TYPE_CHECKING:
    from api_client.loading import Loading
    from api_client.models.page import Page, SnapshotHead, Window

Kept = TypeVar("Kept", bound=KeptUp)

_MARKED = " OR ".join(f"instr(' ' || flags || ' ', ' {flag} ')" for flag in ("cosign", "whistled", "joint", "supervised", "instructed"))
_WAITS = f"(open = 1 AND stage IN ('dispatched', 'disputed', 'callback')) OR (flags != '' AND ({_MARKED}))"
"""What `widgets.work.items` makes items of, and some more."""


class Mirror:
    """One person's copy of one hotline's tickets. Several desks may share the file; any thread may call."""

    @classmethod
    def open(cls, path: Path, *, busy: float = BUSY_SECONDS) -> "Mirror":
        """Open the copy. A file that cannot be used is moved aside and an empty one made: `rebuilt` says so. Raises LocalError."""
        return cls(path, busy=busy)

    def __init__(self, path: Path, *, busy: float = BUSY_SECONDS) -> None:
        self.path = path
        self.rebuilt = False
        """Whether a damaged copy had to be given up; the next snapshot fills the new one."""
        self._busy = busy
        self._writer: sqlite3.Connection | None = None
        self._writing = threading.RLock()
        db = self._connect()
        self._file = path.stat().st_ino
        self._reader = Reader(path, db, self._rebuild)
        self._carried: WeakSet[KeptUp] = WeakSet()
        self._whole: Tally | None = None

    # What is known of the hotline

    @property
    def cursor(self) -> int:
        """Up to where in the hotline's log this copy tells everything; 0 where it is empty."""
        return int(self.meta("cursor") or 0)

    @property
    def log_id(self) -> str:
        """Which log the copy is of."""
        return self.meta("log_id")

    @property
    def pace(self) -> Pace | None:
        """The hotline's time as last told, or None before it was."""
        return remembered(self.meta("pace"))

    @property
    def expected(self) -> int:
        """How many open tickets there are in all, while only the first of them are here; 0 where the copy is whole, or nothing is here."""
        return int(self.meta("expected") or 0)

    def meta(self, key: str) -> str:
        """A remembered value, such as `city`; empty where there is none."""
        found = self._reader.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else ""

    def remember(self, **values: str) -> None:
        """Keep values under their names."""
        from api_client.rows import remember

        with self.write() as db:
            remember(db, values)

    # What comes from the hotline

    def replace(self, head: "SnapshotHead", rows: Iterable[Sequence[Any]], *, log_id: str = "", wall: float | None = None) -> None:
        """Hold a snapshot instead of whatever was held. Raises Unexpected, LocalError; then the old copy stands as it was."""
        with closing(self.loading(head)) as loading:
            loading.add(rows)
            loading.finish(log_id=log_id, wall=wall)
            loading.tidy()

    def begin(self, window: "Window", *, wall: float) -> bool:
        """Hold the top of the queue until a snapshot is here; returns whether it was put in. A copy that is whole stays. Raises LocalError."""
        from api_client.loading import begin

        with self.write() as db:
            return begin(db, window, wall)

    def loading(self, head: "SnapshotHead") -> "Loading":
        """Begin to take in a snapshot that arrives piece by piece; the copy changes only when it is finished."""
        from api_client.loading import Loading

        return Loading(self.path, head, self.write)

    def apply(self, page: "Page", *, wall: float | None = None) -> None:
        """Take in one page, in one transaction; a page that was taken in before changes nothing.

        `wall` is the wall time here, for `pace`. Raises Gap where pages are missing before this one, Unexpected, LocalError.
        """
        from api_client.rows import change, remember, row

        rows = [row(ticket.model_dump(mode="json")) for ticket in page.tickets]
        known = {"cursor": str(page.cursor)} | ({} if wall is None else {"pace": told(page, wall)})
        with self.write() as db:
            held = int(db.execute("SELECT coalesce(max(value), 0) FROM meta WHERE key = 'cursor'").fetchone()[0])
            if page.after > held:
                raise Gap(held, page.after)
            if page.cursor > held:
                change(db, rows, page.gone)
            reached(Point.PAGE_HALF)
            if page.cursor >= held:
                remember(db, known)

    # What is asked of it

    def view(self, query: Query = EVERYTHING_OPEN, *, now: Callable[[], int] | None = None, changed: Callable[[], None] | None = None) -> View:
        """The tickets that a query keeps.

        `now` tells the hotline's time for bands; without it, the last time told. `changed` is called from another thread when a
        search knows more. Close a view that is no longer looked through.
        """
        if query.whole and query.order == "due":
            return WholeQueue(self._reader)
        return Found(self._reader, query, now=now or (lambda: self.pace.now if self.pace else 0), changed=changed)

    def ticket(self, number: str) -> dict[str, Any] | None:
        """The summary of one ticket as the hotline told it, or None."""
        found = self._reader.rows("SELECT json FROM summary WHERE id = (SELECT id FROM ticket WHERE number = ?)", (number,))
        return summary_of(found[0][0]) if found else None

    def ending(self, end: str, *, most: int = 5) -> list[tuple[str, str]]:
        """Numbers and titles of the tickets whose number ends so, the newest first."""
        sql = "SELECT number, title FROM ticket WHERE number LIKE '%' || ? ORDER BY number DESC LIMIT ?"
        return [(number, title) for number, title in self._reader.rows(sql, (end, most))]

    def counts(self, now: int, query: Query | None = None, *, by: Literal["tier", "lead"] = "tier") -> dict[tuple[str, str], int]:
        """How many tickets there are by tier (or lead unit) and band, at a moment in epoch seconds. Meant for a worker thread."""
        query = query or EVERYTHING_OPEN
        condition, values = where(query, now)
        index = "INDEXED BY counts" if query.whole else "NOT INDEXED"
        sql = f"SELECT {by}, {band_of(query)}, count(*) FROM ticket {index} WHERE {condition} GROUP BY 1, 2"
        with local(self.path), closing(self._reader.connect()) as db:
            return {(name, band): count for name, band, count in db.execute(sql, values)}

    def burning(self, now: int, query: Query | None = None, *, most: int = 1000) -> list[Line]:
        """The tickets of a query that are urgent or overdue, and emergencies nobody has taken yet, worst first. Meant for a worker thread."""
        condition, values = where(query or EVERYTHING_OPEN, now)
        sql = f"SELECT {LINE} FROM ticket WHERE {condition} AND next_due < {NEVER} AND {BURNS} ORDER BY next_due, number LIMIT :most"
        with local(self.path), closing(self._reader.connect()) as db:
            return [Line._make(row) for row in db.execute(sql, values | {"most": most})]

    def tally(self, query: Query = EVERYTHING_OPEN) -> Tally:
        """The counts of a query, carried on from look to look. All who ask for those of the whole queue share them."""
        if not query.whole:
            return self._kept(Tally(self._reader, query.without()))
        if self._whole is None:
            self._whole = self._kept(Tally(self._reader))
        return self._whole

    def burning_first(self, *, most: int) -> Burning:
        """The first tickets that burn, carried on from look to look."""
        return self._kept(Burning(self._reader, most=most))

    def heard(self, numbers: Collection[str]) -> None:
        """Tell all that is carried on which tickets have changed or left; none: the whole copy is new."""
        for kept in list(self._carried):
            kept.heard(numbers)

    def _kept(self, kept: Kept) -> Kept:
        self._carried.add(kept)
        return kept

    def count(self, query: Query, now: int) -> int:
        """How many tickets a query keeps at a moment. Meant for a worker thread."""
        condition, values = where(query, now)
        with local(self.path), closing(self._reader.connect()) as db:
            return int(db.execute(f"SELECT count(*) FROM ticket NOT INDEXED WHERE {condition}", values).fetchone()[0])

    @property
    def loads(self) -> int:
        """How often the whole copy was new; marks of `newest_row` hold as long as this stays."""
        return int(self.meta("loads") or 0)

    def newest_row(self) -> int:
        """The mark of the ticket that entered the copy last: what enters later has a greater one, until the whole copy is new."""
        return int(self._reader.rows("SELECT coalesce(max(id), 0) FROM ticket")[0][0])

    def entered(self, after: int, query: Query, now: int, *, most: int = 500) -> list[Line]:
        """The tickets of a query that entered the copy after a mark of `newest_row`, oldest first."""
        condition, values = where(query, now)
        sql = f"SELECT {LINE} FROM ticket WHERE id > :after AND {condition} ORDER BY id LIMIT :most"
        return [Line._make(row) for row in self._reader.rows(sql, values | {"after": after, "most": most})]

    def kept(self, numbers: Sequence[str], query: Query, now: int) -> list[Line]:
        """Those of some tickets that a query keeps, in its order."""
        condition, values = where(query, now)
        among = "id IN (SELECT held.id FROM json_each(:numbers) AS wanted CROSS JOIN ticket AS held ON held.number = wanted.value)"
        sql = f"SELECT {LINE} FROM ticket NOT INDEXED WHERE {among} AND {condition} ORDER BY {order_of(query)}"
        return [Line._make(row) for row in self._reader.rows(sql, values | {"numbers": json.dumps(list(numbers))})]

    def waiting(self, *, most: int) -> list[tuple[Line, str]]:
        """The tickets with a step or a part that a list of work names, what is due first first, with their summaries. Meant for a worker thread."""
        sql = f"SELECT {LINE}, json FROM ticket JOIN summary USING (id) WHERE {_WAITS} ORDER BY next_due, number LIMIT ?"
        with local(self.path), closing(self._reader.connect()) as db:
            return [(Line._make(row[:-1]), row[-1]) for row in db.execute(sql, (most,))]

    def calm(self, now: int, query: Query | None = None) -> Line | None:
        """The ticket of a query that is due next and does not burn yet. Meant for a worker thread."""
        condition, values = where(query or EVERYTHING_OPEN, now)
        sql = f"SELECT {LINE} FROM ticket WHERE {condition} AND next_due < {NEVER} AND NOT {BURNS} ORDER BY next_due, number LIMIT 1"
        with local(self.path), closing(self._reader.connect()) as db:
            return next((Line._make(row) for row in db.execute(sql, values)), None)

    def look_again(self) -> None:
        """Go on with the file that stands there now: another process may have put a new one in the place of a damaged one. Raises LocalError."""
        generation = self._reader.generation
        try:
            same = self.path.stat().st_ino == self._file
        except FileNotFoundError:
            same = False
        if not same:
            self._reader.repair(generation)

    def close(self) -> None:
        """Close the file."""
        with self._writing:
            if self._writer:
                self._writer.close()
                self._writer = None
        self._reader.close()

    # The file

    def _connect(self) -> sqlite3.Connection:
        try:
            return connect(self.path, MIRROR, busy=self._busy)
        except (Damaged, NewerFile):
            move_aside(self.path)
            self.rebuilt = True
            return connect(self.path, MIRROR, busy=self._busy)

    def _rebuild(self) -> sqlite3.Connection:
        """Damage shows late, too: then the same, unless another desk has done it already."""
        with self._writing:
            if self._writer:
                self._writer.close()
                self._writer = None
            if self.path.exists() and self.path.stat().st_ino == self._file:
                move_aside(self.path)
            self.rebuilt = True
            db = self._connect()
            self._file = self.path.stat().st_ino
            return db

    @contextmanager
    def write(self, db: sqlite3.Connection | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction on the file, through a connection of the caller's or the mirror's own.

        Damage that shows has the file rebuilt, and is told all the same: nothing was written. Raises LocalError.
        """
        self.look_again()
        generation = self._reader.generation
        try:
            with self._writing:
                db = db or self._own_writer()
                with transaction(db):
                    yield db
            return
        except sqlite3.Error as error:
            trouble = local_error(error, self.path)
        except LocalError as error:
            trouble = error
        if isinstance(trouble, Damaged):
            self._reader.repair(generation)
        raise trouble

    def _own_writer(self) -> sqlite3.Connection:
        if self._writer is None:
            self._writer = connect(self.path, MIRROR, busy=self._busy)
            self._writer.execute("PRAGMA journal_size_limit = 16777216")
        return self._writer
