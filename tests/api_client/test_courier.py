"""The courier: what it tells the desk, what it answers, and that it ends with it."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from api_client import slips
from api_client.courier import Courier
from api_client.errors import Damaged, NotSignedIn, Refused, Unexpected, Unreachable
from api_client.feed import State
from api_client.mirror import Mirror
from api_client.models.page import Outcome, Page, TicketView
from api_client.models.people import By, Role
from api_client.models.recorded import Recorded
from api_client.outbox import Outbox, Row
from api_client.sync import Sync
from tests.api_client.hotline import CITY, TOKEN, Hotline
from tests.api_client.told import NOW, moment, note, ticket

ROOT = Path(__file__).parents[2]


class Pages:
    """In the place of a Sync: tells what it is given."""

    def __init__(self, *things: Any) -> None:
        self.things = things

    async def run(
        self, on_page: Callable[[Page], None], on_state: Callable[[State], None], on_settled: Callable[[Row], None], on_anew: Callable[[], None]
    ) -> None:
        for thing in self.things:
            match thing:
                case Exception():
                    raise thing
                case Page():
                    on_page(thing)
                case State():
                    on_state(thing)
                case "anew":
                    on_anew()
                case _:
                    on_settled(thing)
        await asyncio.Event().wait()


class Desk:
    """The other end of the pipe."""

    def __init__(self, sync: Any) -> None:
        self.slips: list[dict[str, Any]] = []
        self.suspended = False
        self.looked = 0
        """How often the courier asked whether the desk is suspended."""
        self._came = asyncio.Event()
        self.courier = Courier(sync, self._take, now=lambda: float(NOW), crowded=self._crowded)

    def _crowded(self) -> bool:
        self.looked += 1
        self._came.set()
        return self.suspended

    def _take(self, line: bytes) -> None:
        self.slips.append(slips.read(line))
        self._came.set()

    async def has(self, count: int) -> list[dict[str, Any]]:
        """The first slips, once there are so many."""
        await self.until(lambda: len(self.slips) >= count)
        return self.slips[:count]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what comes of a slip or of the courier's asking."""
        async with asyncio.timeout(10):
            while not holds():
                self._came.clear()
                await self._came.wait()

    async def told(self, count: int) -> list[dict[str, Any]]:
        """What is told while it runs."""
        running = asyncio.create_task(self.courier.run())
        try:
            return await self.has(count)
        finally:
            running.cancel()

    async def ask(self, what: str, **of: str) -> dict[str, Any]:
        """The answer to one question."""
        self.courier.hear(slips.write("ask", id=7, what=what, of=of))
        return (await self.has(len(self.slips) + 1))[-1]


def pages(count: int, tickets: int = 1) -> list[Page]:
    """Pages of so many tickets, each with others."""
    return [
        Page(after=at, cursor=at + 1, now=moment(0), tickets=tuple(ticket(at * tickets + n) for n in range(tickets)), gone=("gone",))
        for at in range(count)
    ]


async def test_pages_that_come_together_are_told_together() -> None:
    [arrived] = await Desk(Pages(*pages(20))).told(1)
    assert (arrived["is"], len(arrived["numbers"])) == ("arrived", 21)


async def test_a_desk_that_does_not_read_is_not_told_more_until_it_does() -> None:
    desk = Desk(Pages(*pages(3), State("lost", 1.0, "cut")))
    desk.suspended = True
    running = asyncio.create_task(desk.courier.run())
    await desk.has(1)
    await desk.until(lambda: desk.looked >= 2)
    assert [slip["is"] for slip in desk.slips] == ["state"]
    desk.suspended = False
    arrived = (await desk.has(2))[1]
    assert len(arrived["numbers"]) == 4
    running.cancel()


async def test_more_than_can_be_named_is_told_as_a_whole_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api_client.courier.MOST_NUMBERS", 3)
    [arrived] = await Desk(Pages(*pages(2, tickets=2))).told(1)
    assert arrived["numbers"] == []


async def test_a_copy_that_is_new_is_told_before_the_line_is_live() -> None:
    arrived, state = await Desk(Pages("anew", State("live", 1.0))).told(2)
    assert (arrived["is"], arrived["numbers"], state["is"]) == ("arrived", [], "state")


async def test_a_settled_command_is_told_with_the_rule_s_sentence(outbox: Outbox) -> None:
    refused, held = note(1), note(2)
    outbox.put([refused, held], now=0)
    outbox.settle(str(refused.id), state="refused", answer=json.dumps({"detail": "已由他人签收"}), now=1)
    outbox.settle(str(held.id), state="done", answer=json.dumps({"held": True}), now=1)
    rows = [outbox.row(str(asked.id)) for asked in (refused, held)]
    told = await Desk(Pages(*rows)).told(2)
    assert [(slip["why"], slip["held"]) for slip in told] == [("已由他人签收", False), ("", True)]
    assert [Row._make(slip["row"]) for slip in told] == rows


async def test_a_bug_is_told_and_does_not_end_the_line() -> None:
    state, broke = await Desk(Pages(RuntimeError("oh"))).told(2)
    assert (state["is"], state["name"], state["why"], state["since"]) == ("state", "lost", "unexpected", NOW)
    assert "oh" in broke["what"]


@pytest.fixture
def hotline() -> Hotline:
    hotline = Hotline()
    hotline.change(ticket(1))
    return hotline


@pytest.fixture
def sync(hotline: Hotline, mirror: Mirror, outbox: Outbox) -> Sync:
    return Sync(hotline.client(), mirror, outbox, now=lambda: float(NOW))


async def test_a_ticket_is_told_in_full(sync: Sync) -> None:
    answer = await Desk(sync).ask("ticket", number=ticket(1).number)
    assert answer["id"] == 7
    assert TicketView.model_validate_json(answer["text"]).ticket.number == ticket(1).number


async def test_a_preview_changes_nothing(sync: Sync, hotline: Hotline) -> None:
    asked = note(1)
    answer = await Desk(sync).ask("preview", id=str(asked.id), body=asked.model_dump_json())
    assert Outcome.model_validate_json(answer["text"]).command == asked.id
    assert hotline.requests[-1].url.params["preview"] == "true"


async def test_the_city_is_put_into_the_mirror(sync: Sync) -> None:
    assert (await Desk(sync).ask("city"))["text"] == ""
    assert json.loads(sync.mirror.meta("city"))["name"] == CITY["name"]


async def test_what_cannot_be_answered_is_told_as_the_trouble_it_is(sync: Sync, hotline: Hotline) -> None:
    desk = Desk(sync)
    assert isinstance(slips.error((await desk.ask("ticket", number="20261122-999999"))["trouble"]), Refused)
    assert isinstance(slips.error((await desk.ask("weather"))["trouble"]), Unexpected)
    assert isinstance(slips.error((await desk.ask("ticket"))["trouble"]), Unexpected)
    hotline.trouble.append(lambda _: httpx.Response(401))
    assert isinstance(slips.error((await desk.ask("city"))["trouble"]), NotSignedIn)


async def test_a_person_who_waits_has_it_tried_at_once() -> None:
    hurried: list[str] = []
    Desk(SimpleNamespace(hurry=lambda: hurried.append("now"))).courier.hear(slips.write("hurry"))
    assert hurried == ["now"]


async def test_who_speaks_another_language_now_is_answered_in_it(sync: Sync, hotline: Hotline) -> None:
    desk = Desk(sync)
    desk.courier.hear(slips.write("speak", lang="en"))
    await desk.ask("ticket", number=ticket(1).number)
    assert hotline.requests[-1].headers["accept-language"] == "en"


async def test_a_question_taken_back_is_not_answered(sync: Sync) -> None:
    desk = Desk(sync)
    desk.courier.hear(slips.write("ask", id=1, what="ticket", of={"number": ticket(1).number}))
    desk.courier.hear(slips.write("drop", id=1))
    desk.courier.hear(slips.write("drop", id=1))
    assert (await desk.ask("city"))["id"] == 7
    assert len(desk.slips) == 1


# As a process


def start(**more: Any) -> "subprocess.Popen[bytes]":
    """A courier as the desk starts it."""
    return subprocess.Popen([sys.executable, "-m", "tui", "--courier"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, **more)


@contextmanager
def carrying(folder: Path, **more: Any) -> "Iterator[subprocess.Popen[bytes]]":
    """A courier that has been told whose it is, for a hotline that does not answer."""
    courier = start(**more)
    begin = {"url": "http://127.0.0.1:9", "token": TOKEN, "lang": "en", "mirror": str(folder / "mirror.db"), "outbox": str(folder / "outbox.db")}
    assert courier.stdin
    assert courier.stdout
    with courier.stdout, courier.stdin:
        courier.stdin.write(slips.write("begin", **begin))
        yield courier
        courier.kill()
        courier.wait()


def test_it_tells_how_the_line_stands_and_ends_when_the_desk_hangs_up(tmp_path: Path) -> None:
    with carrying(tmp_path) as courier:
        assert courier.stdin
        assert courier.stdout
        assert [slips.read(courier.stdout.readline())["name"] for _ in range(2)] == ["connecting", "lost"]
        courier.stdin.close()
        assert courier.wait(1.0) == 0


def test_it_ends_with_a_desk_that_hangs_up_while_it_still_begins(tmp_path: Path) -> None:
    with carrying(tmp_path) as courier:
        assert courier.stdin
        courier.stdin.close()
        assert courier.wait(5.0) == 0


def test_ctrl_c_is_none_of_its_business(tmp_path: Path) -> None:
    with carrying(tmp_path) as courier:
        assert courier.stdout
        slips.read(courier.stdout.readline())
        courier.send_signal(2)
        assert slips.read(courier.stdout.readline())["name"] == "lost"
        assert courier.poll() is None


def test_it_leaves_a_damaged_outbox_to_the_desk(tmp_path: Path) -> None:
    damaged = tmp_path / "outbox.db"
    damaged.write_bytes(os.urandom(8192))
    with carrying(tmp_path, stderr=subprocess.PIPE) as courier:
        assert courier.stderr
        complaint = courier.stderr.read().decode()
        assert courier.wait(5.0) == 1
        courier.stderr.close()
    assert complaint.splitlines()[-1] == Damaged.__name__
    assert sorted(file.name for file in tmp_path.iterdir() if "outbox" in file.name) == ["outbox.db"]


@pytest.mark.parametrize("first", [b"", b"hello\n", b'{"is":'])
def test_nothing_is_done_for_one_who_is_no_desk(first: bytes) -> None:
    with start() as courier:
        courier.communicate(first, timeout=10)
        assert courier.returncode == 2


async def test_a_changed_catalogue_has_the_desk_read_everything_anew() -> None:
    by = By(name="li", role=Role.SUPERVISOR, unit="1")
    told = {"seq": 1, "ticket": "K2026-0001", "version": 1, "at": moment(0), "by": by, "type": "dossier_opened"}
    event = Recorded.model_validate(told | {"data": {"dossier": {"kind": "catalogue"}}})
    [arrived] = await Desk(Pages(Page(after=0, cursor=1, now=moment(0), events=(event,)))).told(1)
    assert (arrived["is"], arrived["numbers"]) == ("arrived", [])


@pytest.mark.parametrize(
    ("what", "asked", "path"),
    [
        ("board", {"name": "rates", "month": "2026-11"}, "/v1/boards/rates"), ("dossiers", {"kind": "problem"}, "/v1/dossiers"),
        ("dossier", {"number": "P2026-0001"}, "/v1/dossiers/P2026-0001"),
        ("report", {"name": "monthly", "form": "text/csv", "lang": "en", "month": "2026-11"}, "/v1/reports/monthly"),
    ],
)  # fmt: skip
async def test_figures_dossiers_and_reports_are_asked_for_by_name(sync: Sync, hotline: Hotline, what: str, asked: dict[str, str], path: str) -> None:
    hotline.trouble.append(lambda _: httpx.Response(503))
    answer = await Desk(sync).ask(what, **asked)
    assert isinstance(slips.error(answer["trouble"]), Unreachable)
    sent = hotline.requests[-1]
    assert sent.url.path == path
    assert set(sent.url.params) == set(asked) - {"name", "number", "form", "lang"}
    if what == "report":
        assert (sent.headers["accept"], sent.headers["accept-language"]) == ("text/csv", "en")
