"""A desk whose files break while it runs: it says so as long as it lasts, opens and closes screens all the same, and catches up afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.desk_parts import Bench, command, page, ticket
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW
from tui.link import Arrived, Settled, Ticked
from tui.steady import TRY_EVERY_SECONDS

TICKETS = [ticket(serial, due=3600 + serial) for serial in range(40)]


@contextmanager
def without(file: Path, *tables: str) -> Iterator[None]:
    """A file in which some tables cannot be found for a while."""
    with closing(sqlite3.connect(file)) as db:
        for table in tables:
            db.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
        yield
        for table in tables:
            db.execute(f"ALTER TABLE {table}_away RENAME TO {table}")


def said(bench: Bench) -> bool:
    """Whether the queue's line says what is wrong."""
    return bench.desk.say("desk.file_sick", why="") in str(bench.queue.status.status.note)


async def walk(bench: Bench, pilot: Pilot[Any]) -> None:
    """Everything that reads, while nothing can be read."""
    for screen in bench.app.screen_stack:
        screen.post_message(Ticked())
    bench.app.post_message(Arrived(frozenset({TICKETS[0].number})))
    bench.app.post_message(Settled())
    for keys in ("j G enter escape", "6 j tab escape", "9 escape 0 R escape", "7 escape r escape u g"):
        await pilot.press(*keys.split())
    for screen in bench.app.screen_stack:
        screen.post_message(Arrived(frozenset({TICKETS[0].number})))
    await pilot.resize_terminal(100, 30)
    await pilot.resize_terminal(80, 24)


@pytest.mark.parametrize(("file", "tables"), [("mirror.db", ("ticket", "meta")), ("outbox.db", ("command",))])
async def test_a_file_that_breaks_under_a_running_desk_is_said_and_ends_nothing(tmp_path: Path, file: str, tables: tuple[str, ...]) -> None:
    bench = Bench(tmp_path, TICKETS)
    bench.outbox.put([command(1), command(2)], now=NOW, hold=60)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bench.queue.list.count == 40)
        with without(tmp_path / file, *tables):
            await walk(bench, pilot)
            bench.queue.status.show(note="")
            for _ in range(TRY_EVERY_SECONDS):
                bench.app.try_files()
            await until(pilot, lambda: said(bench))
            assert bench.app.is_running
            assert bench.app._exception is None
        bench.mirror.apply(page(bench.mirror, ticket(99, due=60)), wall=bench.wall)
        for _ in range(TRY_EVERY_SECONDS):
            bench.app.try_files()
        while len(bench.app.screen_stack) > 1:
            await pilot.press("escape")
        await until(pilot, lambda: bench.queue.list.count == 41)
    bench.close()
