"""A snapshot on its way into the mirror, which it replaces all at once when it is whole."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api_client.errors import Unexpected, local
from api_client.faultpoints import Point, reached
from api_client.pace import told
from api_client.rows import COLUMNS, remember, row
from api_client.schema import MIRROR, connect

if TYPE_CHECKING:
    from api_client.models.page import SnapshotHead

Write = Callable[[sqlite3.Connection], AbstractContextManager[sqlite3.Connection]]

_INTO_TICKET = f"INSERT INTO ticket (id, {', '.join(COLUMNS[:-1])}) SELECT rowid, {', '.join(COLUMNS[:-1])} FROM arriving.ticket"
_INTO_SUMMARY = "INSERT INTO summary SELECT rowid, json FROM arriving.ticket"


_ARRIVE = f"INSERT INTO arriving.ticket VALUES ({', '.join('?' * len(COLUMNS))})"


class Loading:
    """A snapshot that gathers in a file of its own beside the mirror's, so that others go on reading and writing meanwhile."""

    def __init__(self, path: Path, head: "SnapshotHead", write: Write) -> None:
        """`write` makes one transaction on the mirror through a connection of ours."""
        self._path = path
        self._head = head
        self._write = write
        self._count = 0
        handle, self._file = tempfile.mkstemp(prefix=f"{path.name}.arriving-", dir=path.parent)
        os.close(handle)
        self._db = connect(path, MIRROR)
        with local(path):
            self._db.execute("ATTACH ? AS arriving", (self._file,))
            self._db.execute("PRAGMA arriving.journal_mode = OFF")
            self._db.execute("PRAGMA arriving.synchronous = OFF")
            self._db.execute(f"CREATE TABLE arriving.ticket ({', '.join(COLUMNS)})")
        self._unlink()  # the open file stays usable, and a desk that is killed leaves nothing behind

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take in tickets as arrays in the order of the head's columns. Raises Unexpected, LocalError."""
        columns = self._head.columns
        kept = []
        for values in rows:
            if len(values) != len(columns):
                raise Unexpected(f"a snapshot's line has {len(values)} values for {len(columns)} columns")
            kept.append(row(dict(zip(columns, values, strict=True))))
        self._count += len(kept)
        if self._count > self._head.count:
            raise Unexpected(f"a snapshot of {self._head.count} tickets comes with more")
        with local(self._path):
            self._db.execute("BEGIN")
            self._db.executemany(_ARRIVE, kept)
            self._db.execute("COMMIT")

    def finish(self, *, log_id: str = "", wall: float | None = None) -> None:
        """Put it in the place of what was held, in one transaction. Raises Unexpected where it is not whole, LocalError."""
        if self._count != self._head.count:
            raise Unexpected(f"a snapshot of {self._head.count} tickets came with {self._count}")
        known = {"cursor": str(self._head.cursor), "log_id": log_id} | ({} if wall is None else {"pace": told(self._head, wall)})
        with self._write(self._db) as db:
            db.execute("DELETE FROM ticket")
            db.execute("DELETE FROM summary")
            try:
                db.execute(_INTO_TICKET)
            except sqlite3.IntegrityError as error:
                raise Unexpected(f"a snapshot that holds a ticket twice: {error}") from error
            db.execute(_INTO_SUMMARY)
            reached(Point.SNAPSHOT_HALF)
            [still_open] = db.execute("SELECT count(*) FROM ticket WHERE open = 1").fetchone()
            remember(db, known | {"open": str(still_open)})
            db.execute("INSERT INTO meta VALUES ('loads', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1")
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA main.wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Drop whatever was gathered."""
        self._db.close()
        self._unlink()

    def _unlink(self) -> None:
        with suppress(OSError):
            os.unlink(self._file)
