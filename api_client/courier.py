"""The courier: a process beside the desk that talks to the hotline, so that the desk itself holds no HTTP and wakes for no page it does not show.

It keeps mirror and outbox in step, tells the desk through a pipe what came of it, and answers its questions (`api_client.slips`). Nothing in
it needs tidying: whatever it was doing may be cut off at any moment, as by kill -9. So it ends at once when the desk's end of the pipe closes.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from api_client import slips
from api_client.errors import Unexpected, spoken

if TYPE_CHECKING:
    from api_client.client import Client
    from api_client.feed import State
    from api_client.mirror import Mirror
    from api_client.models.page import Page
    from api_client.outbox import Outbox, Row
    from api_client.sync import Sync

AGAIN_AFTER_SECONDS = 5.0
GATHER_SECONDS = 0.1
"""Pages that come faster than this reach the desk together."""
MOST_NUMBERS = 5_000
"""More tickets than this are told as a whole copy that is new."""


class Courier:
    """Keeps in step with the hotline and answers; `tell` takes the slips for the desk, `crowded` says whether it has yet to read earlier ones."""

    def __init__(
        self, sync: "Sync", tell: Callable[[bytes], object], *, now: Callable[[], float], crowded: Callable[[], bool] = lambda: False
    ) -> None:
        self._sync, self._tell, self._now, self._crowded = sync, tell, now, crowded
        self._numbers: set[str] = set()
        self._answering: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Keep in step until signed out. A bug on the way is told, and does not end the line for good."""
        while True:
            try:
                await self._sync.run(self._page, self._state, self._settled, self._anew)
            except Exception as error:
                self._say("state", name="lost", since=self._now(), why="unexpected")
                self._say("broke", what=spoken(error))
                await asyncio.sleep(AGAIN_AFTER_SECONDS)
            else:
                return

    def hear(self, line: bytes) -> None:
        """A line from the desk. Raises Garbled, KeyError."""
        slip = slips.read(line)
        match slip["is"]:
            case "wake":
                self._sync.wake()
            case "speak":
                self._sync.client.speak(slip["lang"])
            case "hurry":
                self._sync.hurry()
            case "ask":
                id = slip["id"]
                self._answering[id] = asyncio.create_task(self._answer(id, slip["what"], slip["of"]))
            case "drop" if task := self._answering.pop(slip["id"], None):
                task.cancel()

    async def _answer(self, id: int, what: str, of: dict[str, Any]) -> None:
        try:
            slip = slips.write("answer", id=id, text=await QUESTIONS[what](self._sync, **of))
            if len(slip) > slips.MOST_BYTES:
                raise Unexpected(f"an answer of {len(slip)} bytes", why="too_much")
            self._tell(slip)
        except Exception as error:
            self._say("answer", id=id, trouble=slips.trouble(error))
        self._answering.pop(id, None)

    def _page(self, page: "Page") -> None:
        from api_client.sync import changes_city

        if changes_city(page):
            self._say("arrived", numbers=[])  # the desk reads everything anew, the city too
        if not self._numbers:
            self._tell_numbers_soon()
        self._numbers |= {ticket.number for ticket in page.tickets} | set(page.gone)

    def _tell_numbers_soon(self) -> None:
        asyncio.get_running_loop().call_later(GATHER_SECONDS, self._tell_numbers)

    def _tell_numbers(self) -> None:
        if self._crowded():  # a desk that is suspended reads nothing
            self._tell_numbers_soon()
        elif self._numbers:
            numbers, self._numbers = sorted(self._numbers), set()
            self._say("arrived", numbers=numbers if len(numbers) <= MOST_NUMBERS else [])

    def _anew(self) -> None:
        """The whole copy is new, though the line may not be live yet."""
        self._say("arrived", numbers=[])

    def _state(self, state: "State") -> None:
        self._say("state", name=state.name, since=state.since, why=state.why, where=state.where)

    def _settled(self, row: "Row") -> None:
        answer = json.loads(row.answer) if row.answer else {}
        told = answer if isinstance(answer, dict) else {}
        self._say("settled", row=row, why=str(told.get("detail") or told.get("code") or ""), held=bool(told.get("held")))

    def _say(self, kind: str, **told: Any) -> None:
        self._tell(slips.write(kind, **told))


async def _ticket(sync: "Sync", number: str) -> str:
    return (await sync.client.ticket(number)).model_dump_json()


async def _preview(sync: "Sync", id: str, body: str) -> str:
    return (await sync.client.weigh(id, body)).model_dump_json()


async def _city(sync: "Sync") -> str:
    tagged = await sync.client.city()
    if tagged is None:
        raise Unexpected("the hotline tells no city")
    sync.mirror.remember(city=tagged.json, city_etag=tagged.etag)
    return ""


async def _board(sync: "Sync", name: str, **asked: str) -> str:
    return json.dumps(await sync.client.board(name, **asked))


async def _report(sync: "Sync", name: str, form: str, lang: str = "", **period: str) -> str:
    return json.dumps(await sync.client.report(name, form, lang=lang, **period))


async def _dossiers(sync: "Sync", **filters: str) -> str:
    return (await sync.client.dossiers(**filters)).model_dump_json()


async def _dossier(sync: "Sync", number: str) -> str:
    return (await sync.client.dossier(number)).model_dump_json()


async def _contacts(sync: "Sync", number: str, reveal: str) -> str:
    from uuid import UUID

    return (await sync.client.contacts(number, UUID(reveal))).model_dump_json()


async def _duplicates(sync: "Sync", call: str) -> str:
    from api_client.models.recurring import Call

    return (await sync.client.duplicates(Call.model_validate_json(call))).model_dump_json()


async def _route(sync: "Sync", **place: str) -> str:
    return (await sync.client.route(**place)).model_dump_json()


async def _audit(sync: "Sync", **filters: str) -> str:
    return (await sync.client.audit(**filters)).model_dump_json()


QUESTIONS: dict[str, Callable[..., Awaitable[str]]] = {
    "ticket": _ticket, "preview": _preview, "city": _city, "board": _board, "report": _report, "dossiers": _dossiers, "dossier": _dossier,
    "contacts": _contacts, "duplicates": _duplicates, "route": _route, "audit": _audit,
}  # fmt: skip
"""What can be asked, by name. Answers are JSON as the hotline's words write it; the city is put into the mirror instead."""


def main(now: Callable[[], float]) -> int:
    """Be the courier of the desk at the other end of stdin and stdout, until it hangs up. `now` is the wall clock in seconds since 1970."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = os.fdopen(os.dup(1), "wb", 0)
    os.dup2(2, 1)  # whatever else is printed must not get between the slips
    desk = os.fdopen(os.dup(0), "rb")  # not sys.stdin, which Python wants to itself when it ends
    try:
        begin = slips.read(desk.readline(slips.MOST_BYTES))
    except slips.Garbled:
        return 2
    asyncio.run(_carry(begin, desk, told, now))
    return 0


async def _carry(begin: dict[str, Any], desk: BinaryIO, told: BinaryIO, now: Callable[[], float]) -> None:
    loop = asyncio.get_running_loop()
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    threading.Thread(target=_listen, args=(desk, loop, heard), name="desk", daemon=True).start()
    pipe, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, told)
    from api_client.mirror import Mirror

    mirror = Mirror.open(Path(begin["mirror"]))
    client = _city_client(begin, mirror, now) if begin.get("open311") else _client(begin)
    outbox = _outbox(begin)
    from api_client.sync import Sync

    courier = Courier(Sync(client, mirror, outbox, now=now), pipe.write, now=now, crowded=lambda: pipe.get_write_buffer_size() > 0)
    work = asyncio.create_task(courier.run())
    while True:
        courier.hear(await heard.get())
        if work.done():
            work.result()


def _client(begin: dict[str, Any]) -> "Client":
    _load_httpx()
    from api_client.client import Client
    from api_client.reading import ReadingClient

    return (ReadingClient if begin.get("read_only") else Client)(begin["url"], begin["token"], lang=begin["lang"], ca=begin.get("ca", ""))


def _city_client(begin: dict[str, Any], mirror: "Mirror", now: Callable[[], float]) -> "Client":
    _load_httpx()
    from api_client.open311.following import CityClient

    return CityClient(begin["url"], held=lambda: mirror, now=now, jurisdiction=begin["jurisdiction"], lang=begin["lang"], ca=begin["ca"])


def _load_httpx() -> None:
    # With click at hand, httpx loads its own command line and with it rich and pygments: 6 MB that nobody here uses.
    sys.modules["click"] = None  # type: ignore[assignment]  # the way to say that there is none
    import httpx  # noqa: F401

    del sys.modules["click"]


def _outbox(begin: dict[str, Any]) -> "Outbox":
    path = Path(begin["outbox"])
    if begin.get("read_only"):
        from api_client.onlooker import Onlooker

        return Onlooker(path)
    from api_client.outbox import Outbox

    return Outbox.join(path)


def _listen(desk: BinaryIO, loop: asyncio.AbstractEventLoop, heard: "asyncio.Queue[bytes]") -> None:
    """Hand on every line; the end of them is the end of this process."""
    while line := desk.readline(slips.MOST_BYTES):
        with suppress(RuntimeError):  # the loop may have ended
            loop.call_soon_threadsafe(heard.put_nowait, line)
    os._exit(0)
