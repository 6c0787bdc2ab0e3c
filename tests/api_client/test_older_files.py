"""Files as every version of paidan wrote them, as SQL: opened by this one with nothing lost; a newer one's are refused and left alone."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from api_client.errors import NewerFile
from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.schema import MIRROR, OUTBOX, Kind, connect
from tests.api_client.told import fill, lines, note, page, ticket

OUTBOX_1 = """
PRAGMA application_id = 1885622133;
CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT);
CREATE TABLE command (
   seq INTEGER PRIMARY KEY, id TEXT NOT NULL, ticket TEXT NOT NULL, do TEXT NOT NULL, body TEXT NOT NULL, batch TEXT NOT NULL,
   made REAL NOT NULL, hold_until REAL NOT NULL, tries INTEGER NOT NULL, state TEXT NOT NULL, answer TEXT NOT NULL, settled REAL,
   acknowledged INTEGER NOT NULL
);
CREATE UNIQUE INDEX idx_command_id ON command (id);
CREATE INDEX idx_command_state_ticket_seq ON command (state, ticket, seq);
PRAGMA user_version = 1;
"""
MIRROR_1 = """
PRAGMA application_id = 1885621609;
CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT);
CREATE TABLE ticket (
   id INTEGER PRIMARY KEY, number TEXT NOT NULL, tier TEXT NOT NULL, stage TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
   lead TEXT NOT NULL, street TEXT NOT NULL, flags TEXT NOT NULL, next_clock TEXT NOT NULL, district TEXT NOT NULL, cc TEXT NOT NULL,
   first_receiver TEXT NOT NULL, item TEXT NOT NULL, path TEXT NOT NULL, address TEXT NOT NULL, words TEXT NOT NULL, version INTEGER NOT NULL,
   hops INTEGER NOT NULL, urgent INTEGER NOT NULL, next_due INTEGER NOT NULL, watch_at INTEGER NOT NULL, warn_at INTEGER NOT NULL,
   urgent_at INTEGER NOT NULL, long_at INTEGER NOT NULL, open INTEGER NOT NULL, received INTEGER NOT NULL
);
CREATE UNIQUE INDEX idx_ticket_number ON ticket (number);
CREATE INDEX queue ON ticket(next_due, number) WHERE open = 1;
CREATE INDEX counts ON ticket(tier, lead, next_due, long_at, urgent_at, warn_at, watch_at) WHERE open = 1;
CREATE TABLE summary (id INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
{meta}
PRAGMA user_version = 1;
"""
EMPTY = "INSERT INTO meta VALUES ('cursor', '0'), ('open', '0');"


def lay(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)
    return path


def columns(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The tables, their columns and the indexes of a file."""
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE '%sqlite%' ORDER BY name")]
        return {name: [row[1:4] for row in db.execute(f"SELECT * FROM pragma_table_info('{name}')")] for name in names}


@pytest.mark.parametrize(("kind", "script"), [(OUTBOX, OUTBOX_1), (MIRROR, MIRROR_1.format(meta=EMPTY))], ids=["outbox", "mirror"])
def test_what_version_1_wrote_is_what_this_one_makes(kind: Kind, script: str, tmp_path: Path) -> None:
    assert kind.version == 1, "a new version: lay its files here, too, and try each older one"
    connect(tmp_path / "new.db", kind).close()
    assert columns(lay(tmp_path / "old.db", script)) == columns(tmp_path / "new.db")


def test_an_outbox_of_version_1_loses_nothing(tmp_path: Path) -> None:
    waits, refused, done = (note(n) for n in (1, 2, 3))
    rows = [
        (str(waits.id), waits.ticket, waits.model_dump_json(), "waiting", "", None, 2),
        (str(refused.id), refused.ticket, refused.model_dump_json(), "refused", '{"status": 409, "code": "x", "detail": "no"}', 5.0, 1),
        (str(done.id), done.ticket, done.model_dump_json(), "done", "{}", 6.0, 1),
    ]
    path = lay(tmp_path / "outbox.db", OUTBOX_1)
    with closing(sqlite3.connect(path)) as db, db:
        sql = "INSERT INTO command (id, ticket, body, state, answer, settled, tries, do, batch, made, hold_until, acknowledged)"
        db.executemany(f"{sql} VALUES (?, ?, ?, ?, ?, ?, ?, 'note', 'b', 1.0, 1.0, 0)", rows)
    with closing(Outbox.open(path)) as outbox:
        assert [(row.id, row.tries) for row in outbox.due(9.0)] == [(str(waits.id), 2)]
        assert [row.id for row in outbox.trouble()] == [str(refused.id)]
        assert (outbox.damaged, len(outbox.latest())) == (None, 3)
        new = note(4)
        outbox.put([new], now=9.0)
        assert outbox.settle(str(new.id), state="done", answer="{}", now=10.0)
        assert [UUID(row.id) for row in outbox.waiting()] == [waits.id]
        assert json.loads(outbox.waiting()[0].body)["text"] == waits.text


@pytest.mark.parametrize("meta", [EMPTY, ""], ids=["as released", "as the first commits left it"])
def test_a_mirror_of_version_1_goes_on(meta: str, tmp_path: Path) -> None:
    with closing(Mirror.open(lay(tmp_path / "mirror.db", MIRROR_1.format(meta=meta)))) as mirror:
        assert (mirror.cursor, mirror.rebuilt, lines(mirror)) == (0, False, [])
        fill(mirror, [ticket(1)])
        mirror.apply(page(1, ticket(2)))
        assert [line.number[-1] for line in lines(mirror)] == ["1", "2"]


def test_a_mirror_that_remembers_no_cursor_takes_pages_from_the_beginning(tmp_path: Path) -> None:
    with closing(Mirror.open(lay(tmp_path / "mirror.db", MIRROR_1.format(meta="")))) as mirror:
        mirror.apply(page(0, ticket(1)))
        assert mirror.cursor == 1


def test_a_file_that_was_only_begun_is_finished(tmp_path: Path) -> None:
    (tmp_path / "outbox.db").touch()
    with closing(Outbox.open(tmp_path / "outbox.db")) as outbox:
        outbox.put([note(1)], now=1.0)
        assert outbox.damaged is None


def test_an_outbox_of_a_newer_paidan_is_refused_with_a_sentence_and_untouched(tmp_path: Path) -> None:
    path = lay(tmp_path / "outbox.db", OUTBOX_1.replace("user_version = 1", "user_version = 2"))
    before = path.read_bytes()
    with pytest.raises(NewerFile, match="a newer paidan"):
        Outbox.open(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["outbox.db"]
