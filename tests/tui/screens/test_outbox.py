"""The outbox screen: what waits and for how long, what was refused and why, and the keys on it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from textual.screen import Screen

from api_client.models.commands import Register, Sign
from api_client.models.page import Problem
from tests.tui.desk_parts import Bench, command, ticket
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW
from tui.link import LinkChanged, Settled


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(tmp_path, [ticket(serial, due=serial * 600) for serial in range(20)])
    yield made
    made.close()


def refuse(bench: Bench, asked: Sign, *, state: Any = "refused") -> None:
    """Let the hotline have refused a command."""
    answer = Problem(status=409, code="signed_already", detail="已由他人签收").model_dump_json()
    bench.outbox.settle(str(asked.id), state=state, answer=answer, now=NOW)


async def test_it_shows_holds_and_refusals_with_the_rule_s_sentence(bench: Bench) -> None:
    held, refused, stale = command(1), command(2), command(3)
    bench.desk.put([refused, stale], hold=0)
    refuse(bench, refused)
    refuse(bench, stale, state="stale")
    bench.desk.put([held, Register(id=uuid4(), title="路灯不亮")])
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9")
        await until(pilot, lambda: "被拒：已由他人签收" in screen_text(bench)[1])
        shown = screen_text(bench)
        assert shown[0].strip() == "发件箱  待送 2，被拒 2"
        assert shown[8].strip().endswith("路灯不亮")
        assert "20261122-000002" in shown[1]
        assert "工单已变：已由他人签收" in shown[3]
        assert "5 秒后送出，u 撤回" in shown[5] or "6 秒后送出" in shown[5]
        assert shown[22].startswith("1/4 ")
        bench.wall += 8
        await until(pilot, lambda: "待送，等待连接" in screen_text(bench)[5])
        bench.app.post_message(LinkChanged("live", NOW))
        await until(pilot, lambda: "待送" in screen_text(bench)[5] and "等待连接" not in screen_text(bench)[5])
        await pilot.press("1")
        assert bench.app.screen is bench.queue


async def test_a_refusal_in_the_other_language_is_said_in_the_person_s(bench: Bench) -> None:
    refused = command(2)
    bench.desk.put([refused], hold=0)
    answer = Problem(status=409, code="already_signed", detail="Not signed again.").model_dump_json()
    bench.outbox.settle(str(refused.id), state="refused", answer=answer, now=NOW)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.app.post_message(Settled(bench.outbox.row(str(refused.id))))
        await until(pilot, lambda: "您已经签过这一项" in screen_text(bench)[22])
        await pilot.press("9")
        await until(pilot, lambda: "被拒：您已经签过这一项" in screen_text(bench)[1])
        bench.app.action_language()
        await until(pilot, lambda: "refused. Not signed again." in screen_text(bench)[1])
        assert bench.link.spoken == "en"


async def test_undo_takes_the_held_command_off(bench: Bench) -> None:
    bench.desk.put([command(1)])
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9", "u")
        await until(pilot, lambda: "没有待送或被拒的命令" in screen_text(bench)[1])
        await until(pilot, lambda: "已撤回 1 条命令" in screen_text(bench)[22])


async def test_a_refused_command_can_be_acknowledged_a_waiting_one_not(bench: Bench) -> None:
    refused, held = command(2), command(1)
    bench.desk.put([refused], hold=0)
    refuse(bench, refused)
    bench.desk.put([held])
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9", "a")
        await until(pilot, lambda: bench.outbox.trouble() == [])
        await pilot.press("a")
        await until(pilot, lambda: "还在等待" in screen_text(bench)[22])
        assert len(bench.outbox.waiting()) == 1


async def test_redo_opens_the_form_with_what_was_typed_and_sends_it_anew(bench: Bench) -> None:
    refused = command(2, reason="路上堵车")
    bench.desk.put([refused], hold=0)
    refuse(bench, refused)
    asked: list[tuple[Any, ...]] = []

    class Form(Screen[list[Sign]]):
        def on_mount(self) -> None:
            self.dismiss([command(2, reason="改过的理由")])

    def form(do: str, lines: list[Any], **more: Any) -> Form:
        asked.append((do, lines[0].number, more["raw"], more["trouble"].code))
        return Form()

    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.desk.screens["form"] = form
        await pilot.press("9")
        await pilot.press("r")
        await until(pilot, lambda: len(bench.outbox.waiting()) == 1)
        assert asked == [("sign", "20261122-000002", {"reason": "路上堵车"}, "signed_already")]
        assert "改过的理由" in bench.outbox.waiting()[0].body
        assert bench.outbox.trouble() == []


async def test_the_highlight_stays_on_its_command(bench: Bench) -> None:
    asked = [command(serial) for serial in range(4)]
    for one in asked:
        bench.desk.put([one], hold=0)
        refuse(bench, one)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9", "j", "j")
        bench.outbox.acknowledge(str(asked[0].id))
        bench.app.post_message(Settled())
        await until(pilot, lambda: screen_text(bench)[22].startswith("2/3 "))
