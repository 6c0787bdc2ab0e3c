"""The lists of work as a person goes through them: tab by tab, live, with the line cut, by the keys of the queue and two more."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from api_client.errors import LocalError
from api_client.models.page import Page, SnapshotHead
from api_client.models.people import Person
from api_client.models.ticket import Ticket
from fixtures.rules.access import ASKS
from tests.playbook import DISPATCHER, SUPERVISOR, officer
from tests.tui.desk_parts import Bench
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tests.widgets.work_lived import CITY_JSON, LIVES, NOW, lived
from tui.link import Arrived, LinkChanged
from tui.screens.form import FormScreen
from tui.screens.work import NAMES, WorkScreen
from widgets.work.items import Book


class WorkBench(Bench):
    """A desk of one person with every kind of thing that waits, and no line to the hotline."""

    @property
    def work(self) -> WorkScreen:
        assert isinstance(self.app.screen, WorkScreen)
        return self.app.screen

    def text(self) -> str:
        return "\n".join(screen_text(self))

    def fills(self, width: int, height: int) -> bool:
        """Whether every line of the screen has exactly its width."""
        return [cell_len(line) for line in screen_text(self)] == [width] * height

    async def opened(self, pilot: Pilot[Any]) -> None:
        await pilot.press("6")
        await until(pilot, lambda: isinstance(self.app.screen, WorkScreen) and self.work.hand.speech.city is not None and self.work._read)
        await pilot.pause()

    def told(self, *tickets: Ticket, gone: tuple[str, ...] = ()) -> None:
        """A page of the feed comes."""
        after = self.mirror.cursor
        self.mirror.apply(Page(after=after, cursor=after + 1, now=NOW, tickets=tickets, gone=gone))
        self.app.post_message(Arrived(frozenset((*(one.number for one in tickets), *gone))))

    async def seconds(self, pilot: Pilot[Any], count: int = 1) -> None:
        """Seconds pass."""
        self.wall += count
        self.work.on_ticked(cast(Any, None))
        await pilot.pause()


@asynccontextmanager
async def desk_of(folder: Path, person: Person, *, lang: str = "zh", names: tuple[str, ...] = tuple(LIVES)) -> AsyncIterator[WorkBench]:
    bench = WorkBench(folder, lang=lang)
    bench.wall = NOW.timestamp()
    columns = tuple(Ticket.model_fields)
    rows = [[told[name] for name in columns] for told in (lived(name).model_dump(mode="json") for name in names)]
    bench.mirror.replace(SnapshotHead(cursor=1, count=len(rows), columns=columns, now=NOW), rows, log_id="test", wall=bench.wall)
    me = {"person": person.model_dump(mode="json"), "asks": sorted(ASKS[person.role]), "now": NOW.isoformat()}
    bench.mirror.remember(city=CITY_JSON, me=json.dumps(me))
    bench.desk.heard(anew=True)
    try:
        yield bench
    finally:
        bench.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_tab_stands_at_every_size_with_its_count(tmp_path: Path, lang: str) -> None:
    async with desk_of(tmp_path, DISPATCHER, lang=lang) as bench, bench.app.run_test(size=(120, 40)) as pilot:
        await bench.opened(pilot)
        for size in ((120, 40), (80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            for at in range(len(NAMES)):
                bench.work.at = at
                bench.work.show(keep=False)
                await pilot.pause()
                await until(pilot, partial(bench.fills, *size))
                lines = screen_text(bench)
                assert f"[{bench.desk.say(f'work.tab.{NAMES[at]}')} " in lines[0]


async def test_it_opens_where_something_is_mine_and_goes_through_the_tabs(tmp_path: Path) -> None:
    async with desk_of(tmp_path, officer("1101")) as bench, bench.app.run_test(size=(120, 30)) as pilot:
        await bench.opened(pilot)
        assert bench.work.name_shown == "sign", "nothing to co-sign is mine"
        assert "会签 0/2 [签收 1] 回访 0/2  督办 1  异议 0/2  吹哨 0/2  协办 0/1" in bench.text()
        await pilot.press("tab", "tab")
        assert bench.work.name_shown == "supervision"
        await pilot.press("shift+tab", "[", "[", "[")
        assert bench.work.name_shown == "joint"
        await pilot.press("ctrl+l")
        assert "[joint 0/1]" in bench.text()
        await pilot.press("enter")
        assert type(bench.app.screen).__name__ == "TicketScreen"
        await pilot.press("escape", "escape")
        assert bench.app.screen is bench.queue
        await bench.opened(pilot)
        assert bench.work.name_shown == "joint", "where one was last, whatever waits elsewhere"


async def test_lists_move_while_the_selection_stays_and_an_empty_one_says_so(tmp_path: Path) -> None:
    async with desk_of(tmp_path, DISPATCHER, names=("disputed", "ruled", "to_call")) as bench, bench.app.run_test(size=(80, 24)) as pilot:
        await bench.opened(pilot)
        bench.work.at = NAMES.index("dispute")
        bench.work.show(keep=False)
        await pilot.press("j")
        chosen = bench.work.current
        assert chosen is not None
        bench.told(lived("whistled"), gone=(lived("disputed").number,))
        await until(pilot, lambda: bench.work._stale)
        await bench.seconds(pilot)
        assert bench.work.current == chosen
        assert "[异议 0/1]" in bench.text()
        bench.told(gone=(chosen.number,))
        await until(pilot, lambda: bench.work._stale)
        await bench.seconds(pilot)
        assert "没有待裁定的派单异议" in bench.text()
        assert "吹哨 0/2" in bench.text()
        for key in ("t", "space", "enter", "c"):
            bench.work.status.show(note="")
            await pilot.press(key)
            await until(pilot, lambda: "没有选中的工单" in bench.text())
        assert bench.app.screen is bench.work, "there is nothing to act on"


async def test_countdowns_turn_without_painting_anything_else(tmp_path: Path) -> None:
    async with desk_of(tmp_path, DISPATCHER, names=("disputed", "to_call")) as bench, bench.app.run_test(size=(100, 24)) as pilot:
        await bench.opened(pilot)
        before = bench.work.rows.cells_painted
        await bench.seconds(pilot)
        assert bench.work.rows.cells_painted == before, "days and hours do not turn by seconds"
        await bench.seconds(pilot, 3600)
        assert bench.work.rows.cells_painted == before + 1
        bench.app.screen.post_message(LinkChanged("lost", bench.wall, "refused"))
        await until(pilot, lambda: "断线" in bench.text())
        assert bench.work.rows.count, "the copy here stays"


async def test_two_keys_decide_and_what_is_others_turn_says_whose(tmp_path: Path) -> None:
    async with desk_of(tmp_path, DISPATCHER, names=("disputed", "ruled", "to_call")) as bench, bench.app.run_test(size=(100, 30)) as pilot:
        await bench.opened(pilot)
        bench.work.at = NAMES.index("dispute")
        bench.work.show(keep=False)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        await pilot.press(*"no", "escape", "z")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bench.outbox.waiting())
        [row] = bench.outbox.waiting()
        body = json.loads(row.body)
        assert (row.do, row.ticket, body["upheld"], body["reason"]) == ("rule", lived("disputed").number, False, "no")
        await until(pilot, lambda: isinstance(bench.app.screen, WorkScreen))
        await pilot.press("j", "t")
        await until(pilot, lambda: "督办员" in screen_text(bench)[-2])
        await pilot.press("shift+tab", "shift+tab")
        assert bench.work.name_shown == "callback"
        await pilot.press("v")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and bench.app.screen.do == "reveal" and not bench.app.screen.opening)
        await until(pilot, lambda: "|回访" in bench.text())  # the reason is offered


async def test_several_are_signed_at_once_but_never_one_that_was_not_marked(tmp_path: Path) -> None:
    async with desk_of(tmp_path, SUPERVISOR) as bench, bench.app.run_test(size=(100, 30)) as pilot:
        await bench.opened(pilot)
        assert bench.work.name_shown == "cosign"
        await pilot.press("*")
        assert len(bench.work.rows.marks) == 2
        held = lived("extending").cosigns[0]
        twice = lived("extending").model_copy(
            update={"version": 99, "cosigns": (held, held.model_copy(update={"request": lived("ruled").cosigns[0].request}))}
        )
        bench.told(twice)
        await until(pilot, lambda: bench.work._stale)
        await bench.seconds(pilot)
        await pilot.press("c")
        await until(pilot, lambda: "整单标记" in bench.text())
        await pilot.press("*", "*", "t")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(bench.outbox.waiting()) == 3)
        assert {row.do for row in bench.outbox.waiting()} == {"cosign"}
        await until(pilot, lambda: not bench.work.rows.marks)


def broken(*, most: int) -> None:
    raise LocalError(Path("m.db"), "no room")


async def test_a_whole_copy_that_is_new_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_of(tmp_path, DISPATCHER) as bench, bench.app.run_test(size=(80, 24)) as pilot:
        await bench.opened(pilot)
        bench.work.book = Book(bench.work.book.who)
        bench.work.show()
        assert "待办" not in screen_text(bench)[0]
        bench.app.post_message(Arrived(frozenset()))
        await until(pilot, lambda: bench.work.book.count("callback") == (2, 2))
        with monkeypatch.context() as patch:
            patch.setattr(bench.mirror, "waiting", broken)
            bench.app.post_message(Arrived(frozenset()))
            await until(pilot, lambda: "no room" in bench.text())
        assert bench.work.book.count("callback") == (2, 2), "what was read before stands"
        bench.work.read()
        await pilot.press("escape")
        assert bench.app.screen is bench.queue, "a list that is closed while it is read"
