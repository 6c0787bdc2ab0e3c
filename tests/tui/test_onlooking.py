"""A desk that only reads: it says so always, and each key that would ask something says why it does not."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from rich.console import Console

from api_client.onlooker import Onlooker
from api_client.outbox import Outbox
from tests.tui.desk_parts import Bench, command, ticket
from tests.tui.fake_desk import beijing
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui import keymap
from tui.onlooking import ASKING, name_of
from tui.settings import Settings


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    """A reader's desk, with a command of another desk in the outbox that was refused."""
    own = Outbox.open(tmp_path / "outbox.db")
    own.put([command(1)], now=1.0)
    own.settle(own.waiting()[0].id, state="refused", answer='{"status": 409, "code": "x", "detail": "no"}', now=2.0)
    own.close()
    made = Bench(tmp_path, [ticket(serial) for serial in range(3)], lang="en", settings=Settings(read_only=True))
    made.mirror.remember(city=beijing().model_dump_json())
    made.desk.outbox = Onlooker(tmp_path / "outbox.db")
    yield made
    made.desk.outbox.close()
    made.close()


async def said_why(bench: Bench, pilot: Any) -> None:
    await until(pilot, lambda: any("--read-only" in line for line in screen_text(bench)))


async def test_every_key_that_asks_says_why_it_does_not(bench: Bench) -> None:
    before = bench.outbox.path.read_bytes()
    async with bench.app.run_test(size=(160, 40)) as pilot:
        assert any("READ ONLY" in line for line in screen_text(bench))
        for way, groups in (("escape", ("act", "intake")), ("enter", ("act", "ticket")), ("9", ("outbox",)), ("6", ("act", "work"))):
            await pilot.press(way)
            await pilot.pause()
            screen = bench.app.screen
            rows = [row for row in bench.desk.keys if row.where in groups and name_of(row.action) in ASKING]
            assert rows
            await until(pilot, lambda: any("READ ONLY" in line for line in screen_text(bench)))
            for row in rows:
                await pilot.press(keymap.name(row.keys[0]))
                assert bench.app.screen is screen, row.id
                await said_why(bench, pilot)
            await pilot.press("escape")
    assert bench.outbox.path.read_bytes() == before


async def test_looking_works_all_the_same(bench: Bench) -> None:
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await pilot.press("j", "enter")
        await until(pilot, lambda: "20261122-" in screen_text(bench)[0])
        bench.app.action_undo()
        await said_why(bench, pilot)
        await pilot.press("escape", "9")
        await until(pilot, lambda: any("refused" in line for line in screen_text(bench)))


def test_what_goes_past_the_keys_is_refused_by_the_outbox(bench: Bench) -> None:
    from api_client.errors import ReadOnly

    with pytest.raises(ReadOnly):
        bench.desk.put([cast(Any, command(2))])


def test_what_ends_the_desk_shows_no_values(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(bench.app, "panic", shown.append)
    monkeypatch.setattr(bench.app, "bell", lambda: None)
    caller = "".join(("139", "1234", "5678"))
    try:
        raise KeyError(caller) from ValueError(caller)
    except KeyError as error:
        error.add_note(caller)
        bench.app._fatal_error()
    told = io.StringIO()
    Console(file=told, width=200).print(*shown)
    assert "KeyError" in told.getvalue()
    assert caller not in told.getvalue()


def test_the_name_of_an_action() -> None:
    assert [name_of(action) for action in ("act('sign')", "app.undo", "screen.act('x')", "move('line', 1)")] == ["act", "undo", "act", "move"]
