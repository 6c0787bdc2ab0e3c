"""A snapshot on its way into the mirror, which it replaces all at once when it is whole.

It gathers in tables like the mirror's own, in a file that may be thrown away: without indexes, which are made at the end in one go, and without a
journal. What is made alike SQLite takes over page by page, some ten times as quick as ticket by ticket.
"""

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from api_client.arriving import Lines, Row, Summary
from api_client.errors import LocalError, Unexpected, local
from api_client.faultpoints import Point, reached
from api_client.pace import told
from api_client.rows import COLUMNS, change, remember, row
from api_client.schema import MIRROR, ONE_MORE_LOAD, connect

if TYPE_CHECKING:
    from api_client.models.page import SnapshotHead, Window

Write = Callable[[sqlite3.Connection], AbstractContextManager[sqlite3.Connection]]

CACHE_KIB = 32_768
"""Of the file in which it gathers; the pages at its end are written once, and making the indexes sorts in as much."""
_KEPT = COLUMNS[:-1]
_ARRIVE = f"INSERT INTO arriving.ticket ({', '.join(_KEPT)}) VALUES ({', '.join('?' * len(_KEPT))})"
_ARRIVE_JSON = "INSERT INTO arriving.summary (json) VALUES (CAST(? AS TEXT))"
"""Ids are counted from 1 in both tables alike, as nothing is ever deleted from either."""
_MADE = "SELECT sql FROM main.sqlite_master WHERE type = ? AND tbl_name IN ('ticket', 'summary') AND sql NOT NULL"
_NAME = re.compile(r"^(CREATE (?:TABLE|INDEX|UNIQUE INDEX)\s+)", re.IGNORECASE)


def begin(db: sqlite3.Connection, window: "Window", wall: float) -> bool:
    """Hold the top of the queue where nothing whole is held, within a transaction; returns whether there is something to see. Raises Unexpected."""
    if db.execute("SELECT 1 FROM meta WHERE key = 'cursor' AND value <> '0'").fetchone():
        return False
    rows = [row(ticket.model_dump(mode="json")) for ticket in window.items]
    db.execute("DELETE FROM ticket")
    db.execute("DELETE FROM summary")
    remember(db, {"open": "0", "expected": str(max(window.total, len(rows))), "arrived": "0", "pace": told(window, wall)})
    change(db, rows, ())
    db.execute(ONE_MORE_LOAD)
    return bool(rows)


class Loading:
    """A snapshot that gathers in a file of its own beside the mirror's, so that others go on reading and writing meanwhile."""

    def __init__(self, path: Path, head: "SnapshotHead", write: Write) -> None:
        """`write` makes one transaction on the mirror through a connection of ours."""
        self._path = path
        self._head = head
        self._write = write
        self._lines = Lines(head.columns)
        self._count = 0
        handle, self._file = tempfile.mkstemp(prefix=f"{path.name}.arriving-", dir=path.parent)
        os.close(handle)
        self._db = connect(path, MIRROR)
        with local(path):
            self._db.execute("PRAGMA wal_autocheckpoint = 0")
            self._db.execute("ATTACH ? AS arriving", (self._file,))
            [page] = self._db.execute("PRAGMA main.page_size").fetchone()
            for pragma in (
                f"page_size = {page}",
                "journal_mode = OFF",
                "synchronous = OFF",
                "locking_mode = EXCLUSIVE",
                f"cache_size = -{CACHE_KIB}",
            ):
                self._db.execute(f"PRAGMA arriving.{pragma}")
            self._make("table")
        self._unlink()  # the open file stays usable, and a desk that is killed leaves nothing behind

    @property
    def count(self) -> int:
        """How many tickets are here so far."""
        return self._count

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take in tickets as arrays in the order of the head's columns. Raises Unexpected, LocalError."""
        try:
            lines = [orjson.dumps(values) for values in rows]
        except orjson.JSONEncodeError as error:
            raise Unexpected(f"a ticket's summary that cannot be told: {error}") from error
        self.add_lines(lines)

    def add_lines(self, lines: Sequence[bytes]) -> None:
        """Take in tickets as lines of JSON. Raises Unexpected, LocalError."""
        self.add_rows(*self._lines.rows(lines))

    def add_rows(self, tickets: list[Row], summaries: list[Summary]) -> None:
        """Take in tickets as `arriving.Lines` reads them. Raises Unexpected, LocalError."""
        self._count += len(tickets)
        if self._count > self._head.count:
            raise Unexpected(f"a snapshot of {self._head.count} tickets comes with more")
        with local(self._path):
            self._db.execute("BEGIN")
            self._db.executemany(_ARRIVE, tickets)
            self._db.executemany(_ARRIVE_JSON, summaries)
            self._db.execute("COMMIT")

    def finish(self, *, log_id: str = "", wall: float | None = None) -> None:
        """Put it in the place of what was held, in one transaction. Raises Unexpected where it is not whole, LocalError."""
        if self._count != self._head.count:
            raise Unexpected(f"a snapshot of {self._head.count} tickets came with {self._count}")
        known = {"cursor": str(self._head.cursor), "log_id": log_id} | ({} if wall is None else {"pace": told(self._head, wall)})
        try:
            with local(self._path):
                self._make("index")
        except LocalError as error:
            if not isinstance(error.__cause__, sqlite3.IntegrityError):
                raise
            raise Unexpected(f"a snapshot that holds a ticket twice: {error}") from error
        with self._write(self._db) as db:
            for table in ("ticket", "summary"):
                db.execute(f"DELETE FROM {table}")
                db.execute(f"INSERT INTO {table} SELECT * FROM arriving.{table}")
            reached(Point.SNAPSHOT_HALF)
            [still_open] = db.execute("SELECT count(*) FROM ticket WHERE open = 1").fetchone()
            remember(db, known | {"open": str(still_open), "expected": "", "arrived": ""})
            db.execute(ONE_MORE_LOAD)

    def tidy(self) -> None:
        """Move what was put in place from the journal into the file: that waits for the disk, and everybody reads it already."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA main.wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Drop whatever was gathered."""
        self._db.close()
        self._unlink()

    def _make(self, kind: str) -> None:
        """Make tables or indexes as the mirror has them."""
        for (sql,) in self._db.execute(_MADE, (kind,)).fetchall():
            self._db.execute(_NAME.sub(r"\1arriving.", sql, count=1))

    def _unlink(self) -> None:
        with suppress(OSError):
            os.unlink(self._file)
