"""The local files' tables, one migration after another; sqlite-utils is loaded only where a file is new or old."""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from api_client.errors import Damaged, NewerFile, local

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

BUSY_SECONDS = 5.0
"""How long one desk waits for another that is writing the same file."""


class Kind(NamedTuple):
    """A kind of local file: how to tell it, what it must look like, how it is written to."""

    name: str
    mark: int
    """SQLite's application id."""
    version: int
    """SQLite's user version after the last migration."""
    journal: str
    synchronous: str
    migrations: "Callable[[], Migrations]"
    wipes: bool
    """Whether what is deleted is overwritten: unmasked contacts may have stood there."""
    page: int = 4096
    """Bytes of a page of a new file."""


def _mirror_migrations() -> "Migrations":
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("mirror")

    @migrations()
    def tickets_and_what_is_known_of_the_hotline(db: "Database") -> None:
        numbers = ("version", "hops", "urgent", "next_due", "watch_at", "warn_at", "urgent_at", "long_at", "open", "received")
        texts = (
            "number", "tier", "stage", "kind", "title", "lead", "street", "flags", "next_clock",
            "district", "cc", "first_receiver", "item", "path", "address", "words",
        )  # fmt: skip
        ticket = db.table("ticket").create(
            {"id": int} | dict.fromkeys(texts, str) | dict.fromkeys(numbers, int), pk="id", not_null={*texts, *numbers}
        )
        ticket.create_index(["number"], unique=True)
        bands = "long_at, urgent_at, warn_at, watch_at"
        db.execute("CREATE INDEX queue ON ticket(next_due, number) WHERE open = 1")
        db.execute(f"CREATE INDEX counts ON ticket(tier, lead, next_due, {bands}) WHERE open = 1")
        db.table("summary").create({"id": int, "json": str}, pk="id", not_null={"json"})
        meta = db.table("meta").create({"key": str, "value": str}, pk="key", not_null={"value"})
        meta.insert_all([{"key": "cursor", "value": "0"}, {"key": "open", "value": "0"}])
        db.execute("PRAGMA user_version = 1")

    return migrations


def _outbox_migrations() -> "Migrations":
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("outbox")

    @migrations()
    def commands_that_wait(db: "Database") -> None:
        columns = {
            "seq": int, "id": str, "ticket": str, "do": str, "body": str, "batch": str, "made": float, "hold_until": float,
            "tries": int, "state": str, "answer": str, "settled": float, "acknowledged": int,
        }  # fmt: skip
        command = db.table("command").create(columns, pk="seq", not_null=set(columns) - {"seq", "settled"})
        command.create_index(["id"], unique=True)
        command.create_index(["state", "ticket", "seq"])
        db.execute("PRAGMA user_version = 1")

    return migrations


MIRROR = Kind("mirror", 0x70644D69, 1, "WAL", "NORMAL", _mirror_migrations, wipes=False, page=8192)
"""Six summaries go into a page of 8 KB, but only two into one of 4 KB."""
OUTBOX = Kind("outbox", 0x70644F75, 1, "TRUNCATE", "FULL", _outbox_migrations, wipes=True)
"""A rollback journal: this file is tiny and precious, and SQLite before 3.51.3 has a rare fault when two connections write one WAL."""


ONE_MORE_LOAD = "INSERT INTO meta VALUES ('loads', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1"
"""Says in a mirror that the whole copy is another one."""


def connect(path: Path, kind: Kind, *, busy: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the file, made or migrated where it has to be. Raises LocalError; Damaged and NewerFile before anything in it was touched."""
    with local(path):
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        db = sqlite3.connect(path, timeout=busy, isolation_level=None, check_same_thread=False)
        try:
            version = _version(db, path, kind)
            if _cut_short(db, path):
                raise Damaged(path, "the file is cut short")
            if version < kind.version:
                _migrate(db, path, kind)
            _set_journal(db, kind.journal)  # a file keeps WAL, but forgets TRUNCATE
            db.execute(f"PRAGMA synchronous = {kind.synchronous}")
            db.execute(f"PRAGMA secure_delete = {int(kind.wipes)}")
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def move_aside(path: Path) -> Path:
    """Rename a file that cannot be used, with its journals, to the first free `NAME.damaged-N`; returns the new name."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for suffix in ("", "-wal", "-shm", "-journal"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            os.replace(part, aside.with_name(aside.name + suffix))
    return aside


def _version(db: sqlite3.Connection, path: Path, kind: Kind) -> int:
    mark, version = db.execute("PRAGMA application_id").fetchone()[0], db.execute("PRAGMA user_version").fetchone()[0]
    if mark not in (0, kind.mark):
        raise Damaged(path, f"this is no {kind.name} of paidan")
    if version > kind.version:
        raise NewerFile(path, f"written by a newer paidan (file version {version}, this one knows {kind.version})")
    if not mark and db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise Damaged(path, f"this is no {kind.name} of paidan")
    return int(version)


def _cut_short(db: sqlite3.Connection, path: Path) -> bool:
    """Whether pages are missing that no journal holds: SQLite itself would notice only when it comes to them."""
    wal = path.with_name(path.name + "-wal")
    whole = db.execute("PRAGMA page_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
    return bool(path.stat().st_size < whole and not (wal.exists() and wal.stat().st_size))


def _set_journal(db: sqlite3.Connection, mode: str) -> None:
    """Another desk may be doing the same just now, and for this SQLite does not wait by itself."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute(f"PRAGMA journal_mode = {mode}")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _migrate(db: sqlite3.Connection, path: Path, kind: Kind) -> None:
    """Two desks may come here at once: the second finds the work done."""
    if sys.platform != "win32":
        path.chmod(0o600)
    db.execute(f"PRAGMA page_size = {kind.page}")  # says nothing to a file that has pages
    _set_journal(db, kind.journal)
    with transaction(db):
        if _version(db, path, kind) < kind.version:
            from sqlite_utils import Database

            db.execute(f"PRAGMA application_id = {kind.mark}")
            kind.migrations().apply(Database(db, recursive_triggers=False, execute_plugins=False))
