import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from api_client.errors import Damaged, LocalError, NewerFile
from api_client.schema import MIRROR, OUTBOX, Kind, connect, move_aside, transaction

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", [MIRROR, OUTBOX])
def test_a_new_file_is_private_marked_and_opened_again_as_it_is(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file.db"
    connect(path, kind).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    db = connect(path, kind)
    assert db.execute("PRAGMA user_version").fetchone() == (kind.version,)
    assert db.execute("PRAGMA application_id").fetchone() == (kind.mark,)
    assert db.execute("PRAGMA journal_mode").fetchone()[0].upper() == kind.journal
    assert db.execute("PRAGMA synchronous").fetchone() == ({"NORMAL": 1, "FULL": 2}[kind.synchronous],)
    db.close()


def test_a_file_that_is_current_needs_no_migrations(tmp_path: Path) -> None:
    connect(tmp_path / "file.db", MIRROR).close()
    script = (
        "import sys; from pathlib import Path; from api_client.schema import MIRROR, connect;"
        "connect(Path(sys.argv[1]), MIRROR).close(); print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "file.db")], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"


def test_several_desks_may_make_the_file_at_once(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from api_client.schema import MIRROR, connect; connect(Path(sys.argv[1]), MIRROR).close()"
    desks = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "file.db")], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)]
    assert [(desk.communicate(timeout=60)[1], desk.returncode) for desk in desks] == [(b"", 0)] * 4


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    connect(path, OUTBOX).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NewerFile, match="newer paidan"):
        connect(path, OUTBOX)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_garbage_is_damage(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(content)
    with pytest.raises(Damaged):
        connect(path, MIRROR)


def test_a_file_cut_short_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    connect(path, MIRROR).close()
    os.truncate(path, path.stat().st_size - 4096)
    with pytest.raises(Damaged):
        connect(path, MIRROR)


def test_another_programs_database_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (text)")
    db.close()
    with pytest.raises(Damaged, match="no mirror"):
        connect(path, MIRROR)


def test_an_outbox_is_no_mirror(tmp_path: Path) -> None:
    connect(tmp_path / "file.db", OUTBOX).close()
    with pytest.raises(Damaged, match="no mirror"):
        connect(tmp_path / "file.db", MIRROR)


def test_a_place_where_no_file_can_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file.db").mkdir()
    with pytest.raises(LocalError, match=r"file\.db"):
        connect(tmp_path / "file.db", MIRROR)


def test_damaged_files_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    for _ in range(2):
        path.write_text("x")
        (tmp_path / "file.db-wal").write_text("w")
        move_aside(path)
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "file.db.damaged-1", "file.db.damaged-1-wal", "file.db.damaged-2", "file.db.damaged-2-wal",
    ]  # fmt: skip


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    db = connect(tmp_path / "file.db", MIRROR)
    with pytest.raises(sqlite3.IntegrityError), transaction(db):
        db.executemany("INSERT INTO meta VALUES (?, 'b')", [("a",), ("a",)])
    assert db.execute("SELECT count(*) FROM meta WHERE key = 'a'").fetchone() == (0,)
    db.close()
