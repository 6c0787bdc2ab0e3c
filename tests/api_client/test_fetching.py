"""A first copy: the top of the queue at once, the rest behind it, and nothing lost where that is cut off."""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import closing, suppress

import httpx
import pytest

from api_client import fetching
from api_client.client import Client
from api_client.errors import Unexpected, Unreachable
from api_client.fetching import everything, first_page
from api_client.loading import Loading
from api_client.mirror import Mirror
from tests.api_client.hotline import Hotline, problem
from tests.api_client.told import NOW, fill, lines, ticket


@pytest.fixture
def hotline() -> Hotline:
    made = Hotline()
    made.change(*(ticket(serial, due=9_000 - serial) for serial in range(8)), ticket(9, due=None))
    return made


@pytest.fixture
def client(hotline: Hotline, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(fetching, "FIRST_TICKETS", 3)
    return hotline.client()


def serials(mirror: Mirror) -> list[int]:
    return [int(line.number[-6:]) for line in lines(mirror)]


def cut(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route")


async def test_what_is_due_first_is_there_before_the_rest(client: Client, mirror: Mirror) -> None:
    assert await first_page(client, mirror, wall=float(NOW))
    assert (serials(mirror), mirror.expected, mirror.cursor) == ([7, 6, 5], 9, 0)
    assert mirror.ticket(ticket(7).number)
    assert mirror.pace
    loads, seen = mirror.loads, list[int]()
    await everything(client, mirror, wall=lambda: float(NOW), anew=lambda: seen.append(len(serials(mirror))))
    assert seen == [9]
    assert (serials(mirror), mirror.expected, mirror.cursor) == ([7, 6, 5, 4, 3, 2, 1, 0, 9], 0, 1)
    assert mirror.loads == loads + 1


async def test_a_first_copy_that_is_cut_off_stands_and_says_that_it_is_a_part(hotline: Hotline, client: Client, mirror: Mirror) -> None:
    await first_page(client, mirror, wall=float(NOW))
    hotline.trouble.append(cut)
    with pytest.raises(Unreachable):
        await everything(client, mirror, wall=lambda: float(NOW))
    with closing(Mirror.open(mirror.path)) as after_a_kill:
        assert (serials(after_a_kill), after_a_kill.expected, after_a_kill.cursor) == ([7, 6, 5], 9, 0)
    hotline.trouble.clear()
    hotline.change(ticket(7, due=1, version=2))
    await first_page(client, mirror, wall=float(NOW))
    assert (serials(mirror), len(serials(mirror))) == ([7, 6, 5], 3)
    await everything(client, mirror, wall=lambda: float(NOW))
    assert (len(serials(mirror)), mirror.expected) == (9, 0)


async def test_a_whole_copy_stays_until_the_next_one_is_whole(client: Client, mirror: Mirror) -> None:
    fill(mirror, [ticket(20)])
    assert not await first_page(client, mirror, wall=float(NOW))
    assert not mirror.begin(await client.window(limit=3), wall=float(NOW))
    assert (serials(mirror), mirror.expected) == ([20], 0)


async def test_a_hotline_that_tells_no_top_is_asked_for_everything(hotline: Hotline, client: Client, mirror: Mirror) -> None:
    hotline.trouble.append(lambda request: problem(403, "not_yours") if request.url.path.endswith("/tickets") else None)
    assert not await first_page(client, mirror, wall=float(NOW))
    await everything(client, mirror, wall=lambda: float(NOW))
    assert len(serials(mirror)) == 9


async def test_how_far_it_has_come_is_noted(client: Client, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TELL_SECONDS", -1.0)
    told: list[dict[str, str]] = []
    remember = mirror.remember

    def note(**values: str) -> None:
        told.append(values)
        remember(**values)

    monkeypatch.setattr(mirror, "remember", note)
    await first_page(client, mirror, wall=float(NOW))
    await everything(client, mirror, wall=lambda: float(NOW))
    assert told == [{"arrived": "0"}]
    assert mirror.meta("arrived") == ""


async def test_who_gives_up_waits_for_the_thread_that_writes(client: Client, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, done = asyncio.Event(), threading.Event(), list[str]()
    loop, add = asyncio.get_running_loop(), Loading.add_lines

    def slowly(loading: Loading, some: Sequence[bytes]) -> None:
        loop.call_soon_threadsafe(begun.set)
        assert go_on.wait(10)
        add(loading, some)
        done.append("written")

    monkeypatch.setattr(Loading, "add_lines", slowly)
    monkeypatch.setattr(Loading, "close", lambda _: done.append("closed"))
    fetch = asyncio.create_task(everything(client, mirror, wall=lambda: float(NOW)))
    await begun.wait()
    fetch.cancel()
    loop.call_later(0, go_on.set)
    with suppress(asyncio.CancelledError):
        await fetch
    assert done == ["written", "closed"]
    assert mirror.cursor == 0


async def test_a_snapshot_that_lies_leaves_the_first_of_it(hotline: Hotline, client: Client, mirror: Mirror) -> None:
    await first_page(client, mirror, wall=float(NOW))
    hotline.trouble.append(lambda request: httpx.Response(200, text='{"cursor":1,"count":1,"columns":[],"now":"2026-11-22T00:00:00Z"}\n[]\n'))
    with pytest.raises(Unexpected):
        await everything(client, mirror, wall=lambda: float(NOW))
    assert (serials(mirror), mirror.expected) == ([7, 6, 5], 9)
