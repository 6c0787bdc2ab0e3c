"""Reports as a person reads and saves them: every one at every size, other periods, three forms of file, and every way saving can fail."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from api_client.errors import Unreachable
from tests.hotlines import Hotline
from tests.tui.asking_desk import SIZES, AskingBench, asking
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui.screens.reports import NAMES, ReportsScreen
from tui.screens.saving import SavingScreen


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    async with asking(tmp_path, hotline) as made:
        yield made


def stands(bench: AskingBench, name: str = "") -> bool:
    screen = bench.app.screen
    return isinstance(screen, ReportsScreen) and screen.standing == "" and (not name or bench.link.last("report")["name"] == name)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_report_stands_at_every_size_in_both_languages(tmp_path: Path, hotline: Hotline, size: tuple[int, int], lang: str) -> None:
    async with asking(tmp_path, hotline, lang=lang) as bench, bench.app.run_test(size=size) as pilot:
        await pilot.press("4")
        for name in (*NAMES[2:], *NAMES[:2]):
            await until(pilot, partial(stands, bench, name))
            await pilot.pause()
            assert [cell_len(line) for line in screen_text(bench)] == [size[0]] * size[1]
            await pilot.press("tab")


async def test_other_periods_are_asked_for_in_the_report_s_own_manner(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: stands(bench))
        await pilot.press("left")
        await until(pilot, lambda: bench.link.last("report")["month"] == "2026-10")
        await pilot.press("right", "right")
        await bench.shows(pilot, "该月尚未开始")
        await pilot.press("tab")
        await until(pilot, lambda: bench.link.last("report").get("quarter") == "2026-Q4")
        await pilot.press("b", *"annual", "enter")
        await until(pilot, lambda: bench.link.last("report").get("year") == "2026")


async def save(bench: AskingBench, pilot: Pilot[Any], path: Path) -> None:
    """Type a path where one is asked for."""
    await pilot.press("s")
    await until(pilot, lambda: isinstance(bench.app.screen, SavingScreen))
    await pilot.press("ctrl+u", *str(path), "enter")


@pytest.mark.parametrize(("ending", "begins"), [("md", "# 月统计与通报"), ("csv", "\ufeff月统计与通报"), ("html", '<!doctype html><html lang="zh">')])
async def test_a_report_is_saved_in_the_form_of_the_name(bench: AskingBench, tmp_path: Path, ending: str, begins: str) -> None:
    path = tmp_path / f"r.{ending}"
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: stands(bench))
        await save(bench, pilot, path)
        await bench.shows(pilot, "已存到")
        assert path.read_text(encoding="utf-8").startswith(begins)
        assert "响应率" in path.read_text(encoding="utf-8")


async def test_a_file_that_is_there_is_never_overwritten(bench: AskingBench, tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    path.write_text("mine", encoding="utf-8")
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: stands(bench))
        await save(bench, pilot, path)
        await bench.shows(pilot, "没有覆盖", str(path)[-20:])
        assert path.read_text(encoding="utf-8") == "mine"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(bench.app.screen, ReportsScreen))


@pytest.mark.parametrize(("name", "said"), [("r.txt", "文件名须以"), ("nowhere/r.md", "没有存成：")])
async def test_a_path_that_will_not_do_comes_back_with_why(bench: AskingBench, tmp_path: Path, name: str, said: str) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: stands(bench))
        await save(bench, pilot, tmp_path / name)
        await bench.shows(pilot, said)
        assert not (tmp_path / name).exists()


async def test_without_a_line_nothing_is_saved_and_it_is_said(bench: AskingBench, tmp_path: Path) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: stands(bench))
        bench.link.trouble = Unreachable("refused")
        await save(bench, pilot, tmp_path / "r.md")
        await bench.shows(pilot, "热线没有给出报告")
        assert not (tmp_path / "r.md").exists()
        await pilot.press("escape", "left")
        await bench.shows(pilot, "联系不上热线")
        assert screen_text(bench)[-2].startswith("0/0 "), "a report that was never told has no lines"


async def test_the_page_scrolls_to_its_end_and_back(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await bench.shows(pilot, "环比同比")
        await pilot.press("G")
        await until(pilot, lambda: "环比同比" not in bench.text())
        await pilot.press("g")
        await bench.shows(pilot, "环比同比")
