"""A call is registered while it is on the phone: foretold, held against other tickets, dispatched on the spot; nothing typed is lost."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from api_client.client import Client
from api_client.errors import Unreachable
from api_client.models.commands import COMMANDS, OpenSession, Register
from api_client.models.page import DossierOutcome, Outcome
from api_client.models.unborn import UNBORN
from tests.hotlines import Hotline
from tests.tui.asking_desk import SIZES, AskingBench, asking
from tests.tui.queue.test_queue import screen_text
from tests.tui.test_drafts import dead_pid
from tests.tui.waiting import until
from tui.drafts import CALL, Draft, Drafts
from tui.link import Settled
from tui.screens.register import RegisterScreen
from tui.screens.ticket import TicketScreen
from widgets.forms.register_form import RegisterForm

PHONES = iter(f"139{serial:08}" for serial in range(1_000, 2_000))
"""A number of its own for every test: the hotline is shared."""


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    async with asking(tmp_path, hotline, name="dispatcher") as made:
        yield made


def form(bench: AskingBench) -> RegisterForm:
    return bench.app.screen.query_one(RegisterForm)


async def opened(bench: AskingBench, pilot: Pilot[Any], key: str = "a") -> RegisterScreen:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(bench.app.screen, RegisterScreen) and bool(bench.app.screen.query(RegisterForm)))
    screen = bench.app.screen
    assert isinstance(screen, RegisterScreen)
    return screen


async def typed(pilot: Pilot[Any], *lines: str) -> None:
    """Type lines, Enter after each."""
    for line in lines:
        await pilot.press(*("space" if sign == " " else sign for sign in line), "enter")


async def call(pilot: Pilot[Any], phone: str, title: str, *, line: str = "nqbr", address: str = "花园路12号院") -> None:
    """Phone, name, title; over content, kind and urgent; line and address."""
    await typed(pilot, phone, "王某", title, "", "", "", line, address)


async def registered(bench: AskingBench, phone: str, title: str = "暖气不热", **more: Any) -> str:
    """A ticket that is there already; its number."""
    told = {"id": uuid4(), "title": title, "item": "", "street": "110108018", "address": "花园路12号院", "requester": {"phone": phone}} | more
    outcome = await bench.link.client.submit(Register.model_validate(told))
    return outcome.number


def kept(bench: AskingBench) -> list[dict[str, Any]]:
    return [json.loads(row.body) for row in bench.outbox.waiting()]


async def test_a_call_that_is_typed_survives_a_kill_and_leaves_nothing_behind_once_it_is_sent(bench: AskingBench) -> None:
    folder, phone = bench.mirror.path.parent, next(PHONES)

    def left() -> list[Path]:
        return list(folder.glob("draft.*"))

    async with bench.app.run_test(size=(80, 24)) as pilot:
        screen = await opened(bench, pilot)
        await typed(pilot, phone, "王某")
        await until(pilot, lambda: any("王某" in path.read_text(encoding="utf-8") for path in left()))
        [path] = left()
        path.rename(folder / f"draft.{dead_pid()}.{screen.draft.id}.json")
        screen.form = None  # as if the desk had been killed: nothing more is kept
        bench.desk.drafts = Drafts(folder, bench.desk.wall)
        await pilot.press("escape")
        screen = await opened(bench, pilot)
        await until(pilot, lambda: bench.desk.say("form.draft") in bench.text())
        assert form(bench).text("requester.phone") == phone
        await typed(pilot, "家里暖气不热")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: kept(bench))
        assert not left()
        bench.desk.drafts.keep(Draft(CALL), {"title": "路灯不亮"})
        bench.wall += 1
        await pilot.press("u")
        await until(pilot, lambda: not kept(bench))
        bench.desk.drafts = Drafts(folder, bench.desk.wall)  # as after a kill
        screen = await opened(bench, pilot)
        assert form(bench).text("requester.phone") == phone, "what was taken back is a draft again"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: kept(bench))
        screen = await opened(bench, pilot)
        assert form(bench).text("title") == "路灯不亮", "and what was begun after it is one still"
        await pilot.press("escape")
        bench.desk.drafts.drop(screen.draft)
        await opened(bench, pilot)
        await pilot.press("1", "3")
        await until(pilot, left)
        await pilot.press("backspace", "backspace")
        await until(pilot, lambda: not left())


@pytest.mark.parametrize("key", ["a", "ａ", "ctrl+n"])
async def test_registering_and_dispatching_with_one_key(bench: AskingBench, key: str) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot, key)
        await call(pilot, next(PHONES), "家里暖气不热")
        await bench.shows(pilot, "将派  北京热力集团", "目录规定：由北京热力集团承办", "按地址推定：花园路街道", "24h")
        await pilot.press("f2")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        registering, dispatching = kept(bench)
        await bench.shows(pilot, "受理并派单 1 件")
    assert (registering["do"], registering["street"], registering["district"]) == ("register", "110108018", "110108")
    assert (dispatching["do"], dispatching["ticket"], dispatching["unit"]) == ("dispatch", UNBORN, "")


async def test_a_ticket_it_may_repeat_is_shown_with_reasons_while_typing_and_takes_an_inquiry(bench: AskingBench) -> None:
    phone = next(PHONES)
    number = await registered(bench, phone, "单元门禁失灵三天了")
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await opened(bench, pilot)
        await typed(pilot, phone)
        await bench.shows(pilot, number, "同一电话")
        await typed(pilot, "王某", "单元门禁又失灵")
        await bench.shows(pilot, "内容相似")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(bench.app.screen, TicketScreen))
        await pilot.press("escape")
        await until(pilot, lambda: bench.app.screen is screen)
        assert form(bench).text("title") == "单元门禁又失灵"
        await pilot.press("f5")
        await until(pilot, lambda: bench.app.screen is bench.queue)
    [asked] = kept(bench)
    assert (asked["do"], asked["ticket"], asked["text"]) == ("inquire", number, "单元门禁又失灵")


async def test_the_mark_goes_through_the_likely_tickets_and_stays_while_more_is_typed(bench: AskingBench) -> None:
    phone = next(PHONES)
    numbers = {await registered(bench, phone, title) for title in ("井盖松动异响", "树枝遮挡路灯")}
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await opened(bench, pilot)
        await typed(pilot, phone)
        await until(pilot, lambda: {one.ticket.number for one in screen.pane.weighed.likely} == numbers)
        first = screen.pane.chosen
        await pilot.press("ctrl+n")
        second = screen.pane.chosen
        assert first
        assert second
        assert {first.number, second.number} == numbers
        await typed(pilot, "王某", "噪声")
        await until(pilot, lambda: bench.link.last("duplicates")["call"].count("噪声") == 1)
        await until(pilot, lambda: screen.pane.chosen is not None and screen.pane.chosen.number == second.number)
        await pilot.press("f3")
        await until(pilot, lambda: screen.pane.chosen is not None and screen.pane.chosen.number != second.number)


async def test_a_repeat_is_said_before_it_is_registered(bench: AskingBench) -> None:
    phone = next(PHONES)
    line = next(item.code for item in (await bench.desk.city()).catalogue if item.level3 == "暖气不热")
    number = await registered(bench, phone, "暖气冰凉", item=line)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await opened(bench, pilot)
        await call(pilot, phone, "暖气冰凉")
        await bench.shows(pilot, f"同一诉求未结：受理将记为 {number}")
        await bench.shows(pilot, "同一事项")


async def test_what_a_rule_refuses_is_said_and_not_sent(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await opened(bench, pilot)
        await typed(pilot, "", "", "路灯不亮")
        await bench.shows(pilot, "联系方式")
        await pilot.press("ctrl+s")
        assert isinstance(bench.app.screen, RegisterScreen)
        assert kept(bench) == []


async def test_nothing_is_refused_before_anything_is_said_and_a_title_is_asked_for(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot)
        await bench.shows(pilot, "这里显示派给谁")
        await typed(pilot, next(PHONES))
        await pilot.press("f10")
        await bench.shows(pilot, "还须填写：标题")
        await pilot.press(*"路灯")
        assert form(bench).text("title") == "路灯"


async def test_without_line_and_place_there_is_nobody_to_dispatch_to(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot)
        await typed(pilot, next(PHONES), "", "路灯不亮")
        await pilot.press("ctrl+g")
        await bench.shows(pilot, "还不知派给谁")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bench.app.screen is bench.queue)
    assert [asked["do"] for asked in kept(bench)] == ["register"]


async def test_who_may_not_dispatch_is_told_so(tmp_path: Path, hotline: Hotline) -> None:
    async with asking(tmp_path, hotline, name="agent") as bench, bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot)
        await call(pilot, next(PHONES), "家里暖气不热")
        await pilot.press("f2")
        await bench.shows(pilot, "您的岗位不能派单")
        assert kept(bench) == []


async def test_what_was_typed_is_there_again_after_leaving(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot)
        await typed(pilot, "13912345678", "王某", "水管漏水")
        bench.app.post_message(events.Paste("漏" * 10_000))
        await until(pilot, lambda: len(form(bench).text("content")) == 10_000)
        await pilot.press("escape")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        await opened(bench, pilot)
        await bench.shows(pilot, "已恢复上次未送出的内容")
        assert form(bench).text("title") == "水管漏水"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        await opened(bench, pilot)
        assert form(bench).text("title") == ""
    [asked] = kept(bench)
    assert len(asked["content"]) == 10_000


async def test_without_a_line_it_says_so_and_registers_all_the_same(bench: AskingBench) -> None:
    bench.link.trouble = Unreachable("refused")
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot)
        await call(pilot, next(PHONES), "家里暖气不热")
        await bench.shows(pilot, "不能预告派单和查重")
        await pilot.press("f2")
        await until(pilot, lambda: bench.app.screen is bench.queue)
    assert [asked["do"] for asked in kept(bench)] == ["register", "dispatch"]


async def test_a_refused_registration_opens_again_with_the_sentence_and_its_dispatch_goes_along(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot)
        await call(pilot, next(PHONES), "家里暖气不热")
        await pilot.press("f2")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        registering, _ = bench.outbox.waiting()
        problem = {"status": 409, "code": "channel_unknown", "detail": "没有这个渠道。"}
        bench.outbox.settle(registering.id, state="refused", answer=json.dumps(problem), now=bench.wall)
        bench.app.post_message(Settled(bench.outbox.row(registering.id), why="没有这个渠道。"))
        await pilot.press("9")
        await bench.shows(pilot, "没有这个渠道", "待受理后送出")
        another = Draft(CALL)
        bench.desk.drafts.keep(another, {"title": "路灯不亮"})
        await pilot.press("r")
        await until(pilot, lambda: isinstance(bench.app.screen, RegisterScreen) and bool(bench.app.screen.query(RegisterForm)))
        await bench.shows(pilot, "没有这个渠道")
        assert (form(bench).text("title"), form(bench).picker("place").value) == ("家里暖气不热", "110108018")
        await pilot.press("f2")
        await until(pilot, lambda: not isinstance(bench.app.screen, RegisterScreen))
    assert list(bench.desk.drafts) == [another], "what was begun of another call stays"
    again, then = bench.outbox.waiting()
    assert (again.do, then.do, then.ticket) == ("register", "dispatch", again.id)
    assert again.id != registering.id
    assert bench.outbox.trouble() == []


async def test_it_is_said_where_the_call_became_an_inquiry(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot)
        await call(pilot, next(PHONES), "家里暖气不热")
        await pilot.press("f2")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        registering, dispatching = bench.outbox.waiting()
        told = {"number": "20261122-000001", "ticket": {"version": 2}, "events": [{"type": "inquired"}]}
        bench.outbox.settle(registering.id, state="done", answer=json.dumps(told), now=bench.wall)
        bench.app.post_message(Settled(bench.outbox.row(registering.id)))
        await bench.shows(pilot, "已记为 20261122-000001 的进度查询")
        await pilot.press("9")
        await bench.shows(pilot, "没有新工单可派")
    assert [row.id for row in bench.outbox.trouble()] == [dispatching.id]


async def test_a_session_once_chosen_stays_for_the_calls_that_follow_and_the_status_says_so(bench: AskingBench, hotline: Hotline) -> None:
    now = (await bench.link.client.me()).now
    asked = {"id": uuid4(), "do": "open_session", "title": "区长接听", "unit": "110000", "starts": now, "ends": now.replace(year=now.year + 1)}
    session = COMMANDS.validate_python(asked)
    assert isinstance(session, OpenSession)
    number = await open_session(session, bench, hotline)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await opened(bench, pilot)
        await call(pilot, next(PHONES), "家里暖气不热")
        await until(pilot, lambda: bool(form(bench).picker("campaign").candidates))
        form(bench).picker("campaign").query_one("Line").focus()
        await typed(pilot, number)
        await bench.shows(pilot, f"场次 {number} 区长接听")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        bench.app.post_message(Settled())
        await bench.shows(pilot, f"场次 {number}")
        await opened(bench, pilot)
        assert form(bench).picker("campaign").value == number
        await call(pilot, next(PHONES), "家里暖气不热")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bench.app.screen is bench.queue)
    assert [asked["campaign"] for asked in kept(bench)] == [number, number]


async def open_session(session: OpenSession, bench: AskingBench, hotline: Hotline) -> str:
    """A leaders' hour that a supervisor opens."""
    client = Client(hotline.url)
    await client.sign_in("supervisor", hotline.password)
    outcome = await client.submit(session)
    await client.close()
    assert isinstance(outcome, DossierOutcome)
    return outcome.number


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_field_is_reached_and_seen_at_every_size(tmp_path: Path, hotline: Hotline, size: tuple[int, int], lang: str) -> None:
    async with asking(tmp_path, hotline, name="dispatcher", lang=lang) as bench, bench.app.run_test(size=size) as pilot:
        screen = await opened(bench, pilot)
        for row in form(bench).rows:
            assert screen.focused is not None
            assert row in screen.focused.ancestors_with_self, row.field.name
            await until(pilot, lambda: seen(screen))
            assert [cell_len(line) for line in screen_text(bench)] == [size[0]] * size[1]
            await pilot.press("tab")


def seen(screen: RegisterScreen) -> bool:
    """Whether the field with the focus stands on the screen, within the form."""
    focused, within = screen.focused, screen.query_one(RegisterForm).region
    return focused is not None and within.contains_region(focused.region)


async def test_a_registration_done_is_told_with_its_number(bench: AskingBench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot)
        await call(pilot, next(PHONES), "家里暖气不热")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        [row] = bench.outbox.waiting()
        outcome = await bench.link.client.send(row.id, row.body)
        assert isinstance(outcome, Outcome)
        bench.outbox.settle(row.id, state="done", answer=outcome.model_dump_json(), now=bench.wall)
        bench.app.post_message(Settled(bench.outbox.row(row.id)))
        await bench.shows(pilot, f"受理 {outcome.number}：已办")
