"""What came of a command on several tickets: a line for each, and keys that ask the refused ones again."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from textual.screen import Screen

from api_client.models.commands import AnyCommand, CoSign
from tests.tui.desk_parts import Bench, command, ticket
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW
from tui.bulk import Bulk
from tui.link import Settled
from tui.screens.results import ResultsScreen
from tui.screens.ticket import TicketScreen


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(tmp_path, [ticket(serial, due=40_000 + serial * 600) for serial in range(10)])
    yield made
    made.close()


def settle(bench: Bench, *asked: AnyCommand, why: str = "") -> None:
    """Let the hotline have done commands, or refused them."""
    for one in asked:
        answer = f'{{"detail": "{why}", "code": "x", "status": 409}}' if why else "{}"
        bench.outbox.settle(str(one.id), state="refused" if why else "done", answer=answer, now=NOW)


class Form(Screen[list[AnyCommand]]):
    """In the place of the form of a command: asks at once what it was told to."""

    def __init__(self, commands: Sequence[AnyCommand]) -> None:
        super().__init__()
        self.commands = commands

    def on_mount(self) -> None:
        self.dismiss(list(self.commands))


def forms(bench: Bench, *commands: Sequence[AnyCommand]) -> list[tuple[str, list[str], Any]]:
    """What each form is opened with from now on: command, tickets, what was typed; each asks the next of these commands."""
    opened: list[tuple[str, list[str], Any]] = []

    def form(do: str, lines: Sequence[Any], *, raw: Any) -> Form:
        opened.append((do, [line.number[-3:] for line in lines], raw))
        return Form(commands[len(opened) - 1])

    bench.desk.screens["form"] = form
    return opened


async def test_what_came_of_each_is_listed_and_the_refused_are_asked_again(bench: Bench) -> None:
    async with bench.app.run_test(size=(100, 24)) as pilot:
        asked = [command(serial) for serial in range(3)]
        bench.desk.put(asked, hold=0)
        bench.desk.bulk = Bulk(str(asked[0].id), (("20261122-000009", "须先签收"), ("20261122-000777", "")))
        settle(bench, asked[1], why="已由他人签收")
        settle(bench, asked[0], asked[2])
        bench.app.post_message(Settled())
        await until(pilot, lambda: "签收 3 件：已办 2，被拒 1（按 0 看各件）" in screen_text(bench)[22])
        await pilot.press("0")
        await until(pilot, lambda: "签收 5 件：已办 2，被拒 1，预览被拒未送 2 " in screen_text(bench)[0])
        lines = screen_text(bench)
        assert "000001 被拒" in lines[1]
        assert "已由他人签收" in lines[1]
        assert "000009 未送" in lines[2]
        assert lines[2].rstrip().endswith("须先签收")
        assert lines[3].split() == ["✗", "20261122-000777", "未送"], "neither its title nor a reason is known"
        assert ["已办" in line for line in lines[4:6]] == [True, True]
        opened = forms(bench, [command(1)], [])
        await pilot.press("r")
        await until(pilot, lambda: "：待送 1" in screen_text(bench)[0])
        assert opened == [("sign", ["001", "009"], {"reason": ""})]
        assert bench.outbox.trouble() == []
        await until(pilot, lambda: "预览被拒未送 1" in screen_text(bench)[0])
        await pilot.press("r")
        assert opened[1][1] == ["009"], "nothing is refused now, but one was not sent"


async def test_what_was_asked_otherwise_is_next_and_several_requests_are_signed_as_a_whole(bench: Bench) -> None:
    def sign(serial: int, text: str = "") -> CoSign:
        return CoSign(id=uuid4(), ticket=f"20261122-{serial:06}", seen=1, request=uuid4(), text=text)

    first, second, other, done = asked = [sign(1), sign(2), sign(3, "另行说明"), sign(4)]
    bench.desk.put(asked, hold=0)
    settle(bench, first, second, other, why="已有人会签")
    settle(bench, done)
    async with bench.app.run_test(size=(100, 24)) as pilot:
        await pilot.press("0")
        await until(pilot, lambda: "被拒 3" in screen_text(bench)[0])
        opened = forms(bench, [], [sign(1), sign(2)], [sign(3)])
        await pilot.press("r")
        assert [row.acknowledged for row in bench.outbox.trouble()] == [False] * 3, "who goes back has asked nothing"
        await pilot.press("f4")
        await until(pilot, lambda: [row.ticket[-3:] for row in bench.outbox.trouble()] == ["003"])
        assert opened == [("cosign", ["001", "002"], {"request": "all", "text": ""})] * 2
        await pilot.press("r")
        await until(pilot, lambda: len(opened) == 3 and not bench.outbox.trouble())
        assert opened[2] == ("cosign", ["003"], {"request": str(other.request), "text": "另行说明"})
        await until(pilot, lambda: "待送 1" in screen_text(bench)[0])
        await pilot.press("r")
        await until(pilot, lambda: bench.desk.say("results.nothing_refused") in screen_text(bench)[22])
        assert len(opened) == 3
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(bench.app.screen, TicketScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        await pilot.press("0")
        await until(pilot, lambda: isinstance(bench.app.screen, ResultsScreen))
