"""The catalogue as a person searches it, what the hotline foretells for a place, and the policy's values."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from api_client.errors import Unreachable
from tests.hotlines import Hotline
from tests.tui.asking_desk import SIZES, AskingBench, asking
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui.screens.catalogue import PARTS, CatalogueScreen


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    async with asking(tmp_path, hotline) as made:
        yield made


def stands(bench: AskingBench, part: str = "items") -> bool:
    screen = bench.app.screen
    return isinstance(screen, CatalogueScreen) and PARTS[screen.at] == part and screen.standing == "" and screen.grid.count > 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_part_stands_at_every_size_in_both_languages(tmp_path: Path, hotline: Hotline, size: tuple[int, int], lang: str) -> None:
    async with asking(tmp_path, hotline, lang=lang) as bench, bench.app.run_test(size=size) as pilot:
        await pilot.press("5")
        for part in PARTS:
            await until(pilot, partial(stands, bench, part))
            await pilot.pause()
            assert [cell_len(line) for line in screen_text(bench)] == [size[0]] * size[1]
            await pilot.press("tab")


@pytest.mark.parametrize("typed", ["暖气不热", "nuanqibure", "nqbr", "020101"])
async def test_a_line_is_found_by_words_pinyin_initials_and_code(bench: AskingBench, typed: str) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: stands(bench))
        await pilot.press("j", "j", "/", *typed)
        await bench.shows(pilot, "020101  市政公用 / 集中供暖 / 暖气不热", "今天来一件会怎样", "北京热力集团")
        screen = bench.app.screen
        assert isinstance(screen, CatalogueScreen)
        assert screen.grid.cursor == 0, "the best match is the chosen one"
        await pilot.press("escape")
        await until(pilot, lambda: "2,395" in bench.text())


async def test_the_place_decides_whose_it_would_be(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await bench.shows(pilot, "未选属地", "缺属地")
        await pilot.press("d")
        await bench.shows(pilot, "来自哪个区或街乡镇")
        await pilot.press(*"110108001", "enter")
        street = bench.desk.unit("110108001")
        await bench.shows(pilot, f"属地：{street}", f"将派  {street}", "抄送海淀区", "签收", "办结")
        assert bench.link.last("route") == {"item": "010101", "street": "110108001", "district": "110108"}


async def test_the_policy_tells_values_with_basis_and_source_and_is_searched(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: stands(bench))
        await pilot.press("tab")
        await bench.shows(pilot, "sign.2h", "15分钟", "本系统默认")
        await pilot.press("/", *"redo_max")
        await bench.shows(pilot, "redo_max", "别市做法", "济南条例第27条")
        await until(pilot, lambda: "sign.2h" not in bench.text())


async def test_without_a_line_the_catalogue_is_there_and_only_the_foretelling_is_not(bench: AskingBench) -> None:
    bench.link.trouble = Unreachable("refused")
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await bench.shows(pilot, "010101", "联系不上热线")
        assert "今天来一件会怎样" not in bench.text()
        bench.link.trouble = None
        await pilot.press("ctrl+r")
        await bench.shows(pilot, "今天来一件会怎样")
