"""A whole copy, fetched: what burns first at once where there is nothing yet, then everything."""

import asyncio
from collections.abc import AsyncIterable, Callable
from contextlib import closing, suppress

from api_client.client import Client
from api_client.errors import Refused, Unexpected
from api_client.loading import Loading
from api_client.mirror import Mirror

FIRST_TICKETS = 500
"""So many from the top of the queue are there at once, some ten pages; more the hotline does not tell at once."""
TELL_SECONDS = 0.5
"""How often it is noted how far the rest has come."""


async def first_page(client: Client, mirror: Mirror, *, wall: float) -> bool:
    """Hold the top of the queue where nothing is held yet; returns whether there is something to see now. Raises Unreachable, LocalError.

    A hotline that does not tell it is asked for everything all the same.
    """
    if mirror.cursor:
        return False
    with suppress(Refused, Unexpected):
        return mirror.begin(await client.window(limit=FIRST_TICKETS), wall=wall)
    return False


async def everything(client: Client, mirror: Mirror, *, wall: Callable[[], float], anew: Callable[[], None] = lambda: None) -> None:
    """Hold a fresh snapshot; `anew` is called as soon as it can be read. Raises HotlineError before that; then what was held is held still."""
    async with client.snapshot() as snapshot:
        with closing(mirror.loading(snapshot.head)) as loading:
            await _gather(snapshot.lines, loading, mirror)
            await _done(asyncio.ensure_future(asyncio.to_thread(loading.finish, log_id=client.log_id, wall=wall())))
            anew()
            await _done(asyncio.ensure_future(asyncio.to_thread(loading.tidy)))


async def _gather(batches: AsyncIterable[list[bytes]], loading: Loading, mirror: Mirror) -> None:
    """Put batches into the file in a thread, while the next one is unpacked here."""
    clock = asyncio.get_running_loop().time
    told, putting = clock(), None
    try:
        async for lines in batches:
            if putting:
                await asyncio.shield(putting)
            if mirror.expected and clock() - told > TELL_SECONDS:
                mirror.remember(arrived=str(loading.count))
                told = clock()
            putting = asyncio.ensure_future(asyncio.to_thread(loading.add_lines, lines))
    finally:
        if putting:
            await _done(putting)


async def _done(doing: "asyncio.Future[None]") -> None:
    """Wait for work in a thread; who gives up waiting goes on only when it is done."""
    try:
        await asyncio.shield(doing)
    finally:
        if not doing.done():
            await asyncio.wait((doing,))
