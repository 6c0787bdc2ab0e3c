"""The line to the hotline as the desk sees it: what the courier tells, what it answers, how it ends and is followed by another."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.message import Message

from api_client import slips
from api_client.errors import Refused, Unreachable
from api_client.models.page import Problem
from api_client.outbox import Outbox
from api_client.profile import Profile
from tests.tui.desk_parts import command
from tui.link import Arrived, Broke, Link, LinkChanged, Settled

NOBODY = "http://127.0.0.1:9"
LISTENING = "import json, os, sys, time\nbegin = json.loads(sys.stdin.readline())\ndef tell(**slip): print(json.dumps(slip), flush=True)\n"
ECHO = """
for line in sys.stdin:
    slip = json.loads(line)
    if slip["is"] == "ask":
        tell(**{"is": "answer"}, id=slip["id"], text=json.dumps([slip["what"], slip["of"]]))
"""
Made = Callable[..., Link]


class Told:
    """What a link posted, in order."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def __call__(self, message: Message) -> None:
        self.messages.append(message)

    def states(self) -> list[str]:
        return [message.name for message in self.messages if isinstance(message, LinkChanged)]

    def broken(self) -> list[str]:
        return [message.what for message in self.messages if isinstance(message, Broke)]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Makes a link with the real courier, or with a few lines of Python in its place."""
    links: list[Link] = []

    def make(code: str = "") -> Link:
        profile = Profile(tmp_path, tmp_path, url=NOBODY, token="not-for-others")
        more = {"command": (sys.executable, "-c", LISTENING + code)} if code else {}
        links.append(Link(profile, lang=lambda: "zh", wall=time.monotonic, **more))
        return links[-1]

    yield make
    for link in links:
        link.stop()


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - it happens in another process
            await asyncio.sleep(0.01)


def runs(pid: int) -> bool:
    """Whether a process is there, if only as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_hotline_out_of_reach_is_told_and_asking_says_so(made: Made) -> None:
    link, told = made(), Told()
    link.start(told)
    await until(lambda: told.states()[:2] == ["connecting", "lost"])
    lost = next(message for message in told.messages if isinstance(message, LinkChanged) and message.name == "lost")
    assert lost.why == "refused"
    with pytest.raises(Unreachable, match="onnect"):
        await link.ask("ticket", number="20261122-000001")


async def test_it_ends_at_once_even_when_it_has_hardly_begun(made: Made) -> None:
    link = made()
    link.start(lambda _: None)
    await asyncio.to_thread(link.stop, 10)
    assert not any(thread.name == "link" for thread in threading.enumerate())
    assert link.pid is None
    with pytest.raises(Unreachable):
        await link.ask("ticket", number="20261122-000001")


async def test_the_token_stands_on_no_command_line(made: Made) -> None:
    link, told = made(), Told()
    link.start(told)
    await until(told.states)
    shown = await asyncio.to_thread(subprocess.check_output, ["ps", "-o", "args=", "-p", str(link.pid)], text=True)
    assert "--courier" in shown
    assert "not-for-others" not in shown


async def test_a_question_is_answered_even_when_it_came_before_the_courier(made: Made) -> None:
    link = made(ECHO)
    early = asyncio.create_task(link.ask("ticket", number="早"))
    await asyncio.sleep(0)
    link.start(lambda _: None)
    assert json.loads(await early) == ["ticket", {"number": "早"}]
    assert json.loads(await link.ask("city")) == ["city", {}]


async def test_an_error_comes_back_as_one(made: Made) -> None:
    problem = Problem(status=409, code="not_at_this_stage", detail="不能改派")
    link = made(f"tell(**{{'is': 'answer'}}, id=1, trouble={slips.trouble(Refused(problem))!r})\nsys.stdin.read()")
    asked = asyncio.create_task(link.ask("preview"))
    await asyncio.sleep(0)
    link.start(lambda _: None)
    with pytest.raises(Refused) as refused:
        await asked
    assert refused.value.problem == problem


async def test_a_question_that_nobody_waits_for_any_more_is_taken_back(made: Made) -> None:
    link, told = made("for line in sys.stdin: tell(**{'is': 'broke'}, what=line)"), Told()
    link.start(told)
    asked = asyncio.create_task(link.ask("ticket", number="1"))
    await until(told.broken)
    asked.cancel()
    await until(lambda: len(told.broken()) == 2)
    ask, drop = (json.loads(line) for line in told.broken())
    assert (ask["is"], drop["is"], drop["id"]) == ("ask", "drop", ask["id"])


async def test_a_slow_answer_does_not_hold_up_the_end(made: Made) -> None:
    link, told = made("tell(**{'is': 'broke'}, what=sys.stdin.readline())\nsys.stdin.read()"), Told()
    link.start(told)
    asked = asyncio.create_task(link.ask("ticket", number="1"))
    await until(told.broken)
    began = time.monotonic()
    await asyncio.to_thread(link.stop)
    assert time.monotonic() - began < 1.0
    with pytest.raises(Unreachable):
        await asked


async def test_a_courier_that_is_killed_is_followed_by_another(made: Made) -> None:
    link, told = made(), Told()
    link.start(told)
    await until(lambda: "lost" in told.states())
    first = link.pid
    assert first
    os.kill(first, signal.SIGKILL)
    await until(lambda: told.states().count("connecting") == 2)
    assert link.pid not in (None, first)
    assert not runs(first), "no zombie stays behind"
    again = [(message.name, message.why) for message in told.messages if isinstance(message, LinkChanged)]
    at = again.index(("lost", "courier"))
    assert again[at + 1][0] == "connecting"
    assert any(isinstance(message, Settled) and message.row is None for message in told.messages), "the screens look at the outbox again"
    assert told.broken() == []


async def test_what_was_asked_of_a_courier_that_dies_is_unreachable(made: Made) -> None:
    link = made("sys.stdin.readline(); os.kill(os.getpid(), 9)")
    link.start(lambda _: None)
    with pytest.raises(Unreachable) as error:
        await link.ask("ticket", number="1")
    assert error.value.why == "courier"


async def test_while_there_is_no_courier_asking_says_so_at_once(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.link.Backoff", lambda: type("Never", (), {"next": lambda self: 3600.0})())
    link, told = made("pass"), Told()
    link.start(told)
    await until(lambda: told.states() == ["lost"])
    with pytest.raises(Unreachable) as error:
        await link.ask("ticket", number="1")
    assert error.value.why == "courier"
    link.wake()


async def test_who_waits_has_the_next_courier_begin_at_once(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.link.Backoff", lambda: type("Never", (), {"next": lambda self: 3600.0})())
    link, told = made("tell(**{'is': 'state'}, name='live', since=1, why='') if os.path.exists(begin['mirror']) else sys.exit()"), Told()
    link.start(told)
    await until(lambda: told.states() == ["lost"])
    link._profile.mirror_path.parent.mkdir(parents=True)
    link._profile.mirror_path.touch()
    link.hurry()
    await until(lambda: "live" in told.states())


async def test_a_hurry_and_a_language_are_handed_on(made: Made) -> None:
    link, told = made("for line in sys.stdin: tell(**{'is': 'broke'}, what=json.loads(line)['is'])"), Told()
    link.start(told)
    link.hurry()
    link.speak("en")
    await until(lambda: len(told.broken()) == 2)
    assert told.broken() == ["hurry", "speak"]


async def test_a_program_that_cannot_be_started_is_told(made: Made) -> None:
    link, told = made(), Told()
    link._command = ("/no-such-program",)
    link.start(told)
    await until(told.broken)
    assert "no-such-program" in told.broken()[0]
    assert told.states()[0] == "lost"


@pytest.mark.parametrize(
    "said",
    [
        "print('Traceback: hello', flush=True)", "tell(what='?')", "tell(**{'is': 'nonsense'})",
        "tell(**{'is': 'state'}, name='happy', since=0, why='')", "tell(**{'is': 'settled'}, row=[1], why='', held=False)",
        "tell(**{'is': 'answer'}, id=1, trouble={'kind': 'Refused', 'problem': '{}'})",
    ],
)  # fmt: skip
async def test_a_courier_that_talks_garbage_is_ended_and_followed(made: Made, said: str) -> None:
    link, told = made(f"{said}\nsys.stdin.read()"), Told()
    asked = asyncio.create_task(link.ask("ticket", number="1"))
    await asyncio.sleep(0)
    link.start(told)
    await until(lambda: len(told.broken()) >= 2)
    assert told.states()[:2] == ["lost", "lost"]
    with pytest.raises(Unreachable):
        await asked


async def test_half_a_slip_from_one_that_was_killed_is_no_garbage(made: Made) -> None:
    link, told = made('sys.stdout.write(\'{"is": "arr\'); sys.stdout.flush(); os.kill(os.getpid(), 9)'), Told()
    link.start(told)
    await until(lambda: told.states()[:2] == ["lost", "lost"])
    assert told.broken() == []


async def test_the_last_words_of_a_courier_are_told(made: Made) -> None:
    link, told = made("raise ValueError('oh')"), Told()
    link.start(told)
    await until(told.broken)
    assert told.broken()[0] == "ValueError: oh"


async def test_a_courier_that_hangs_is_ended_when_it_leaves_its_pipe_full(made: Made) -> None:
    link, told = made("tell(**{'is': 'broke'}, what=str(os.getpid()))\ntime.sleep(3600)"), Told()
    link.start(told)
    await until(told.broken)
    hung = int(told.broken()[0])
    for _ in range(50_000):
        link.wake()
    await until(lambda: "lost" in told.states())
    assert not runs(hung)


async def test_a_courier_that_hangs_does_not_outlive_the_desk(made: Made) -> None:
    link, told = made("tell(**{'is': 'broke'}, what=str(os.getpid()))\ntime.sleep(3600)"), Told()
    link.start(told)
    await until(told.broken)
    await asyncio.to_thread(link.stop, 0.2)
    assert not runs(int(told.broken()[0]))


async def test_what_arrives_and_settles_is_told_as_it_is(made: Made, tmp_path: Path) -> None:
    outbox, refused = Outbox.open(tmp_path / "outbox.db"), command(1)
    outbox.put([refused], now=0)
    outbox.settle(str(refused.id), state="refused", answer="{}", now=1)
    row = outbox.row(str(refused.id))
    outbox.close()
    link, told = made(
        "tell(**{'is': 'arrived'}, numbers=['a', 'b'])\n"
        f"tell(**{{'is': 'settled'}}, row={list(row or ())!r}, why='已由他人签收', held=False)\n"
        "tell(**{'is': 'state'}, name='live', since=1.5, why='')\nsys.stdin.read()"
    ), Told()  # fmt: skip
    link.start(told)
    await until(lambda: len(told.messages) == 4)
    arrived, settled, live, anew = told.messages
    assert isinstance(arrived, Arrived)
    assert isinstance(settled, Settled)
    assert isinstance(live, LinkChanged)
    assert isinstance(anew, Arrived)
    assert (arrived.numbers, anew.numbers) == (frozenset("ab"), frozenset())
    assert (settled.row, settled.why, settled.held) == (row, "已由他人签收", False)
    assert (live.name, live.since) == ("live", 1.5)
