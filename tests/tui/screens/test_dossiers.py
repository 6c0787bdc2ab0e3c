"""Dossiers as a person works with them: opened, read, given measures and remarks, closed; through the outbox, and with the hotline's refusals."""

import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from rich.cells import cell_len

from api_client.models.commands import COMMANDS, OpenProblem, OpenSession, Register
from api_client.models.page import DossierOutcome, Problem
from tests.hotlines import Hotline
from tests.tui.asking_desk import SIZES, AskingBench, asking
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui.forms.at_intake import session_from_now
from tui.link import Settled
from tui.screens.dossier import DossierScreen
from tui.screens.dossiers import KINDS, OPENING, DossiersScreen
from tui.screens.form import FormScreen


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    async with asking(tmp_path, hotline) as made:
        yield made


async def opened(bench: AskingBench, title: str) -> str:
    """A problem that the hotline keeps; its number."""
    asked = {"id": uuid4(), "do": "open_problem", "title": title, "theme": "民生", "month": "2026-11", "lead": "110108"}
    command = COMMANDS.validate_python(asked)
    assert isinstance(command, OpenProblem)
    outcome = await bench.link.client.submit(command)
    assert isinstance(outcome, DossierOutcome)
    return outcome.number


def asked_for(bench: AskingBench, kind: str) -> bool:
    """Whether the newest question was for this kind."""
    return bench.link.last("dossiers").get("kind") == kind


async def send(bench: AskingBench) -> list[str]:
    """Do with the outbox what the courier does; returns the dossiers' numbers."""
    numbers = []
    for row in bench.outbox.waiting():
        outcome = await bench.link.client.send(row.id, row.body)
        bench.outbox.settle(row.id, state="done", answer=outcome.model_dump_json(), now=bench.wall)
        numbers.append(outcome.number)
        bench.app.post_message(Settled(bench.outbox.row(row.id)))
    return numbers


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_list_and_page_stand_at_every_size_in_both_languages(tmp_path: Path, hotline: Hotline, size: tuple[int, int], lang: str) -> None:
    async with asking(tmp_path, hotline, lang=lang) as bench, bench.app.run_test(size=size) as pilot:
        await opened(bench, "老旧小区供暖")
        await pilot.press("3")
        await bench.shows(pilot, "老旧小区供暖"[:4], f"[{bench.desk.say('dossiers.all')}]")
        assert [cell_len(line) for line in screen_text(bench)] == [size[0]] * size[1]
        await pilot.press("enter")
        await bench.shows(pilot, bench.desk.say("page.asks"))
        assert [cell_len(line) for line in screen_text(bench)] == [size[0]] * size[1]


async def test_each_kind_has_a_tab_and_an_empty_one_says_so(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3")
        for kind in KINDS[1:]:
            await pilot.press("tab")
            await until(pilot, partial(asked_for, bench, kind))
        await bench.shows(pilot, "没有这一类台账")
        await pilot.press("b", *"problem", "enter")
        await until(pilot, lambda: bench.link.last("dossiers").get("kind") == "problem")
        await pilot.press("o")
        await until(pilot, lambda: bench.link.last("dossiers").get("open") == "true")


async def test_a_problem_is_opened_by_form_and_read_at_once(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "n")
        await bench.shows(pilot, "新立哪一种")
        await pilot.press(*"open_problem", "enter")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen))
        await pilot.press(*"冬季供暖", "tab", "tab", *"供暖", "tab", *"2026-11", "tab", *"hdq")
        await bench.shows(pilot, "海淀区")
        await pilot.press("enter")
        await bench.shows(pilot, "建立主题问题：冬季供暖", "告知    海淀区")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(bench.outbox.waiting()) == 1)
        row = bench.outbox.waiting()[0]
        assert (row.do, row.ticket, json.loads(row.body)["lead"]) == ("open_problem", "", "110108")
        await bench.shows(pilot, "待送1")
        [number] = await send(bench)
        await bench.shows(pilot, number, "冬季供暖")


async def test_a_measure_goes_through_the_outbox_under_the_dossier_s_number(bench: AskingBench) -> None:
    number = await opened(bench, "道路积水")
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.app.push_screen(bench.desk.screen("dossier", number))
        await bench.shows(pilot, "道路积水", "现在可办")
        await pilot.press("a", *"add_measure", "enter")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen))
        await pilot.press(*"疏通管线", "tab", *"hdq", "enter", *"+30d")
        await bench.shows(pilot, "增加措施，海淀区")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(bench.outbox.waiting()) == 1)
        row = bench.outbox.waiting()[0]
        asked = json.loads(row.body)
        assert (row.ticket, asked["dossier"], asked["seen"], asked["text"]) == (number, number, 1, "疏通管线")
        assert await send(bench) == [number]
        await bench.shows(pilot, "1. 疏通管线（海淀区", "措施完成")


async def test_what_may_not_be_asked_says_why_and_what_is_of_other_kinds_is_not_offered(bench: AskingBench) -> None:
    number = await opened(bench, "路灯不亮")
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.app.push_screen(bench.desk.screen("dossier", number))
        await bench.shows(pilot, "现在可办")
        assert "接班" not in bench.text()
        await pilot.press("a", *"meet_measure", "enter")
        await bench.shows(pilot, "不能办：", "没有待完成的措施")
        assert isinstance(bench.app.screen, DossierScreen)
        await pilot.press("t")
        await bench.shows(pilot, "没有有关的工单")
        await pilot.press("escape")
        await until(pilot, lambda: bench.app.screen is bench.queue)


async def test_a_refused_command_comes_back_with_its_text_from_the_outbox(bench: AskingBench) -> None:
    number = await opened(bench, "下水道堵塞")
    asked = COMMANDS.validate_python({"id": uuid4(), "do": "remark", "dossier": number, "seen": 1, "text": "踏勘"})
    bench.desk.put([asked])  # type: ignore[list-item] # on a dossier
    told = Problem(status=412, code="stale", detail="台账已有变化", version=2)
    bench.outbox.settle(str(asked.id), state="stale", answer=told.model_dump_json(), now=bench.wall)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9")
        await bench.shows(pilot, number)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen))
        await bench.shows(pilot, "踏勘")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(bench.outbox.waiting()) == 1)
        assert json.loads(bench.outbox.waiting()[0].body)["seen"] == 2


@pytest.mark.parametrize("do", OPENING)
async def test_every_form_that_opens_a_dossier_opens(bench: AskingBench, do: str) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: isinstance(bench.app.screen, DossiersScreen))
        await pilot.press("n", *do, "enter")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        assert bench.app.screen.do == do  # type: ignore[attr-defined] # a form


async def test_calls_are_taken_on_a_session_that_begins_now_and_its_results_tell_of_them(tmp_path: Path, hotline: Hotline) -> None:
    async with asking(tmp_path, hotline, name="dispatcher") as bench, bench.app.run_test(size=(100, 40)) as pilot:
        begins = session_from_now(bench.desk)
        assert begins["unit"] == "110000"
        assert begins["starts"] < begins["ends"]
        command = OpenSession.model_validate(
            {
                "id": uuid4(),
                "sort": "leaders_hour",
                "title": "区长接听日",
                "unit": "110108",
                "starts": "2026-11-22T08:00:00Z",
                "ends": "2026-11-22T09:00:00Z",
            }
        )
        session = await bench.link.client.submit(command)
        told = {"id": uuid4(), "title": "路灯不亮", "street": "110108018", "campaign": session.number, "requester": {"phone": "13900008801"}}
        call = await bench.link.client.submit(Register.model_validate(told))
        bench.app.push_screen(bench.desk.screen("dossier", session.number))
        await bench.shows(pilot, "区长接听日", "路灯不亮", "已受理", call.number)
        await pilot.press("c")
        await bench.shows(pilot, bench.desk.say("register.session", session="").strip())
        assert bench.desk.session == session.number
        await pilot.press("escape")
        bench.desk.session = ""
        other = await opened(bench, "小区充电难")
        bench.app.push_screen(bench.desk.screen("dossier", other))
        await bench.shows(pilot, "小区充电难")
        await pilot.press("c")
        await bench.shows(pilot, "来电只记入")
        assert bench.desk.session == ""
