"""The audit on the desk: read, narrowed while one types, gone back in without gaps; what may be wrong is said: line, role, chain."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from api_client.errors import Unreachable
from api_client.models.audit import AuditWindow
from tests.hotlines import Hotline
from tests.tui.asking_desk import SIZES, AskingBench, asking
from tests.tui.desk_parts import ticket
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui.screens import audit
from tui.screens.audit import AuditScreen
from tui.screens.dossier import DossierScreen
from tui.screens.ticket import TicketScreen


def shown(bench: AskingBench) -> AuditScreen:
    screen = bench.app.screen
    assert isinstance(screen, AuditScreen)
    return screen


async def opened(bench: AskingBench, pilot: Pilot[Any]) -> AuditScreen:
    await pilot.press("A")
    await until(pilot, lambda: isinstance(bench.app.screen, AuditScreen) and bool(shown(bench).grid.count))
    return shown(bench)


@pytest.mark.parametrize(("lang", "said"), [("zh", ("链完整至", "全部事件", "前一条")), ("en", ("intact up to", "all events", "before"))])
async def test_it_stands_at_every_size_in_both_languages(tmp_path: Path, hotline: Hotline, lang: str, said: tuple[str, ...]) -> None:
    async with asking(tmp_path, hotline, name="auditor", lang=lang) as bench, bench.app.run_test(size=SIZES[0]) as pilot:
        await opened(bench, pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: [cell_len(line) for line in screen_text(bench)] == [size[0]] * size[1])  # noqa: B023
            await bench.shows(pilot, *said)


async def test_a_filter_narrows_while_it_is_typed_and_is_taken_away_again(tmp_path: Path, hotline: Hotline) -> None:
    async with asking(tmp_path, hotline, name="supervisor") as bench, bench.app.run_test(size=(120, 40)) as pilot:
        screen = await opened(bench, pilot)
        every = screen.grid.count
        await pilot.press("/")
        screen.box.value = "what:registered"
        await until(pilot, lambda: bench.link.last("audit").get("kind") == "registered" and screen.grid.count > 0)
        assert {one.type for one in screen.items.values()} == {"registered"}
        screen.box.value += " 没有这样的词 since:2026-1"
        await bench.shows(pilot, "没有这样的事件", "看不懂：since:2026-1")
        screen.box.value = "what:registered"
        await until(pilot, lambda: screen.grid.count > 0)
        number = screen.chosen.ticket if screen.chosen else ""
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(bench.app.screen, TicketScreen))
        await bench.shows(pilot, number)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: screen.grid.count >= every)
        await pilot.press("v")
        await until(pilot, lambda: bench.link.last("audit").get("reveal") == "true")
        await bench.shows(pilot, "只看查看联系方式")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(bench.app.screen, AuditScreen))


async def test_older_events_come_without_gap_or_repeat_while_new_ones_are_written(
    tmp_path: Path, hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "AT_ONCE", "6")
    async with asking(tmp_path, hotline) as bench, bench.app.run_test(size=(80, 24)) as pilot:
        screen = await opened(bench, pilot)
        await pilot.press("G")
        await until(pilot, lambda: screen.grid.count >= 12)
        await bench.link.client.submit(_problem())
        await pilot.press("ctrl+r")
        await until(pilot, lambda: any(one.ticket.startswith("P2026-") for one in screen.items.values()))
        while (count := screen.grid.count) < 19:  # where many events came at once, the list has begun anew
            await pilot.press("n")
            await until(pilot, lambda: screen.grid.count != count)
        seqs = sorted(screen.items)
        assert seqs == list(range(seqs[0], seqs[-1] + 1))
        await pilot.press("g")
        for _ in seqs:
            one = screen.chosen
            if one is not None and one.ticket.startswith("P2026-"):
                break
            await pilot.press("j")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(bench.app.screen, DossierScreen))


def _problem() -> Any:
    from uuid import uuid4

    from api_client.models.commands import COMMANDS

    return COMMANDS.validate_python(
        {"id": uuid4(), "do": "open_problem", "title": "审计时新立", "theme": "审计", "month": "2026-11", "lead": "110108"}
    )


async def test_a_broken_chain_a_lost_line_and_a_role_that_may_not_are_said(tmp_path: Path, hotline: Hotline, monkeypatch: pytest.MonkeyPatch) -> None:
    async with asking(tmp_path, hotline) as bench, bench.app.run_test(size=(80, 24)) as pilot:
        asked = bench.link.ask

        async def tampered(what: str, /, **of: str) -> str:
            told = json.loads(await asked(what, **of))
            told["chain"] |= {"broken": 812, "checked": 811}
            return json.dumps(told)

        monkeypatch.setattr(bench.link, "ask", tampered)
        await opened(bench, pilot)
        await bench.shows(pilot, "！链在 812 处断裂", "hotline verify")
        bench.link.trouble = Unreachable("refused", "")
        await pilot.press("ctrl+r")
        await bench.shows(pilot, "联系不上热线", "所示为", "断裂")
    async with asking(tmp_path / "other", hotline, name="dispatcher") as bench, bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("A")
        await bench.shows(pilot, "不能查看审计记录", "链的状态还不知道")
        assert shown(bench).grid.count == 0


def test_windows_lie_over_one_another_and_a_gap_is_never_hidden(tmp_path: Path) -> None:
    bench = AskingBench(tmp_path, [ticket(0)])
    screen = AuditScreen(bench.desk)
    screen._take(window(range(90, 101)))
    screen._before = "90"
    screen._take(window(range(80, 90)))
    assert (sorted(screen.items), screen.next) == (list(range(80, 101)), 80)
    screen._take(window(range(95, 106)))
    assert (sorted(screen.items), screen.next) == (list(range(80, 106)), 80), "they overlap: what is older stays"
    screen._take(window(range(200, 211)))
    assert (sorted(screen.items), screen.next) == (list(range(200, 211)), 200), "too much has come between"
    bench.close()


def window(seqs: range) -> AuditWindow:
    by = {"name": "wang", "role": "agent", "unit": "110000"}
    events = [
        {"seq": seq, "at": "2026-11-22T08:00:00Z", "by": by, "type": "noted", "rule": "handling", "policy": "v", "ticket": "20261122-000001",
         "version": seq, "prev": "", "hash": ""}
        for seq in reversed(seqs)
    ]  # fmt: skip
    told = {"items": events, "next": seqs[0], "searched": seqs[0], "chain": {"head": seqs[-1], "hash": "", "checked": seqs[-1]}}
    return AuditWindow.model_validate(told | {"now": "2026-11-22T08:00:00Z"})
