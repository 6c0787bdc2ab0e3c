"""A screen of what the hotline tells, in trouble: the line lost, a refusal, an answer nobody can read, a full disk, figures grown old."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api_client.errors import DiskFull, Refused, Unreachable
from api_client.models.page import Problem
from tests.hotlines import Hotline
from tests.tui.asking_desk import AskingBench, asking
from tests.tui.waiting import until
from tui.asking import READ_AGAIN_SECONDS
from tui.link import Arrived, LinkChanged, Ticked
from tui.screens.boards import BoardsScreen
from tui.screens.form import FormScreen


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    async with asking(tmp_path, hotline) as made:
        yield made


def boards(bench: AskingBench) -> BoardsScreen:
    assert isinstance(bench.app.screen, BoardsScreen)
    return bench.app.screen


async def test_a_line_that_is_lost_keeps_the_last_answer_and_says_so(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await bench.shows(pilot, "合计")
        bench.link.trouble = Unreachable("refused")
        await pilot.press("ctrl+r")
        await bench.shows(pilot, "联系不上热线（拒绝连接）", "按 ^R 再试", "的结果", "合计")
        await pilot.press("escape", "2")
        await bench.shows(pilot, "联系不上热线", "的结果", "海淀区")
        await pilot.press("tab")
        await until(pilot, lambda: "合计" not in bench.text())
        assert "的结果" not in bench.text(), "nothing of this board was ever told"
        bench.link.trouble = None
        boards(bench).post_message(LinkChanged("live", bench.wall))
        await bench.shows(pilot, "名次", "海淀区")
        assert "联系不上" not in bench.text()


async def test_what_the_hotline_will_not_tell_is_said_in_its_own_sentence(bench: AskingBench) -> None:
    bench.link.trouble = Refused(Problem(status=404, code="unknown", detail="不在你的范围内。"))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await bench.shows(pilot, "热线不答：不在你的范围内。")
        bench.link.trouble = None
        await pilot.press("f5")
        await bench.shows(pilot, "合计")


async def test_an_answer_that_cannot_be_read_is_said_and_ends_nothing(bench: AskingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    async def odd(what: str, /, **of: str) -> str:
        return '{"board": "rates"}'

    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await bench.shows(pilot, "合计")
        monkeypatch.setattr(bench.link, "ask", odd)
        await pilot.press("ctrl+r")
        await bench.shows(pilot, "出错：", "再试")


async def test_a_window_that_is_too_small_says_so(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(59, 14)) as pilot:
        await pilot.press("2")
        await bench.shows(pilot, "59×14")


async def test_figures_that_may_be_old_are_asked_for_anew_but_not_all_the_time(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: boards(bench).standing == "")
        asked = len(bench.link.asked)
        for _ in range(READ_AGAIN_SECONDS + 1):
            boards(bench).post_message(Ticked())
        await pilot.pause()
        assert len(bench.link.asked) == asked, "nothing has changed"
        boards(bench).post_message(Arrived(frozenset({"20261122-000001"})))
        await until(pilot, lambda: boards(bench)._old)
        boards(bench).post_message(Ticked())
        await until(pilot, lambda: len(bench.link.asked) == asked + 1)
        boards(bench).post_message(Arrived(frozenset({"20261122-000001"})))
        boards(bench).post_message(Ticked())
        await pilot.pause()
        assert len(bench.link.asked) == asked + 1


async def test_where_the_outbox_will_not_keep_a_command_the_form_comes_back(bench: AskingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull(Path("outbox.db"), "full")

    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "n", *"hand_over", "enter")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        await pilot.press("tab", *"一切如常")
        monkeypatch.setattr(bench.outbox, "put", full)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        await bench.shows(pilot, "一切如常")
        assert bench.outbox.waiting() == []
