import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.errors import DiskFull, NewLog, NotSignedIn, Unexpected, Unreachable
from api_client.feed import State
from api_client.filter import parse_filter
from api_client.mirror import Mirror
from api_client.models.page import Page, Problem
from api_client.outbox import Outbox, Row
from api_client.sync import Sync
from tests.api_client.hotline import TOKEN, Hotline, problem, told
from tests.api_client.told import NOW, fill, lines, note, page, ticket

T = TypeVar("T")


class Desk:
    """A mirror and an outbox, and what its sync told."""

    def __init__(self, folder: Path, hotline: Hotline, *, token: str = TOKEN) -> None:
        self.now = float(NOW)
        self.mirror = Mirror.open(folder / "mirror.db")
        self.outbox = Outbox.open(folder / "outbox.db")
        self.client = hotline.client(token)
        self.sync = Sync(self.client, self.mirror, self.outbox, now=lambda: self.now, chance=lambda: 1.0, pause=self._pause)
        self.pages: list[Page] = []
        self.states: list[State] = []
        self.settled: list[Row] = []
        self.pauses: list[float] = []
        self._told = asyncio.Event()

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self._tell()
        await asyncio.to_thread(lambda: None)

    def close(self) -> None:
        self.mirror.close()
        self.outbox.close()

    def numbers(self) -> dict[str, int]:
        """The open tickets with their versions."""
        return {line.number: line.version for line in lines(self.mirror)}

    def _tell(self) -> None:
        self._told.set()
        self._told = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["asyncio.Task[None]"]:
        """The desk in step with its hotline while this lasts."""

        def heard(kept: list[T]) -> Callable[[T], None]:
            def keep(one: T) -> None:
                kept.append(one)
                self._tell()

            return keep

        run = asyncio.ensure_future(self.sync.run(heard(self.pages), heard(self.states), heard(self.settled)))
        try:
            yield run
        finally:
            run.cancel()
            with suppress(asyncio.CancelledError):
                await run

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds, looking each time something was told."""
        async with asyncio.timeout(10):
            while not holds():
                await self._told.wait()


@pytest.fixture
def hotline() -> Hotline:
    made = Hotline()
    made.change(ticket(1), ticket(2), ticket(3))
    return made


@pytest.fixture
def desk(tmp_path: Path, hotline: Hotline) -> Iterator[Desk]:
    made = Desk(tmp_path, hotline)
    yield made
    made.close()


def cut(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route")


def on_commands(answer: Callable[[httpx.Request], httpx.Response]) -> Callable[[httpx.Request], httpx.Response | None]:
    """The answer for commands alone."""

    def only(request: httpx.Request) -> httpx.Response | None:
        if request.method == "PUT":
            return answer(request)
        return httpx.Response(404, json=json.loads(problem(404, "unknown").content))

    return only


async def test_a_new_desk_has_the_top_of_the_queue_and_the_city_before_the_rest(desk: Desk, hotline: Hotline) -> None:
    seen: list[tuple[int, int, int, bool]] = []
    mirror = desk.mirror
    desk.sync._on_anew = lambda: seen.append((len(desk.numbers()), mirror.expected, mirror.cursor, bool(mirror.meta("city"))))
    await desk.sync.meet()
    assert seen == [(3, 3, 0, False), (3, 3, 0, True), (3, 0, 1, True)]
    assert [one.url.path for one in hotline.requests] == ["/v1/me", "/v1/tickets", "/v1/city", "/v1/snapshot", "/v1/city"]
    await desk.sync.fetch_all()
    assert len(seen) == 4, "a whole copy is replaced in one step"


async def test_what_waits_is_sent_oldest_first(desk: Desk, hotline: Hotline) -> None:
    asked = [note(1), note(2), note(1), note(3)]
    for one in asked:
        desk.outbox.put([one], now=desk.now)
    settled = await desk.sync.push()
    assert [(row.id, row.state) for row in settled] == [(str(asked[place].id), "done") for place in (0, 1, 3, 2)]
    assert hotline.commands == [row.id for row in settled]
    assert json.loads(settled[0].answer)["number"] == "20261122-000001"
    assert desk.outbox.waiting() == []


async def test_what_is_held_is_not_sent(desk: Desk, hotline: Hotline) -> None:
    desk.outbox.put([note(1)], now=desk.now, hold=5.0)
    assert await desk.sync.push() == []
    desk.now += 5.0
    assert len(await desk.sync.push()) == 1


async def test_what_cannot_be_sent_is_kept_in_order(desk: Desk, hotline: Hotline) -> None:
    asked = [note(1), note(2)]
    desk.outbox.put(asked, now=desk.now)
    hotline.trouble = [cut]
    for _ in range(2):
        with pytest.raises(Unreachable):
            await desk.sync.push()
    assert [row.id for row in desk.outbox.due(desk.now)] == [str(one.id) for one in asked]
    hotline.trouble = []
    assert [row.state for row in await desk.sync.push()] == ["done", "done"]


async def test_a_lost_reply_does_nothing_twice(desk: Desk, hotline: Hotline) -> None:
    asked = note(1)
    desk.outbox.put([asked], now=desk.now)
    hotline.lose_replies = 2
    for _ in range(2):
        with pytest.raises(Unreachable):
            await desk.sync.push()
    [row] = await desk.sync.push()
    assert (row.state, row.tries, hotline.commands) == ("done", 3, [str(asked.id)] * 3)
    assert hotline.tickets["20261122-000001"].version == 2


@pytest.mark.parametrize(("status", "state"), [(403, "refused"), (404, "refused"), (409, "refused"), (412, "stale"), (422, "refused")])
async def test_a_refusal_settles_and_lets_the_next_one_go(status: int, state: str, desk: Desk, hotline: Hotline) -> None:
    refused, behind = note(1, "不可"), note(1)
    hotline.refuse["不可"] = Problem(status=status, code="some_rule", detail="规则不许")
    desk.outbox.put([refused, behind], now=desk.now)
    settled = await desk.sync.push()
    assert [(row.id, row.state) for row in settled] == [(str(refused.id), state), (str(behind.id), "done")]
    assert json.loads(settled[0].answer)["detail"] == "规则不许"
    assert [row.id for row in desk.outbox.trouble()] == [str(refused.id)]


async def test_an_answer_nobody_can_read_is_looked_up(desk: Desk, hotline: Hotline) -> None:
    asked = note(1)
    await hotline.client().submit(asked)
    hotline.trouble = [lambda request: httpx.Response(500, text="oops") if request.method == "PUT" else None]
    desk.outbox.put([asked], now=desk.now)
    [row] = await desk.sync.push()
    assert row.state == "done"


async def test_an_answer_nobody_can_read_and_no_record_is_unexpected(desk: Desk, hotline: Hotline) -> None:
    hotline.trouble = [on_commands(lambda _: httpx.Response(500, text="oops"))]
    desk.outbox.put([note(1)], now=desk.now)
    [row] = await desk.sync.push()
    assert row.state == "unexpected"
    assert "500" in json.loads(row.answer)["detail"]


async def test_signed_out_keeps_everything(desk: Desk, hotline: Hotline) -> None:
    desk.outbox.put([note(1)], now=desk.now)
    desk.client.token = "old"
    with pytest.raises(NotSignedIn):
        await desk.sync.push()
    assert len(desk.outbox.due(desk.now)) == 1


async def test_catching_up_pulls_what_others_asked_and_what_was_pushed(desk: Desk, hotline: Hotline) -> None:
    desk.outbox.put([note(1)], now=desk.now)
    await desk.sync.push()
    await desk.sync.catch_up()
    assert desk.numbers() == {"20261122-000001": 2, "20261122-000002": 1, "20261122-000003": 1}
    hotline.change(ticket(4), gone=("20261122-000002",))
    await desk.sync.catch_up()
    assert set(desk.numbers()) == {"20261122-000001", "20261122-000003", "20261122-000004"}
    assert (desk.mirror.cursor, desk.mirror.log_id) == (3, "log-a")
    assert json.loads(desk.mirror.meta("me"))["person"]["name"] == "zhang"
    assert json.loads(desk.mirror.meta("city"))["name"] == "样城"
    assert [one.url.path for one in hotline.requests].count("/v1/snapshot") == 1


async def test_another_log_is_fetched_anew(desk: Desk, hotline: Hotline) -> None:
    await desk.sync.catch_up()
    hotline.log_id, hotline.tickets, hotline.log = "log-b", {}, []
    hotline.change(ticket(8))
    with pytest.raises(NewLog):
        await desk.sync.pull()
    await desk.sync.catch_up()
    assert (list(desk.numbers()), desk.mirror.log_id) == (["20261122-000008"], "log-b")


async def test_a_mirror_of_somebody_else_is_given_up(desk: Desk, hotline: Hotline) -> None:
    await desk.sync.catch_up()
    with desk.mirror.write() as db:
        db.execute("UPDATE ticket SET title = 'for zhang alone'")
    hotline.person = "li"
    await desk.sync.catch_up()
    assert {line.title for line in lines(desk.mirror)} == {"小区暖气不热"}


async def test_a_desk_stays_in_step(desk: Desk, hotline: Hotline) -> None:
    async with desk.running():
        await desk.until(lambda: desk.states and desk.states[-1].name == "live")
        hotline.change(ticket(5))
        await desk.until(lambda: "20261122-000005" in desk.numbers())
        desk.outbox.put([note(5)], now=desk.now)
        desk.sync.wake()
        await desk.until(lambda: desk.settled and desk.numbers()["20261122-000005"] == 2)
    assert [state.name for state in desk.states] == ["connecting", "live"]
    assert [row.state for row in desk.settled] == ["done"]


async def test_what_waited_goes_first_when_the_line_is_back(desk: Desk, hotline: Hotline) -> None:
    asked = [note(1), note(2)]
    desk.outbox.put(asked, now=desk.now)
    hotline.trouble = [cut]
    async with desk.running():
        await desk.until(lambda: desk.pauses)
        desk.now += 60.0
        hotline.requests.clear()
        hotline.trouble = []
        await desk.until(lambda: desk.states[-1].name == "live" and len(desk.settled) == 2)
    told = [one.url.path for one in hotline.requests]
    assert told.index(f"/v1/commands/{asked[0].id}") < told.index(f"/v1/commands/{asked[1].id}") < told.index("/v1/snapshot")
    assert [(state.name, state.why) for state in desk.states] == [("connecting", ""), ("lost", "refused"), ("live", "")]
    assert [state.since - NOW for state in desk.states] == [0.0, 0.0, 60.0]


async def test_a_line_that_breaks_is_taken_up_again(desk: Desk, hotline: Hotline) -> None:
    async with desk.running():
        await desk.until(lambda: desk.states and desk.states[-1].name == "live")
        hotline.hang_up = 1
        hotline.news()
        await desk.until(lambda: [state.name for state in desk.states] == ["connecting", "live", "lost", "live"])
        hotline.change(ticket(6))
        await desk.until(lambda: "20261122-000006" in desk.numbers())
    assert [one.url.path for one in hotline.requests].count("/v1/snapshot") == 1


async def test_who_waits_has_a_lost_line_tried_at_once(desk: Desk, hotline: Hotline) -> None:
    desk.sync = Sync(desk.client, desk.mirror, desk.outbox, now=lambda: desk.now, chance=lambda: 3600.0)
    hotline.trouble = [cut]
    async with desk.running():
        await desk.until(lambda: desk.states and desk.states[-1].name == "lost")
        hotline.trouble = []
        desk.sync.hurry()
        await desk.until(lambda: desk.states[-1].name == "live")


async def test_another_log_in_the_middle_is_fetched_anew(desk: Desk, hotline: Hotline) -> None:
    async with desk.running():
        await desk.until(lambda: desk.states and desk.states[-1].name == "live")
        hotline.log_id, hotline.tickets, hotline.log, hotline.hang_up = "log-b", {}, [], 1
        hotline.change(ticket(8))
        await desk.until(lambda: desk.mirror.log_id == "log-b" and desk.states[-1].name == "live")
    assert list(desk.numbers()) == ["20261122-000008"]


async def test_signed_out_ends_it_and_keeps_everything(desk: Desk, hotline: Hotline) -> None:
    desk.client.token = "old"
    desk.outbox.put([note(1)], now=desk.now)
    async with desk.running() as run:
        await desk.until(lambda: desk.states and desk.states[-1].name == "signed_out")
        await run
    assert len(desk.outbox.waiting()) == 1


async def test_a_full_disk_under_the_mirror_is_said_and_mended(desk: Desk, hotline: Hotline, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(page: Page, *, wall: float | None = None) -> None:
        raise DiskFull(desk.mirror.path, "database or disk is full")

    async with desk.running():
        await desk.until(lambda: desk.states and desk.states[-1].name == "live")
        with monkeypatch.context() as patch:
            patch.setattr(desk.mirror, "apply", full)
            hotline.change(ticket(7))
            await desk.until(lambda: desk.states[-1] == State("lost", desk.now, "disk_full", desk.states[-1].detail))
        await desk.until(lambda: "20261122-000007" in desk.numbers())
    assert desk.states[-1].name == "live"


async def test_a_mirror_that_had_to_be_rebuilt_fills_again(tmp_path: Path, hotline: Hotline) -> None:
    (tmp_path / "mirror.db").write_bytes(b"garbage" * 999)
    desk = Desk(tmp_path, hotline)
    assert desk.mirror.rebuilt
    async with desk.running():
        await desk.until(lambda: len(desk.numbers()) == 3)
    desk.close()


async def test_a_mirror_that_goes_bad_in_the_middle_fills_again(desk: Desk, hotline: Hotline) -> None:
    hotline.change(*(ticket(n) for n in range(10, 400)))
    async with desk.running():
        await desk.until(lambda: desk.states and desk.states[-1].name == "live")
        db = sqlite3.connect(desk.mirror.path)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        with desk.mirror.path.open("r+b") as file:
            file.write(b"garbage" * 9999)
        assert lines(desk.mirror, parse_filter("all")) == []
        hotline.change(ticket(5))
        await desk.until(lambda: len(desk.numbers()) == len(hotline.tickets))
    assert desk.mirror.rebuilt
    assert desk.mirror.cursor == len(hotline.log)


async def test_two_desks_of_one_person_share_their_files(desk: Desk, hotline: Hotline, tmp_path: Path) -> None:
    other = Desk(tmp_path, hotline)
    async with desk.running(), other.running():
        await desk.until(lambda: desk.states and desk.states[-1].name == "live")
        await other.until(lambda: other.states and other.states[-1].name == "live")
        desk.outbox.put([note(n % 3 + 1) for n in range(30)], now=desk.now)
        desk.sync.wake()
        other.sync.wake()
        await desk.until(lambda: not desk.outbox.waiting() and sum(desk.numbers().values()) == 33)
        await other.until(lambda: other.mirror.cursor == len(hotline.log))
    assert len(hotline.done) == 30
    assert {row.state for row in other.outbox.latest()} == {"done"}
    other.close()


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.sampled_from(["ask", "ask", "bad", "lose", "cut", "push", "push", "pull", "other"]), max_size=30))
def test_whatever_is_lost_on_the_way_the_outbox_tells_the_truth(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    asyncio.run(_whatever_is_lost(tmp_path_factory.mktemp("desk"), steps))


async def _whatever_is_lost(folder: Path, steps: list[str]) -> None:
    hotline = Hotline()
    hotline.refuse["不可"] = Problem(status=409, code="rule", detail="规则不许")
    hotline.change(ticket(1), ticket(2))
    desk = Desk(folder, hotline)
    await desk.sync.catch_up()
    for place, step in enumerate(steps):
        with suppress(Unreachable):
            match step:
                case "ask":
                    desk.outbox.put([note(place % 2 + 1)], now=desk.now)
                case "bad":
                    desk.outbox.put([note(place % 2 + 1, "不可")], now=desk.now)
                case "lose":
                    hotline.lose_replies += 1
                case "cut":
                    hotline.trouble = [] if hotline.trouble else [cut]
                case "push":
                    await desk.sync.push()
                case "pull":
                    await desk.sync.pull()
                case "other":
                    number = f"20261122-{place % 2 + 1:06}"
                    now = hotline.tickets[number]
                    hotline.change(now.model_copy(update={"version": now.version + 1}))
    hotline.trouble, hotline.lose_replies = [], 0
    await desk.sync.push()
    await desk.sync.catch_up()
    assert desk.numbers() == {number: told.version for number, told in hotline.tickets.items()}
    for row in desk.outbox.latest(999):
        assert (row.state == "done") == (row.id in hotline.done)
        assert row.state == ("refused" if "不可" in row.body else "done")
    desk.close()


def test_waking_before_it_runs_does_no_harm(desk: Desk) -> None:
    desk.sync.wake()
    fill(desk.mirror, [ticket(1)])
    assert len(lines(desk.mirror)) == 1


async def test_the_answer_to_another_command_counts_for_none(desk: Desk, hotline: Hotline) -> None:
    desk.outbox.put([note(1)], now=desk.now)
    await desk.sync.push()
    [(_, other)] = hotline.done.items()
    desk.outbox.put([note(2)], now=desk.now)
    hotline.trouble = [on_commands(lambda _: told(other))]
    [row] = await desk.sync.push()
    assert (row.state, row.ticket[-1]) == ("unexpected", "2")
    assert [row.id for row in desk.outbox.trouble()] == [row.id]


async def test_news_without_end_end_for_a_script(desk: Desk, hotline: Hotline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api_client.sync.MOST_PULLS", 5)
    await desk.sync.meet()

    async def more(request: httpx.Request, asked: dict[str, str]) -> httpx.Response:
        return told(page(int(asked["after"])))

    monkeypatch.setattr(hotline, "_feed", more)
    with pytest.raises(Unexpected, match="no end"):
        await desk.sync.catch_up()
