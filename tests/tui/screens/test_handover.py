"""The handover screen: the sheet before it is signed, those that wait, signing as who leaves and as who goes on, and without a line."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from api_client.errors import Unreachable
from api_client.models.dossier import Dossier, DossierKind
from api_client.models.page import Ask, DossierBrief, DossierOutcome, DossierView, DossierWindow
from api_client.models.people import By, Role
from tests.tui.desk_parts import Bench, ticket
from tests.tui.fake_desk import beijing
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW
from tui.screens.form import FormScreen
from tui.screens.handover import HandoverScreen

AT = datetime.fromtimestamp(NOW, UTC)
LEFT = By(name="sun", title="孙启", role=Role.DISPATCHER, unit="110000")
LIST = {"count": 0, "first": []}
SHEET = {
    "unit": "110000", "since": "2026-11-22T00:00:00Z", "at": "2026-11-22T12:00:00Z", "open": 42, "bands": {"2h": {"overdue": 3}},
    "burning": [{"number": "20261122-000001", "title": "水管爆裂", "tier": "2h", "lead": "110108", "clock": "sign", "due": "2026-11-22T11:00:00Z"}],
    "signatures": LIST, "halted": LIST, "unsigned": LIST, "happened": {"registered": 7}, "alerts": [],
}  # fmt: skip


class Hotline:
    """Answers what the screen asks; a number in `mine` was handed over by the asker."""

    def __init__(self) -> None:
        self.up = True
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.numbers = ["H2026-0002", "H2026-0001"]
        self.mine = "H2026-0001"

    async def ask(self, what: str, /, **of: str) -> str:
        self.asked.append((what, of))
        if not self.up:
            raise Unreachable("refused")
        if what == "dossiers":
            items = [
                DossierBrief(number=number, version=1, kind=DossierKind.HANDOVER, title="x", unit="110000", open=True, opened=AT)
                for number in self.numbers
            ]
            return DossierWindow(items=tuple(items), total=len(items), now=AT).model_dump_json()
        number = of.get("number", "")
        dossier = Dossier(
            number=number, version=1, kind=DossierKind.HANDOVER, title="2026-11-22 20:00", unit="110000", sheet=SHEET, signed=(LEFT,),
            text="注意桥下积水" if number else "", opened=AT,
        )  # fmt: skip
        if what == "preview":
            return DossierOutcome(command=json.loads(of["body"])["id"], number="", dossier=dossier, now=AT).model_dump_json()
        ask = Ask(do="take_over", may=number != self.mine, why="不能接自己交的班")
        return DossierView(dossier=dossier, asks=(ask,), now=AT).model_dump_json()


@pytest.fixture
def hotline() -> Hotline:
    return Hotline()


@pytest.fixture
async def bench(tmp_path: Path, hotline: Hotline) -> AsyncIterator[Bench]:
    made = Bench(tmp_path, [ticket(serial, due=(serial - 3) * 900) for serial in range(8)])
    made.mirror.remember(city=beijing().model_dump_json())
    made.link.ask = hotline.ask  # type: ignore[method-assign] # a line that the test holds
    yield made
    made.close()


def said(bench: Bench) -> str:
    return "\n".join(screen_text(bench))


def waiting(bench: Bench) -> list[dict[str, Any]]:
    return [json.loads(row.body) for row in bench.outbox.waiting()]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_the_sheet_is_there_before_it_is_signed(bench: Bench, size: tuple[int, int]) -> None:
    async with bench.app.run_test(size=size) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "在办 42 件" in said(bench))
        for words in ("待接 2 份", "交班：现在的交班表（未签字）", "H2026-0002", "未签字  北京市", "超期 3", "水管爆裂"):
            assert words in said(bench), words
        assert screen_text(bench)[-2].startswith("1/3 ")
        assert waiting(bench) == []


async def test_signing_hands_over_with_remarks_and_can_be_taken_back(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "在办 42 件" in said(bench))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        await pilot.press(*"wet", "ctrl+s")
        await until(pilot, lambda: len(waiting(bench)) == 1)
        assert (waiting(bench)[0]["do"], waiting(bench)[0]["text"]) == ("hand_over", "wet")
        await until(pilot, lambda: "交班 1 件" in said(bench))
        await pilot.press("u")
        await until(pilot, lambda: waiting(bench) == [])


async def test_a_colleague_takes_over_and_nobody_their_own(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "H2026-0002" in said(bench))
        await pilot.press("j")
        await until(pilot, lambda: "签字：孙启" in said(bench))
        assert "注意桥下积水" in said(bench)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        await pilot.press(*"seen", "ctrl+s")
        await until(pilot, lambda: len(waiting(bench)) == 1)
        assert {"do": "take_over", "dossier": "H2026-0002", "seen": 1, "text": "seen"}.items() <= waiting(bench)[0].items()
        await until(pilot, lambda: isinstance(bench.app.screen, HandoverScreen))
        await pilot.press("j")
        await until(pilot, lambda: "不能接自己交的班" in said(bench))
        await pilot.press("s")
        await until(pilot, lambda: "不能接班：不能接自己交的班" in said(bench))
        assert len(waiting(bench)) == 1


async def test_without_a_line_the_copy_here_is_told_and_the_command_waits(bench: Bench, hotline: Hotline) -> None:
    hotline.up = False
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "以下按本地副本：在办 8 件" in said(bench) and "最急（4）" in said(bench))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen) and not bench.app.screen.opening)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [one["do"] for one in waiting(bench)] == ["hand_over"])
        hotline.up = True
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "在办 42 件" in said(bench))


async def test_who_may_not_hand_over_sees_what_waits(bench: Bench) -> None:
    bench.mirror.remember(me=json.dumps({"person": {"name": "a"}, "asks": ["note"]}))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "签字：孙启" in said(bench))
        assert "交班：现在" not in said(bench)


async def test_nothing_waits_and_nothing_may_be_signed(bench: Bench, hotline: Hotline) -> None:
    hotline.numbers = []
    bench.mirror.remember(me=json.dumps({"person": {"name": "a"}, "asks": ["note"]}))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "没有待接的交班表" in said(bench))
        await pilot.press("s", "ctrl+l")
        await until(pilot, lambda: "No sheet waits" in said(bench))


async def test_the_sheet_scrolls_by_pages(bench: Bench) -> None:
    async with bench.app.run_test(size=(60, 20)) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "在办 42 件" in said(bench))
        await pilot.press("G")
        await until(pilot, lambda: "在办 42 件" not in said(bench))
        await pilot.press("g")
        await until(pilot, lambda: "在办 42 件" in said(bench))
        await pilot.press("escape")
        await until(pilot, lambda: bench.app.screen is bench.queue)
