"""The boards as a person goes through them: by tab and by name, month by month, from a figure to its tickets, and with the line cut."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.hotlines import Hotline
from tests.tui.asking_desk import SIZES, AskingBench, asking
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui.figures.board_asks import BOARDS
from tui.figures.periods import before
from tui.screens.boards import BoardsScreen


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    async with asking(tmp_path, hotline) as made:
        yield made


def boards(bench: AskingBench) -> BoardsScreen:
    assert isinstance(bench.app.screen, BoardsScreen)
    return bench.app.screen


def stands(bench: AskingBench, name: str) -> bool:
    """Whether a board is there as the hotline last told it."""
    screen = bench.app.screen
    return isinstance(screen, BoardsScreen) and screen.board.name == name and screen.standing == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_board_stands_at_every_size_in_both_languages(tmp_path: Path, hotline: Hotline, size: tuple[int, int], lang: str) -> None:
    async with asking(tmp_path, hotline, lang=lang) as bench, bench.app.run_test(size=size) as pilot:
        await pilot.press("2")
        for board in BOARDS:
            await until(pilot, partial(stands, bench, board.name))
            await pilot.pause()
            lines = screen_text(bench)
            assert [cell_len(line) for line in lines] == [size[0]] * size[1]
            assert f"[{bench.desk.say(f'boards.{board.name}')}]" in bench.text()
            await pilot.press("tab")
        await until(pilot, lambda: boards(bench).board.name == "rates")


async def test_the_rates_name_units_total_and_formula(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await bench.shows(pilot, "合计", "海淀区", "响应率", "综合得分＝")
        assert bench.link.last("board")["level"] == "district"
        await pilot.press("v")
        await bench.shows(pilot, "三率  2026-11  街乡镇", "东华门街道")
        assert bench.link.last("board")["level"] == "street"


async def test_left_and_right_go_to_other_months_but_to_none_that_has_not_begun(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: boards(bench).standing == "")
        this = boards(bench).month
        assert "later" in boards(bench).idle()
        await pilot.press("left")
        await bench.shows(pilot, before(this))
        assert "later" not in boards(bench).idle()
        await until(pilot, lambda: bench.link.last("board")["month"] == before(this))
        await pilot.press("right", "right")
        await bench.shows(pilot, "该月尚未开始")
        assert boards(bench).month == this


async def test_a_figure_is_traced_to_its_tickets_and_back(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await bench.shows(pilot, "合计")
        await pilot.press("enter")
        await bench.shows(pilot, "合计：追到哪些工单", "响应率：未达到的")
        await pilot.press(*"nothing")
        await bench.shows(pilot, "没有")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: bench.app.place == "boards")
        assert "figure" not in bench.link.last("board"), "nothing was chosen: nothing is asked"
        await pilot.press("enter")
        await bench.shows(pilot, "响应率：计入分母的")
        await pilot.press("down", "down", "down", "down", "down", "down", "enter")
        await until(pilot, lambda: bench.link.last("board").get("figure") == "response.denominator")
        await until(pilot, lambda: boards(bench).standing == "" and boards(bench).grid.count > 0)
        row = boards(bench).grid.current
        assert row is not None
        assert row.id.startswith("ticket:")
        await pilot.press("escape")
        await bench.shows(pilot, "综合得分＝")
        assert boards(bench).behind is None


async def test_a_board_is_chosen_by_its_name_and_a_ticket_opened_from_it(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: boards(bench).standing == "")
        await pilot.press("b", *"topics", "enter")
        await until(pilot, lambda: isinstance(bench.app.screen, BoardsScreen) and boards(bench).board.name == "topics")
        await until(pilot, lambda: boards(bench).grid.count > 0)
        await pilot.press("enter")
        await until(pilot, lambda: boards(bench).board.name == "list")
        number = boards(bench).numbers[0]
        await bench.shows(pilot, number)
        await pilot.press("enter")
        await until(pilot, lambda: bench.app.place == "ticket")
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: bench.app.screen is bench.queue)


async def test_the_language_is_switched_on_the_spot(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await bench.shows(pilot, "合计")
        await pilot.press("ctrl+l")
        await bench.shows(pilot, "Total", "Haidian", "Response rate", "[Rates]")
