"""What is asked while a call is typed: only what can be asked yet, and an answer missing is no answer."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from api_client.errors import Unreachable
from api_client.models.commands import Register
from api_client.models.page import Outcome, Problem
from api_client.models.recurring import Call
from tests.hotlines import Hotline
from tests.tui.asking_desk import AskingBench, asking
from tui.forms.at_intake import WEIGHED_SIGNS, Weighed, open_sessions, weigh


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    async with asking(tmp_path, hotline, name="dispatcher") as made:
        yield made


def register(**more: object) -> Register:
    return Register.model_validate({"id": uuid4(), "title": "路灯不亮", "anonymous": True} | more)


async def test_nothing_is_asked_about_nothing(bench: AskingBench) -> None:
    assert await weigh(bench.desk, Call(), None) == Weighed()
    assert bench.link.asked == []


async def test_route_duplicates_and_verdict_come_together(bench: AskingBench) -> None:
    told = await weigh(bench.desk, Call(title="路灯不亮", street="110108018"), register(street="110108018"))
    assert told.foretold
    assert told.foretold.unit == "110108"
    assert isinstance(told.verdict, Outcome)
    assert {name for name, _ in bench.link.asked} == {"route", "duplicates", "preview"}


async def test_a_refusal_is_an_answer(bench: AskingBench) -> None:
    told = await weigh(bench.desk, Call(title="路灯不亮", item="none"), register(item="none"))
    assert isinstance(told.verdict, Problem)
    assert (told.verdict.code, told.foretold, told.reached) == ("item_unknown", None, True)


async def test_a_long_text_stays_short_on_the_way(bench: AskingBench) -> None:
    await weigh(bench.desk, Call(title="样"), register(content="漏" * 10_000))
    assert len(bench.link.last("preview")["body"]) < WEIGHED_SIGNS + 1_000


async def test_without_a_line_nothing_is_known(bench: AskingBench) -> None:
    bench.link.trouble = Unreachable("refused")
    assert await weigh(bench.desk, Call(title="样"), register()) == Weighed(reached=False)
    assert await open_sessions(bench.desk) is None
