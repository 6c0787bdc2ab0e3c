"""The strip of the tour on a desk: it goes with the person from screen to screen, takes no key, and is put away by one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api_client.outbox import Row
from tests.tui.desk_parts import Bench, page, ticket
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW
from tui.link import Arrived, Settled
from tui.tour.steps import Offer
from widgets.lines.tour import TourStrip

TICKETS = [ticket(serial, due=(serial - 2) * 900, stage="received" if serial == 4 else "dispatched") for serial in range(30)]


def said(bench: Bench) -> str:
    """What the strip of the screen that is shown says; empty where there is none."""
    strips = list(bench.app.screen.query(TourStrip))
    return "  ".join(strips[0].said) if strips else ""


def shown(bench: Bench) -> list[str]:
    return [strip.text.rstrip() for strip in bench.app.screen._compositor.render_strips()]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(tmp_path, TICKETS, lang="en")
    made.app.tour_offer = Offer(tmp_path / "kept" / "tour-taken", wanted=True)
    yield made
    made.close()


def settled(do: str) -> Settled:
    return Settled(Row(1, "id", "20261122-000004", do, "{}", "", NOW, 0.0, 1, "done", "", NOW, 0))


async def test_it_goes_from_step_to_step_beside_what_the_person_does_and_is_remembered(bench: Bench, tmp_path: Path) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1/5" in said(bench) and bench.app.tour and bench.app.tour.began)
        assert sum("22-0000" in line for line in shown(bench)) == 18, "two lines fewer, and the keys still stand"
        assert any(line.startswith("d Dispatch") for line in shown(bench))
        await pilot.press("j")
        await until(pilot, lambda: "2/5" in said(bench))
        await pilot.press("enter")
        await until(pilot, lambda: "3/5" in said(bench))
        await pilot.press("escape")
        await until(pilot, lambda: "000004" in said(bench))
        bench.mirror.apply(page(bench.mirror, ticket(5, due=-9_000, stage="received", version=2)))
        bench.app.post_message(Arrived(frozenset(("20261122-000005",))))
        await until(pilot, lambda: "000005" in said(bench))
        await pilot.press("ctrl+l")
        await until(pilot, lambda: "还没有派" in said(bench))
        bench.app.post_message(settled("dispatch"))
        await until(pilot, lambda: "4/5" in said(bench))
        bench.app.post_message(settled("cosign"))
        await until(pilot, lambda: "5/5" in said(bench))
        await pilot.press("/", "x", "enter")
        await until(pilot, lambda: "导览完成" in said(bench))
        assert (tmp_path / "kept" / "tour-taken").exists(), "whoever quits now has taken it"
        await pilot.press("H")
        await until(pilot, lambda: not said(bench))
        await pilot.press("H")
        await until(pilot, lambda: "1/5" in said(bench))


@pytest.mark.parametrize(("cols", "rows"), [(60, 20), (120, 40)])
async def test_the_list_keeps_its_place_above_it_at_every_size(bench: Bench, cols: int, rows: int) -> None:
    async with bench.app.run_test(size=(cols, rows)) as pilot:
        await until(pilot, lambda: "1/5" in said(bench))
        await pilot.pause()
        strip = bench.app.screen.query_one(TourStrip)
        assert strip.region.bottom == rows
        assert 1 <= strip.size.height <= 3
        assert bench.queue.list.size.height == rows - 3 - strip.size.height
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: bench.app.screen.query_one(TourStrip).region.bottom == 24)


async def test_once_taken_it_comes_by_its_key_only_and_where_there_is_no_demo_not_at_all(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "tour-taken").touch()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: any("22-0000" in line for line in shown(bench)))
        assert not said(bench)
        await pilot.press("H")
        await until(pilot, lambda: "1/5" in said(bench))
        await pilot.press("H")
        bench.app.tour_offer = None
        await pilot.press("H")
        await until(pilot, lambda: any("part of the demo" in line for line in shown(bench)))
        assert not said(bench)


async def test_it_stands_beside_every_screen(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1/5" in said(bench))
        for key in ("2", "3", "4", "5", "7", "8", "9"):
            await pilot.press(key)
            await until(pilot, lambda: len(bench.app.screen_stack) == 2)
            bench.app._look()
            await until(pilot, lambda: said(bench))
            await pilot.press("escape")
            await until(pilot, lambda: len(bench.app.screen_stack) == 1)
