"""A hotline that hangs and a line that is half open, as a desk notices them. It waits for a real heart, so only where PAIDAN_ROUNDS is set."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from api_client.client import Client
from api_client.feed import State
from api_client.guarded import BEATS
from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.sync import Sync
from fixtures.feed.stream import HEARTBEAT_SECONDS
from tests.hotlines import PASSWORD, Hotline, serving

pytestmark = pytest.mark.skipif(not os.environ.get("PAIDAN_ROUNDS"), reason="waits for a heart that has stopped")
NOTICED_SECONDS = BEATS * HEARTBEAT_SECONDS + 5
QUIET_SECONDS = 25


class Line:
    """A way to the hotline on which everything may come to lie, with both ends left open."""

    def __init__(self, to: int) -> None:
        self._to = to
        self.open = asyncio.Event()
        self.open.set()
        self._talks: set[asyncio.Task[None]] = set()
        self._ends: list[asyncio.StreamWriter] = []

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """Its address, while this lasts."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
            for talk in self._talks:
                talk.cancel()
            for end in self._ends:
                end.transport.abort()
            await asyncio.gather(*self._talks, return_exceptions=True)

    async def _talk(self, near: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        far, far_out = await asyncio.open_connection("127.0.0.1", self._to)
        self._ends += (near_out, far_out)
        self._talks |= {asyncio.create_task(self._carry(near, far_out)), asyncio.create_task(self._carry(far, near_out))}

    async def _carry(self, come: asyncio.StreamReader, go: asyncio.StreamWriter) -> None:
        while piece := await come.read(65_536):
            await self.open.wait()
            go.write(piece)
            await go.drain()
        go.close()


@pytest.fixture
def own_hotline(tmp_path: Path) -> Iterator[Hotline]:
    with serving(tmp_path, "--scenario", "quiet_day", "--speed", "1", "--tickets", "0") as hotline:
        yield hotline


async def test_a_hung_hotline_and_a_half_open_line_are_noticed_and_a_quiet_hotline_is_neither(tmp_path: Path, own_hotline: Hotline) -> None:
    line = Line(int(own_hotline.url.rpartition(":")[2]))
    states: list[State] = []
    mirror, outbox = Mirror.open(tmp_path / "mirror.db"), Outbox.open(tmp_path / "outbox.db")

    async def until(name: str, within: float) -> State:
        async with asyncio.timeout(within):
            while not states or states[-1].name != name:  # noqa: ASYNC110 - it comes from the network
                await asyncio.sleep(0.1)
        return states[-1]

    async with line.listening() as url:
        client = Client(url)
        await client.sign_in("dispatcher", PASSWORD)
        running = asyncio.create_task(Sync(client, mirror, outbox, now=time.monotonic).run(lambda _: None, states.append))
        await until("live", 20)
        await asyncio.sleep(QUIET_SECONDS)
        assert [state.name for state in states] == ["connecting", "live"], "an empty hotline is quiet, not silent"
        os.kill(own_hotline.pid, signal.SIGSTOP)
        try:
            lost = await until("lost", NOTICED_SECONDS)
        finally:
            os.kill(own_hotline.pid, signal.SIGCONT)
        assert lost.why == "silent"
        await until("live", 60)
        line.open.clear()
        assert (await until("lost", NOTICED_SECONDS)).why == "silent"
        line.open.set()
        await until("live", 60)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await client.close()
    mirror.close()
    outbox.close()
