"""A stream that falls silent: noticed within a few heartbeats, and never where it is only slow, or where this machine slept."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from api_client.client import READ_SECONDS, Client
from api_client.errors import Unreachable
from api_client.guarded import LOOKS, Guarded, silence
from tests.api_client.lying import Lying, endless, event
from tests.api_client.told import page, ticket

SILENCE = 0.25


@pytest.mark.parametrize(
    ("beat", "seconds"),
    [("5", 15), ("1", 10), ("11", 33), ("15", READ_SECONDS), ("9" * 5000, READ_SECONDS)]
    + [(odd, READ_SECONDS) for odd in ("", "0", "-5", "nan", "inf", "0.001", "\xb2", "5, 5")],
)
def test_how_long_a_hotline_may_be_silent_is_what_it_says_of_its_heartbeat_within_bounds(beat: str, seconds: float) -> None:
    assert silence(beat, READ_SECONDS) == seconds


async def heard(chunks: AsyncIterator[bytes]) -> int:
    """How many chunks came behind a first page."""
    guarded = Guarded(chunks, silence=SILENCE)
    guarded.heard = True
    return len([chunk async for chunk in guarded])


async def test_silence_is_told_with_its_length() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b": here\n\n"
        await asyncio.Event().wait()

    async with asyncio.timeout(10):
        with pytest.raises(Unreachable) as raised:
            await heard(chunks())
    assert (raised.value.why, raised.value.silent) == ("silent", SILENCE)


async def test_a_slow_line_is_not_silent() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(6):
            await asyncio.sleep(SILENCE / 3)  # plays a line on which an event takes long
            yield b"."

    assert await heard(chunks()) == 6


async def test_while_the_machine_sleeps_no_silence_is_lived_through(monkeypatch: pytest.MonkeyPatch) -> None:
    loop, came = asyncio.get_running_loop(), asyncio.Event()
    slept, clock = [0.0], loop.time
    monkeypatch.setattr(loop, "time", lambda: clock() + slept[0])

    def sleep() -> None:
        slept[0] += 8 * 3600
        loop.call_later(SILENCE / LOOKS / 2, came.set)

    async def chunks() -> AsyncIterator[bytes]:
        loop.call_soon(sleep)
        await came.wait()
        yield b": still here\n\n"

    assert await heard(chunks()) == 1


async def test_the_client_goes_by_what_the_hotline_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api_client.guarded.LEAST_SILENCE_SECONDS", SILENCE)
    monkeypatch.setattr("api_client.guarded.BEATS", SILENCE)
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-hotline-beat: 1\r\nconnection: close\r\n\r\n"
    async with Lying(endless(head + event(page(0, ticket(1))), b"", pause=3600)).listening() as hotline, asyncio.timeout(10):
        client = Client(hotline.url, "a token")
        pages = client.stream(0)
        assert (await anext(pages)).cursor == 1
        with pytest.raises(Unreachable) as raised:
            await anext(pages)
        assert raised.value.why == "silent"
        await client.close()
