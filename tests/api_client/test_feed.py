import asyncio
from contextlib import aclosing

import httpx
import pytest

from api_client.errors import NewLog, NotSignedIn, Unexpected, Unreachable
from api_client.feed import EMPTY_SECONDS, Feed
from api_client.models.page import Page
from tests.api_client.hotline import Hotline, event, problem, told
from tests.api_client.told import page, ticket


class Line:
    """A feed on a hotline, whose pauses pass at once and are noted."""

    def __init__(self, hotline: Hotline, *, log_id: str = "log-a") -> None:
        self.pauses: list[float] = []
        self.heard: list[str] = []
        self.greetings = 0
        self.feed = Feed(
            hotline.client(),
            log_id=log_id,
            greet=self._greet,
            live=lambda: self.heard.append("live"),
            lost=lambda error: self.heard.append(error.why),
            chance=lambda: 1.0,
            pause=self._pause,
        )

    async def _greet(self) -> None:
        self.greetings += 1

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def take(self, count: int, after: int = 0) -> list[Page]:
        """The next pages."""
        async with asyncio.timeout(10), aclosing(self.feed.pages(after)) as pages:
            return [await anext(pages) for _ in range(count)]


def cut(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route")


def late(_: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("silence")


def times(count: int, trouble: object) -> object:
    """The trouble, so many times."""
    left = [count]

    def once(request: httpx.Request) -> httpx.Response | None:
        left[0] -= 1
        assert callable(trouble)
        return trouble(request) if left[0] >= 0 else None

    return once


def streamed(*pages: Page) -> object:
    """A stream of just these pages."""
    return lambda _: httpx.Response(200, content=b"".join(map(event, pages)), headers={"Content-Type": "text/event-stream"})


def with_trouble(*troubles: object) -> Hotline:
    hotline = Hotline()
    hotline.change(ticket(1))
    hotline.trouble = list(troubles)  # type: ignore[arg-type]  # callables all
    return hotline


@pytest.mark.fact(14)
async def test_pages_go_on_where_the_line_broke() -> None:
    hotline = with_trouble()
    hotline.hang_up = 1
    line = Line(hotline)
    async with asyncio.timeout(10), aclosing(line.feed.pages(0)) as pages:
        first = await anext(pages)
        hotline.change(ticket(2))
        second = await anext(pages)
    assert [(one.after, one.cursor) for one in (first, second)] == [(0, 1), (1, 2)]
    assert line.heard == ["live", "cut", "live"]
    assert line.greetings == 2


async def test_a_hotline_that_is_down_is_asked_ever_more_patiently() -> None:
    line = Line(with_trouble(times(4, cut)))
    [told_page] = await line.take(1)
    assert told_page.cursor == 1
    assert line.pauses == [0.5, 1, 2, 4]
    assert line.heard == ["refused"] * 4 + ["live"]


async def test_a_busy_hotline_is_given_the_time_it_asks_for() -> None:
    line = Line(with_trouble(times(1, lambda _: problem(503, "starting", **{"Retry-After": "3"}))))
    await line.take(1)
    assert line.pauses == [3.5]


async def test_a_page_that_was_missed_is_fetched_again() -> None:
    line = Line(with_trouble(times(1, streamed(page(3, ticket(9))))))
    [first] = await line.take(1)
    assert (first.after, first.cursor) == (0, 1)


async def test_a_gap_in_the_middle_of_a_stream_is_closed() -> None:
    hotline = with_trouble(times(1, streamed(page(0, ticket(1)), page(2, ticket(3)))))
    for serial in (2, 3):
        hotline.change(ticket(serial))
    pages = await Line(hotline).take(2)
    assert [(one.after, one.cursor) for one in pages] == [(0, 1), (1, 3)]
    assert [one.number[-1] for one in pages[1].tickets] == ["2", "3"]


async def test_a_gap_that_never_closes_is_unexpected() -> None:
    with pytest.raises(Unexpected, match="5 times"):
        await Line(with_trouble(streamed(page(3, ticket(9))))).take(1)


@pytest.mark.parametrize("lie", [page(5, cursor=4), page(3, cursor=3)])
async def test_a_page_that_lies_is_unexpected(lie: Page) -> None:
    with pytest.raises(Unexpected):
        await Line(with_trouble(streamed(lie))).take(1, after=5)


async def test_without_a_stream_the_pages_are_polled() -> None:
    hotline = with_trouble()
    hotline.streams = False
    line = Line(hotline)
    async with asyncio.timeout(10), aclosing(line.feed.pages(0)) as pages:
        assert (await anext(pages)).cursor == 1
        waiting = asyncio.ensure_future(anext(pages))
        while len([one for one in hotline.requests if "wait" in str(one.url)]) < 2:
            await asyncio.wait({waiting}, timeout=0.001)
        hotline.change(ticket(2))
        assert (await waiting).cursor == 2
    assert line.heard == ["live"]


async def test_streams_that_something_holds_back_are_given_up_for_polling() -> None:
    hotline = with_trouble(times(2, late))
    line = Line(hotline)
    await line.take(1)
    assert line.heard == ["timeout", "timeout", "live"]
    assert "wait" in str(hotline.requests[-1].url)


async def test_another_log_needs_a_new_snapshot() -> None:
    hotline = with_trouble()
    hotline.log_id = "log-b"
    with pytest.raises(NewLog):
        await Line(hotline).take(1)
    with pytest.raises(NewLog):
        await Line(with_trouble()).take(1, after=99)


async def test_a_token_that_is_no_longer_good_ends_it() -> None:
    with pytest.raises(NotSignedIn):
        await Line(with_trouble(lambda _: problem(401, "not_signed_in"))).take(1)


async def test_what_cannot_be_greeted_is_lost() -> None:
    hotline = with_trouble()
    heard: list[str] = []
    tries = iter([Unreachable("timeout"), None])

    async def greet() -> None:
        if error := next(tries):
            raise error

    async def pause(_: float) -> None:
        heard.append("pause")

    feed = Feed(hotline.client(), greet=greet, lost=lambda error: heard.append(error.why), pause=pause)
    async with asyncio.timeout(10), aclosing(feed.pages(0)) as pages:
        await anext(pages)
    assert heard == ["timeout", "pause"]


async def test_polling_tells_the_same_pages() -> None:
    hotline = with_trouble(times(1, lambda _: told(page(0, ticket(1)))))
    pages = await Line(hotline).take(1)
    assert [one.cursor for one in pages] == [1]


async def test_a_hotline_that_answers_every_poll_at_once_is_not_asked_without_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_once(request: httpx.Request, asked: dict[str, str]) -> httpx.Response:
        return told(page(1, cursor=1))

    hotline = Hotline()
    monkeypatch.setattr(hotline, "_feed", at_once)
    line = Line(hotline)
    await line.take(4, after=1)
    assert line.pauses == [EMPTY_SECONDS] * 3
