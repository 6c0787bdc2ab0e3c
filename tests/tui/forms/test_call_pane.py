"""The pane beside a call: it asks once for one state of the form, a moment after the last key."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from api_client.errors import Unreachable
from api_client.models.recurring import Call
from tests.hotlines import Hotline
from tests.tui.asking_desk import AskingBench, asking
from tests.tui.waiting import until
from tui.desk import Desk
from tui.forms.call_pane import CallPane, Wanted

PLACE = Wanted(Call(street="110108018"), None, "110108018")


class OnePane(App[None]):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        yield CallPane(self.desk)

    @property
    def pane(self) -> CallPane:
        return self.query_one(CallPane)


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    async with asking(tmp_path, hotline, name="dispatcher") as made:
        yield made


async def test_many_keys_are_one_question_about_the_last(bench: AskingBench) -> None:
    app = OnePane(bench.desk)
    async with app.run_test() as pilot:
        for title in ("路", "路灯", "路灯不亮"):
            app.pane.weigh(Wanted(Call(title=title), None))
        await until(pilot, lambda: bool(bench.link.asked))
        app.pane.weigh(Wanted(Call(title="路灯不亮"), None))
        await until(pilot, lambda: "这里显示派给谁" in app.pane.said or "可能重复" in app.pane.said)
        assert [name for name, _ in bench.link.asked] == ["duplicates"]
        assert "路灯不亮" in bench.link.last("duplicates")["call"]


async def test_a_line_that_is_back_is_asked_again_with_the_next_key(bench: AskingBench) -> None:
    bench.link.trouble = Unreachable("refused")
    app = OnePane(bench.desk)
    async with app.run_test() as pilot:
        app.pane.weigh(PLACE)
        await until(pilot, lambda: "不能预告派单" in app.pane.said)
        bench.link.trouble = None
        app.pane.weigh(PLACE)
        await until(pilot, lambda: "将派" in app.pane.said)
        assert not app.pane.to_nobody(PLACE)


async def test_nobody_is_known_from_the_form_alone_where_nothing_was_answered(bench: AskingBench) -> None:
    pane = CallPane(bench.desk)
    assert pane.to_nobody(Wanted(Call(title="样"), None))
    assert not pane.to_nobody(PLACE)
    assert pane.refusal(PLACE) is None
    assert pane.chosen is None
