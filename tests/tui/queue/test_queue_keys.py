"""The queue's keys: what is offered while typing, views, orders, the strip, ranges, news, holding still, copying."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from api_client.models.page import SnapshotHead
from api_client.models.ticket import Stage, Ticket
from tests.tui.desk_parts import CITY, Bench, moment, page, ticket
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW
from tui.link import Arrived, Burns
from tui.settings import Settings, View
from widgets.queue.filter_line import FilterBox, pasted

TICKETS = [ticket(serial, due=40_000 + serial * 600, title=f"第{serial}件", received=moment(-serial)) for serial in range(80)]
ME = {"person": {"name": "zhang", "title": "张调度", "role": "dispatcher", "unit": "d-hd"}, "asks": ["sign", "rule", "cosign"]}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    own = Settings(views=(View("近的", "tier:2h sort:newest", ("number", "title", "age")),))
    made = Bench(tmp_path, [*TICKETS, ticket(90, due=50_000, stage=Stage.DISPUTED)], settings=own)
    made.mirror.remember(city=json.dumps(CITY), me=json.dumps(ME))
    yield made
    made.close()


def snapshot(*tickets: Ticket) -> tuple[SnapshotHead, list[list[Any]]]:
    """A whole copy that comes anew."""
    columns = tuple(Ticket.model_fields)
    told = [one.model_dump(mode="json") for one in tickets]
    return SnapshotHead(cursor=9, count=len(tickets), columns=columns, now=moment(0)), [[one[name] for name in columns] for one in told]


def numbers(bench: Bench) -> list[str]:
    """The end of each number that is seen."""
    return [line.number[-3:] for line in bench.queue.list.rows]


async def shows(pilot: Pilot[Any], bench: Bench, count: int) -> None:
    """Wait until the list has so many lines, all of them counted."""
    await until(pilot, lambda: bench.queue.view.exact and bench.queue.list.count == count)


async def test_a_filter_is_completed_kept_and_called_up_again(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        box = bench.queue.line.query_one(FilterBox)
        await pilot.press("/", *"hdq")
        await until(pilot, lambda: "海淀区" in screen_text(bench)[21])
        assert screen_text(bench)[23].startswith("Enter 筛选  Tab 采用")
        await pilot.press("tab", *"tier:2", "tab")
        assert box.value == "单位:海淀区 tier:2h "
        await pilot.press("enter")
        await shows(pilot, bench, 20)
        await pilot.press("/", *"sta", "enter")
        assert bench.queue.filter == "单位:海淀区 tier:2h sta", "Enter takes nothing that is offered"
        await pilot.press("/", *" x", "up", "up")
        assert box.value == "单位:海淀区 tier:2h"
        await pilot.press("down", "down")
        assert box.value == "单位:海淀区 tier:2h sta  x", "what was being typed"
        await pilot.press("shift+tab", "escape")
        assert bench.queue.filter == "单位:海淀区 tier:2h sta"
        await pilot.press("escape")
        assert (tmp := bench.desk.memory.filters) == ["单位:海淀区 tier:2h sta", "单位:海淀区 tier:2h"], tmp
        await pilot.press("/", *"waits:me", "enter")
        await shows(pilot, bench, 1)
        assert numbers(bench) == ["090"], "the objection, which a dispatcher rules on; the orders wait for their lead"


async def test_views_orders_and_the_strip(bench: Bench) -> None:
    async with bench.app.run_test(size=(160, 24)) as pilot:
        await pilot.press("'", *"近的", "enter")
        await shows(pilot, bench, 20)
        await until(pilot, lambda: "近的 /tier:2h" in screen_text(bench)[22])
        assert numbers(bench)[:2] == ["000", "004"]
        assert screen_text(bench)[1].split()[:3] == ["编号", "标题", "受理"]
        await pilot.press("/", *"x")
        await until(pilot, lambda: bench.queue.named is None)
        await pilot.press("escape")
        assert bench.queue.named.name == "近的"
        assert bench.queue.list.columns == ("number", "title", "age")
        await pilot.press("tab")
        await until(pilot, lambda: "全部" in screen_text(bench)[22])
        assert "时限" in screen_text(bench)[1], "the usual columns are back"
        await pilot.press("shift+tab", "S")
        assert bench.queue.filter == "tier:2h sort:tier"
        await pilot.press("escape", "f10", "right", "enter")
        await until(pilot, lambda: bench.queue.filter in ("tier:2h band:calm", "tier:24h"))
        await pilot.press("2")
        await until(pilot, lambda: bench.queue.filter.startswith("tier:24h"))
        await pilot.press("t", ";", *"街道", "enter", "escape")
        await until(pilot, lambda: "街道" in screen_text(bench)[1])
        await pilot.press("‘", *"二档", "enter")
        await until(pilot, lambda: "二档" in bench.queue.status.status.view)
        assert bench.desk.settings.views[0] == View("二档", bench.queue.filter, bench.queue.list.columns)
        assert "street" in bench.queue.list.columns


async def test_what_burns_is_found_in_every_order(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widgets.queue.ticket_list.SCAN_MOST", 5)
    bench.mirror.apply(page(bench.mirror, ticket(0, due=-5, version=2, received=moment(-9_000))), wall=bench.wall)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("/", *"sort:newest", "enter")
        await shows(pilot, bench, 81)
        await pilot.press("g", "n")
        assert bench.queue.list.current.number == "20261122-000000"
        bench.mirror.replace(*snapshot(ticket(3, due=500_000)), log_id="other", wall=bench.wall)
        bench.app.post_message(Arrived(frozenset()))
        await shows(pilot, bench, 1)
        await pilot.press("n")
        await until(pilot, lambda: "没有超期或紧迫的工单" in screen_text(bench)[22])
        assert "新到" not in screen_text(bench)[1], "a copy that is new as a whole is no news"


async def test_what_comes_in_out_of_sight_is_told_and_the_list_can_be_held(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.app.post_message(Arrived(frozenset()))
        await pilot.press("G")
        bench.mirror.apply(page(bench.mirror, ticket(200, due=-50), ticket(201, due=39_000)), wall=bench.wall)
        bench.app.post_message(Arrived(frozenset(("20261122-000200", "20261122-000201"))))
        await until(pilot, lambda: "▵2 新到 急 1 i" in screen_text(bench)[1])
        assert bench.queue.list.current.number == TICKETS[79].number, "the selection has not moved"
        await pilot.press("《")
        assert bench.queue.list.current.number == "20261122-000200"
        await until(pilot, lambda: "新到" not in screen_text(bench)[1])
        await pilot.press("h", "G")
        bench.mirror.apply(page(bench.mirror, ticket(202, due=10)), wall=bench.wall)
        bench.app.post_message(Arrived(frozenset(("20261122-000202",))))
        await until(pilot, lambda: "停更 1" in screen_text(bench)[22])
        assert bench.queue.list.count == 83
        await pilot.press("ctrl+r")
        await shows(pilot, bench, 84)
        assert bench.link.hurried == 1
        await until(pilot, lambda: "▵1 新到" in screen_text(bench)[1])
        bench.queue.newcomers.clear()
        bench.app.screen.post_message(Burns(bench.mirror.kept(["20261122-000201"], bench.queue.query_on, NOW)))
        await until(pilot, lambda: "▵1 新到" in screen_text(bench)[1])
        looked = bench.desk.memory.looked
        bench.wall += 50
        await pilot.press("/", *"新到")
        await until(pilot, lambda: bench.queue.filter == "新到")
        await pilot.press(*"的楼")
        await until(pilot, lambda: bench.queue.filter == "新到的楼")
        assert bench.desk.memory.looked == looked, "nobody has looked at what is new on the way"
        await pilot.press("backspace", "backspace", "enter")
        await until(pilot, lambda: bench.queue.filter == "新到")
        bench.wall += 50
        await pilot.press("escape", "i")
        assert bench.desk.memory.looked >= NOW + 50, "leaving what is new is having looked"
        assert not bench.queue.newcomers.numbers


async def test_ranges_stay_while_the_filter_changes_and_are_copied(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        copied: list[str] = []
        monkeypatch.setattr(bench.app, "copy_to_clipboard", copied.append)
        await pilot.press("V", "j", "j", "escape")
        assert bench.queue.list.marks == {}
        await pilot.press("V", "j", "V", "j", "J", "/", *"tier:15d", "enter")
        await shows(pilot, bench, 20)
        assert [number[-3:] for number in bench.queue.list.marks] == ["002", "003", "004", "005"]
        await pilot.press("y")
        await until(pilot, lambda: "已复制 4 件" in screen_text(bench)[0])
        assert copied == ["20261122-000002\n20261122-000003\n20261122-000004\n20261122-000005"]
        await pilot.press("escape", "”")
        await until(pilot, lambda: "第2件" in "".join(screen_text(bench)))
        await pilot.press("escape", "escape", "escape")
        assert (bench.queue.filter, bench.queue.list.marks) == ("", {})
        await pilot.press("y")
        assert copied[-1].startswith("20261122-")
        assert len(copied) == 3


def test_a_paste_is_one_bounded_line_or_a_list_of_tickets() -> None:
    assert pasted("one\n two\tthree \x1b[2J") == "one two three [2J"
    assert len(pasted("很长 " * 5000)) <= 500
    assert pasted("见 20261122-000001、20261122-000002\n20261122-000001") == "number:20261122-000001,20261122-000002"
    assert pasted("20261122-000001") == "20261122-000001"


async def test_the_pane_follows_a_scrolled_list_at_once_and_other_moves_once_they_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path, [ticket(serial, due=serial * 600) for serial in range(60)])
    async with bench.app.run_test(size=(120, 24)) as pilot:
        queue, shown = bench.queue, []
        await until(pilot, lambda: queue.pane._ticket)
        monkeypatch.setattr(queue.pane, "show", lambda told, **_: shown.append(told["number"]))
        queue.list.move(1)
        queue.list.page(1)
        assert shown == [], "it waits until the selection rests"
        queue.list.move(60)
        queue.list.move(-30)
        shown.clear()
        for _ in range(20):
            before = queue.list.top
            queue.list.move(-1)
            assert shown == ([queue.list.rows[0].number] if queue.list.top < before else [])
            shown.clear()
        assert queue.list.top == queue.list.cursor
    bench.close()
