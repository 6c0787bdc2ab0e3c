"""A desk that only reads sends GETs and nothing else."""

import asyncio
from pathlib import Path

import httpx
import pytest

from api_client.errors import Refused
from api_client.mirror import Mirror
from api_client.models.recurring import Call
from api_client.onlooker import Onlooker
from api_client.outbox import Outbox
from api_client.reading import ReadingClient
from api_client.sync import Sync
from tests.api_client.hotline import TOKEN, Hotline
from tests.api_client.told import note


async def test_whatever_is_no_get_is_refused_before_it_is_sent() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        return httpx.Response(404, json={"status": 404, "code": "unknown", "detail": ""})

    client = ReadingClient("http://hotline.example", TOKEN, lang="en", transport=httpx.MockTransport(answer))
    command = note(1)
    for send in (
        lambda: client.submit(command), lambda: client.preview(command), lambda: client.duplicates(Call(item="x")), lambda: client.sign_out(),
        lambda: client.sign_in("a", "b"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="Read-only") as refused:
            await send()
        assert refused.value.problem.code == "read_only"
    assert asked == []
    assert await client.outcome(command.id) is None
    assert asked == ["GET"]


async def test_what_waits_stays_while_the_copy_follows_the_hotline(tmp_path: Path) -> None:
    hotline = Hotline()
    own = Outbox.open(tmp_path / "outbox.db")
    own.put([note(1)], now=1.0)
    client = ReadingClient("http://hotline.example/", TOKEN, transport=httpx.MockTransport(hotline.answer))
    sync = Sync(client, Mirror.open(tmp_path / "mirror.db"), Onlooker(own.path), now=lambda: 100.0)
    live = asyncio.Event()
    work = asyncio.create_task(sync.run(lambda _: None, lambda state: live.set() if state.name == "live" else None))
    await asyncio.wait_for(live.wait(), 10)
    sync.wake()
    work.cancel()
    assert {request.method for request in hotline.requests} == {"GET"}
    assert [row.tries for row in own.waiting()] == [0]
