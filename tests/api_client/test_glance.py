"""The local copy at a glance."""

import sqlite3
import time
from pathlib import Path

from api_client.glance import QUIET_SECONDS, glance
from api_client.mirror import Mirror
from api_client.outbox import Outbox
from tests.tui.desk_parts import command, fill, ticket
from tests.widgets.queue_lines import NOW


def copy(folder: Path, *due: int) -> Path:
    """A mirror with tickets due in so many seconds."""
    mirror = Mirror.open(folder / "mirror.db")
    fill(mirror, [ticket(serial, seconds) for serial, seconds in enumerate(due)])
    mirror.close()
    return folder / "mirror.db"


def test_without_a_copy_there_is_nothing_to_see_and_nothing_is_made(tmp_path: Path) -> None:
    assert glance(tmp_path / "mirror.db", tmp_path / "outbox.db", float(NOW)) is None
    assert list(tmp_path.iterdir()) == []
    Mirror.open(tmp_path / "mirror.db").close()
    assert glance(tmp_path / "mirror.db", tmp_path / "outbox.db", float(NOW)) is None, "no hotline has told anything yet"


def test_it_counts_what_burns_and_names_what_is_due_next(tmp_path: Path) -> None:
    mirror, outbox = copy(tmp_path, -90_000, -60, 300, 5000, 7000), Outbox.open(tmp_path / "outbox.db")
    outbox.put([command(3), command(4)], now=1.0)
    outbox.settle(outbox.waiting()[0].id, state="refused", answer="{}", now=2.0)
    seen = glance(mirror, outbox.path, float(NOW))
    assert seen is not None
    assert (seen.overdue, seen.urgent, sum(seen.bands.values())) == (2, 1, 5)
    assert (seen.number, seen.tier, seen.due - seen.now) == ("20261122-000002", "7d", 300)
    assert (seen.waiting, seen.refused, seen.zone, seen.quiet) == (1, 1, "Asia/Shanghai", False)


def test_time_passes_without_the_hotline_and_then_the_copy_is_old(tmp_path: Path) -> None:
    mirror = copy(tmp_path, 300)
    seen = glance(mirror, tmp_path / "outbox.db", NOW + 301.0)
    assert seen is not None
    assert (seen.overdue, seen.number, seen.quiet, seen.told) == (1, "", True, NOW)
    assert glance(mirror, tmp_path / "outbox.db", NOW + QUIET_SECONDS).quiet is False  # type: ignore[union-attr] # the copy is there


def test_it_looks_while_a_desk_writes(tmp_path: Path) -> None:
    path = copy(tmp_path, 300)
    with sqlite3.connect(path, isolation_level=None) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE ticket SET open = 0")
        seen = glance(path, tmp_path / "outbox.db", float(NOW))
        db.execute("ROLLBACK")
    assert seen is not None
    assert sum(seen.bands.values()) == 1


def test_twenty_thousand_tickets_are_seen_quickly(tmp_path: Path) -> None:
    path = copy(tmp_path, *range(1, 1001))
    with sqlite3.connect(path) as db:
        columns = ", ".join(name for _, name, *_ in db.execute("PRAGMA table_info(ticket)") if name not in ("id", "number"))
        for turn in range(19):
            db.execute(f"INSERT INTO ticket (number, {columns}) SELECT number || '-{turn}', {columns} FROM ticket LIMIT 1000")
    began = time.perf_counter()
    assert glance(path, tmp_path / "outbox.db", float(NOW)) is not None
    assert time.perf_counter() - began < 0.5, "20 ms on a quiet machine"
