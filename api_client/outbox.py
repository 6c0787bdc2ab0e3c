"""Commands on their way to the hotline: durable before the key is answered, oldest first, gone only when the hotline has said what came of them.

A file of its own, apart from the mirror, because it is precious: it is never rebuilt over what it holds. A damaged one is moved aside and
every command that can still be read is carried over. Several desks of one person may share it: sending a command twice is harmless, and
the first answer counts, except that *done* is true whatever else was heard.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from api_client import faultpoints
from api_client.errors import Damaged, LocalError, local
from api_client.followers import HEADS, born, given_up, place_of
from api_client.schema import BUSY_SECONDS, OUTBOX, connect, move_aside, transaction

if TYPE_CHECKING:
    from api_client.models.commands import AnyCommand

Settled = Literal["done", "refused", "stale", "unexpected"]
State = Literal["waiting", "done", "refused", "stale", "unexpected"]

CLOCK_SET_BACK_SECONDS = 60.0
"""A hold made this far in the future was made before the wall clock was set back; nothing waits for it."""


class Row(NamedTuple):
    """One command and what has become of it. Moments are wall time, epoch seconds."""

    seq: int
    id: str
    ticket: str
    """The ticket's number, or the dossier's; empty for a command on neither yet; the id of the registration that a follower waits for."""
    do: str
    body: str
    """The command as JSON, sent as it is; once it is done, what it carried beside what a person typed, who may have typed names and numbers."""
    batch: str
    """The same for all that one key asked."""
    made: float
    hold_until: float
    tries: int
    """How often sending it was begun."""
    state: State
    answer: str
    """JSON: the Outcome where done, the Problem where refused or stale; empty while waiting."""
    settled: float | None
    acknowledged: int

    @property
    def number(self) -> str:
        """The ticket's number, or the dossier's; empty where it has none yet."""
        return "" if len(self.ticket) == len(self.id) else self.ticket


_ROW = ", ".join(Row._fields)
_PLACES = ", ".join("?" * len(Row._fields))
_INSERT = (
    "INSERT INTO command (id, ticket, do, body, batch, made, hold_until, tries, state, answer, acknowledged)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 'waiting', '', 0)"
)


class Outbox:
    """The commands of one person for one hotline. Any thread may call; every method raises LocalError where the file will not."""

    @classmethod
    def open(cls, path: Path, *, busy: float = BUSY_SECONDS) -> "Outbox":
        """Open the file or make it. Raises NewerFile where a newer paidan wrote it: nothing in it is touched then."""
        return cls(path, busy=busy)

    @classmethod
    def join(cls, path: Path, *, busy: float = BUSY_SECONDS) -> "Outbox":
        """Open a file that another process of the same desk has open. Raises Damaged, too: mending it is left to the next start of a desk."""
        return cls(path, busy=busy, mend=False)

    def __init__(self, path: Path, *, busy: float = BUSY_SECONDS, mend: bool = True) -> None:
        self.path = path
        self.damaged: Path | None = None
        """Where a damaged file was moved to; the person must be told."""
        self.rescued = 0
        """How many commands that waited in it could be carried over."""
        self._busy = busy
        self._lock = threading.RLock()
        try:
            self._db = self._sound()
        except Damaged:
            if not mend:
                raise
            self._db = self._begin_anew()
        self._file = inode(path)

    # Asking

    def put(self, commands: "Sequence[AnyCommand]", *, now: float, hold: float = 0.0) -> None:
        """Keep commands, all or none; once this returns they survive any kill. They are sent after `hold` seconds, until when they can be undone.

        A command on `UNBORN` follows the registration before it. Raises ValueError where an id was used before for another command.
        """
        with self._write() as db:
            self._insert(db, commands, now=now, hold=hold)
            faultpoints.reached(faultpoints.Point.OUTBOX_HALF)
        faultpoints.reached(faultpoints.Point.OUTBOX_WRITTEN)

    def undo(self, now: float) -> list[Row]:
        """Take back the newest batch that is still held and of which nothing was sent; returns it, empty where there is none."""
        with self._write() as db:
            held = "state = 'waiting' AND tries = 0 AND hold_until > ?"
            newest = f"SELECT batch FROM command WHERE {held} ORDER BY seq DESC LIMIT 1"
            rows = self._rows(f"batch = ({newest}) AND {held}", now, now)
            db.executemany("DELETE FROM command WHERE seq = ?", [(row.seq,) for row in rows])
        return rows

    def retry(self, id: str, *commands: "AnyCommand", now: float, hold: float = 0.0) -> None:
        """Ask again after a refusal: the mended command, and what follows it, wait as new rows, the old one is acknowledged with its followers.

        One whose answer was not understood may be asked again unchanged: it keeps its id and place, as it may have been done. A refused one needs
        a new id, as the hotline stays with its no. Raises ValueError where it has none, or where the row is unknown, waits, or was done.
        """
        with self._write() as db:
            old = self.row(id)
            if old is None or old.state in ("waiting", "done"):
                raise ValueError(f"{id} was not refused")
            given_up(db, id)
            if str(commands[0].id) == id:
                if old.state != "unexpected":
                    raise ValueError(f"{id} was refused for good: ask under another id")
                db.execute(
                    "UPDATE command SET state = 'waiting', answer = '', settled = NULL, acknowledged = 0, made = ?, hold_until = ? WHERE id = ?",
                    (now, now + hold, id),
                )
            else:
                db.execute("UPDATE command SET acknowledged = 1 WHERE id = ?", (id,))
            self._insert(db, commands, now=now, hold=hold)

    def acknowledge(self, id: str) -> None:
        """The person has seen what became of it."""
        with self._write() as db:
            seen = db.execute("UPDATE command SET acknowledged = 1 WHERE id = ? AND state <> 'waiting'", (id,))
            if seen.rowcount:
                given_up(db, id)

    def drop(self, id: str) -> bool:
        """Give up a command that waits; where sending it was begun (`tries`), the hotline may have it all the same. False where it does not wait."""
        with self._write() as db:
            dropped = db.execute("DELETE FROM command WHERE id = ? AND state = 'waiting'", (id,)).rowcount == 1
            if dropped:
                given_up(db, id)
            return dropped

    # Sending

    def due(self, now: float) -> list[Row]:
        """What may be sent now, oldest first: of each ticket only the oldest that waits, and none that is still held."""
        return self._rows(f"seq IN ({HEADS}) AND (hold_until <= ? OR made > ?)", now, now + CLOCK_SET_BACK_SECONDS)

    def next_due(self) -> float | None:
        """When the next command may be sent, or None where none waits."""
        with self._lock, local(self.path):
            [due] = self._current().execute(f"SELECT min(hold_until) FROM command WHERE seq IN ({HEADS})").fetchone()
            return None if due is None else float(due)

    def begin(self, id: str) -> bool:
        """Note that sending is begun, after which it cannot be undone. False where it no longer waits."""
        with self._write() as db:
            return db.execute("UPDATE command SET tries = tries + 1 WHERE id = ? AND state = 'waiting'", (id,)).rowcount == 1

    def settle(self, id: str, *, state: Settled, answer: str, now: float) -> bool:
        """Keep the hotline's answer (JSON). The first one counts, but a command that was done is done. Returns whether this one was taken."""
        over = "('waiting', 'refused', 'stale', 'unexpected')" if state == "done" else "('waiting')"
        with self._write() as db:
            taken = db.execute(f"UPDATE command SET state = ?, answer = ?, settled = ? WHERE id = ? AND state IN {over}", (state, answer, now, id))
            if taken.rowcount == 1 and state == "done":
                db.execute("UPDATE command SET body = ? WHERE id = ?", (spent(self._rows("id = ?", id)[0].body), id))
                born(db, id, answer, now=now)
            return taken.rowcount == 1

    # Looking

    def waiting(self) -> list[Row]:
        """All that wait, oldest first."""
        return self.standing()[0]

    def trouble(self) -> list[Row]:
        """What was refused, stale or answered unexpectedly, and nobody has acknowledged yet; oldest first."""
        return self.standing()[1]

    def standing(self) -> tuple[list[Row], list[Row]]:
        """Both, `waiting` and `trouble`, with one look into the file."""
        rows = self._rows("state = 'waiting' OR (state IN ('refused', 'stale', 'unexpected') AND acknowledged = 0)")
        return [row for row in rows if row.state == "waiting"], [row for row in rows if row.state != "waiting"]

    def batch(self, id: str = "") -> list[Row]:
        """What one key asked, oldest first: the batch of this name; without one, the newest of one command on several tickets."""
        several = "count(DISTINCT ticket) > 1 AND count(DISTINCT do) = 1"
        newest = f"(SELECT batch FROM command GROUP BY batch HAVING {several} ORDER BY max(seq) DESC LIMIT 1)"
        return self._rows("batch = ?", id) if id else self._rows(f"batch = {newest}")

    def row(self, id: str) -> Row | None:
        """One command, or None where it is unknown (or was undone)."""
        return next(iter(self._rows("id = ?", id)), None)

    def latest(self, limit: int = 200) -> list[Row]:
        """The newest commands, whatever became of them; newest first."""
        return self._rows("1 ORDER BY seq DESC LIMIT ?", limit)

    def forget(self, before: float) -> None:
        """Drop what was done, or acknowledged, before a moment."""
        with self._write() as db:
            db.execute("DELETE FROM command WHERE settled < ? AND (state = 'done' OR acknowledged = 1)", (before,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    # The file

    def _insert(self, db: sqlite3.Connection, commands: "Sequence[AnyCommand]", *, now: float, hold: float) -> None:
        registered = ""
        for command in commands:
            id, body = str(command.id), command.model_dump_json()
            if (known := self.row(id)) is not None:
                if known.body not in (body, spent(body)):
                    raise ValueError(f"the id {id} was used for another command")
                registered = id if command.do == "register" else registered
                continue
            place = place_of(getattr(command, "ticket", "") or getattr(command, "dossier", ""), registered)
            registered = id if command.do == "register" else registered
            db.execute(_INSERT, (id, place, command.do, body, str(commands[0].id), now, now + hold))

    def _rows(self, condition: str, *values: Any) -> list[Row]:
        order = "" if "ORDER BY" in condition else " ORDER BY seq"
        with self._lock, local(self.path):
            return [Row._make(row) for row in self._current().execute(f"SELECT {_ROW} FROM command WHERE {condition}{order}", values)]

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._lock, local(self.path), transaction(self._current()):
            yield self._db

    def _current(self) -> sqlite3.Connection:
        """The file that stands there now: a desk that started may have moved a damaged one aside, and what waited into a new one."""
        file = inode(self.path)
        if file not in (0, self._file):
            db = connect(self.path, OUTBOX, busy=self._busy)
            self._db.close()
            self._db, self._file = db, file
        return self._db

    def _sound(self) -> sqlite3.Connection:
        """The file, checked from end to end: it is small."""
        db = connect(self.path, OUTBOX, busy=self._busy)
        try:
            with local(self.path):
                complaint = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            if complaint != "ok":
                raise Damaged(self.path, complaint)
        except LocalError:
            db.close()
            raise
        return db

    def _begin_anew(self) -> sqlite3.Connection:
        self.damaged = move_aside(self.path)
        db = connect(self.path, OUTBOX, busy=self._busy)
        with local(self.path), transaction(db):
            for row in _legible(self.damaged):
                taken = db.execute(f"INSERT OR IGNORE INTO command ({_ROW}) VALUES ({_PLACES})", row)
                self.rescued += taken.rowcount if row.state == "waiting" else 0
        return db


def spent(body: str) -> str:
    """What is kept of a command that was done."""
    from api_client.models.asked.carried import CARRIED

    return json.dumps({name: value for name, value in json.loads(body).items() if name in CARRIED})


def inode(path: Path) -> int:
    """Which file stands there; 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _legible(path: Path) -> Iterator[Row]:
    """Whatever commands can still be read from a damaged file, up to the damage."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as db:
        for values in db.execute(f"SELECT {_ROW} FROM command NOT INDEXED"):
            row = Row._make(values)
            with suppress(ValueError, TypeError, KeyError):
                if json.loads(row.body)["id"] == row.id:
                    yield row
