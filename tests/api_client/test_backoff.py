"""How patiently something is tried again."""

import asyncio

from api_client.backoff import Backoff, Rest


def test_pauses_double_up_to_half_a_minute_and_begin_anew() -> None:
    backoff = Backoff(lambda: 1.0)
    assert [backoff.next() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    backoff.reset()
    assert backoff.next() == 0.5


def test_pauses_are_drawn_at_random_from_nothing_up() -> None:
    drawn = iter([0.0, 0.5])
    backoff = Backoff(lambda: next(drawn))
    assert [backoff.next(), backoff.next()] == [0.0, 0.5]


def test_a_hotline_may_ask_for_patience_but_not_for_ever() -> None:
    backoff = Backoff(lambda: 0.0)
    assert [backoff.next(7.0), backoff.next(86_400.0)] == [7.0, 300.0]


async def test_a_pause_ends_where_somebody_waits_and_not_before_it_began() -> None:
    rest = Rest()
    rest.end()
    resting = asyncio.create_task(rest(3600.0))
    await asyncio.sleep(0)
    assert not resting.done()
    rest.end()
    async with asyncio.timeout(10):
        await resting
        await rest(0.01)
