"""The thread that talks to the hotline: what it tells, what it answers, how it ends."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message

from api_client.errors import Unreachable
from api_client.mirror import Mirror
from api_client.models.page import Page
from api_client.outbox import Outbox
from api_client.profile import Profile
from tests.tui.desk_parts import command, moment, ticket
from tui.link import Arrived, Broke, Link, LinkChanged, Settled

NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Link]:
    profile = Profile(tmp_path, tmp_path, url=NOBODY, token="x")
    mirror, outbox = Mirror.open(tmp_path / "mirror.db"), Outbox.open(tmp_path / "outbox.db")
    made = Link(profile, mirror=mirror, outbox=outbox, lang=lambda: "zh", wall=time.monotonic)
    yield made
    made.stop()
    mirror.close()
    outbox.close()


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - it happens in another thread
            await asyncio.sleep(0.01)


async def test_a_hotline_out_of_reach_is_told_and_asking_says_so(link: Link) -> None:
    told: list[Message] = []
    link.start(told.append)
    await until(lambda: [message.name for message in told if isinstance(message, LinkChanged)][:2] == ["connecting", "lost"])
    lost = next(message for message in told if isinstance(message, LinkChanged) and message.name == "lost")
    assert lost.why == "refused"
    with pytest.raises(Unreachable):
        await link.ask(lambda client: client.ticket("20261122-000001"))


async def test_it_ends_at_once_even_when_it_has_hardly_begun(link: Link) -> None:
    link.start(lambda _: None)
    await asyncio.to_thread(link.stop, 10)
    assert not any(thread.name == "link" for thread in threading.enumerate())
    with pytest.raises(Unreachable):
        await link.ask(lambda client: client.ticket("20261122-000001"))


class Pages:
    """In the place of a Sync: tells what it is given."""

    def __init__(self, *things: Any) -> None:
        self.things = things

    async def run(self, on_page: Callable[[Page], None], on_state: Any, on_settled: Callable[[Any], None]) -> None:
        for thing in self.things:
            if isinstance(thing, Exception):
                raise thing
            if isinstance(thing, Page):
                on_page(thing)
            else:
                on_settled(thing)
        await asyncio.Event().wait()


async def following(link: Link, told: list[Message], *things: Any, enough: int) -> None:
    """Let the link hear these things until it has told so many."""
    link._post_to = told.append
    task = asyncio.create_task(link._keep_in_step(Pages(*things)))  # type: ignore[arg-type]  # only `run` is called
    await until(lambda: len(told) >= enough)
    task.cancel()


async def test_pages_that_come_together_reach_the_screens_together(link: Link) -> None:
    told: list[Message] = []
    pages = [Page(after=at, cursor=at + 1, now=moment(0), tickets=(ticket(at),), gone=("gone",)) for at in range(20)]
    await following(link, told, *pages, enough=1)
    assert len(told) == 1
    arrived = told[0]
    assert isinstance(arrived, Arrived)
    assert len(arrived.numbers) == 21


async def test_a_settled_command_is_told_with_the_rule_s_sentence(link: Link) -> None:
    told: list[Message] = []
    refused, held = command(1), command(2)
    link._outbox.put([refused, held], now=0)
    link._outbox.settle(str(refused.id), state="refused", answer=json.dumps({"detail": "已由他人签收"}), now=1)
    link._outbox.settle(str(held.id), state="done", answer=json.dumps({"held": True}), now=1)
    await following(link, told, link._outbox.row(str(refused.id)), link._outbox.row(str(held.id)), enough=2)
    first, second = told
    assert isinstance(first, Settled)
    assert isinstance(second, Settled)
    assert (first.why, first.held, second.held) == ("已由他人签收", False, True)


async def test_a_bug_is_told_and_does_not_end_the_line(link: Link) -> None:
    told: list[Message] = []
    await following(link, told, ValueError("oh"), enough=2)
    assert isinstance(told[0], LinkChanged)
    assert isinstance(told[1], Broke)
    assert "oh" in told[1].what
