"""The outbox as a desk sees it that only reads: what waits is shown, nothing is put in, sent, mended or made, not even the file."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api_client.errors import ReadOnly, local
from api_client.outbox import Outbox, Row, inode
from api_client.schema import BUSY_SECONDS


class Onlooker(Outbox):
    """An outbox on a connection that cannot write. Methods that would change something raise ReadOnly."""

    def __init__(self, path: Path, *, busy: float = BUSY_SECONDS) -> None:
        self.path = path
        self.damaged = None
        self.rescued = 0
        self._busy = busy
        self._lock = threading.RLock()
        self._db, self._file = self._opened(), inode(path)

    def due(self, now: float) -> list[Row]:  # noqa: ARG002 - as the outbox's
        """Nothing is ever sent."""
        return []

    def next_due(self) -> float | None:
        """Nothing is ever sent."""
        return None

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        raise ReadOnly(self.path, "this desk only reads")
        yield  # makes it a generator

    def _current(self) -> sqlite3.Connection:
        """The file that stands there now: another desk may have made it since."""
        if (file := inode(self.path)) != self._file:
            self._db.close()
            self._db, self._file = self._opened(), file
        return self._db

    def _opened(self) -> sqlite3.Connection:
        """The file, or an empty table in its place. Raises LocalError."""
        with local(self.path):
            if self.path.exists():
                return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=self._busy, check_same_thread=False)
            db = sqlite3.connect(":memory:", check_same_thread=False)
            db.execute(f"CREATE TABLE command ({', '.join(Row._fields)})")
            return db
