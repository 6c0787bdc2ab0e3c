"""The line to the hotline: push and pull run in a thread with a loop of its own; what comes of them reaches the app as messages."""

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from textual.message import Message

from api_client.errors import Unreachable

if TYPE_CHECKING:
    from api_client.client import Client
    from api_client.feed import State
    from api_client.mirror import Mirror
    from api_client.models.page import Page
    from api_client.outbox import Outbox, Row
    from api_client.profile import Profile
    from api_client.sync import Sync

T = TypeVar("T")

AGAIN_AFTER_SECONDS = 5.0
GATHER_SECONDS = 0.1
"""Pages that come faster than this reach the screen together."""


class Ticked(Message, bubble=False):
    """A second of wall time has begun."""


class Arrived(Message, bubble=False):
    """The mirror has changed."""

    def __init__(self, numbers: frozenset[str]) -> None:
        super().__init__()
        self.numbers = numbers
        """The tickets that changed or left; empty where the whole copy is new."""


class LinkChanged(Message, bubble=False):
    """The line is up, down, or the person is signed out."""

    def __init__(self, name: str, since: float, why: str = "") -> None:
        super().__init__()
        self.name = name
        """connecting, live, lost or signed_out."""
        self.since = since
        """Wall time since when."""
        self.why = why
        """`refused`, `timeout`, `cut` …, as `api_client.errors.Unreachable` says it."""


class Settled(Message, bubble=False):
    """A command in the outbox has its answer, or a new one waits there, or one was taken back."""

    def __init__(self, row: "Row | None" = None, *, why: str = "", held: bool = False) -> None:
        super().__init__()
        self.row = row
        self.why = why
        """The rule's sentence, where it was refused."""
        self.held = held
        """Whether it was taken, but waits for signatures."""


class Broke(Message, bubble=False):
    """A bug in the thread that talks to the hotline."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what


class Noted(Message, bubble=False):
    """Something to say to the person for a moment, on whatever screen is shown."""

    def __init__(self, text: str, *, alarm: bool = False) -> None:
        super().__init__()
        self.text = text
        self.alarm = alarm


class Link:
    """The thread that talks to the hotline. `start` it after the first picture: what it imports takes longer than the picture."""

    def __init__(self, profile: "Profile", *, mirror: "Mirror", outbox: "Outbox", lang: Callable[[], str], wall: Callable[[], float]) -> None:
        self._profile, self._mirror, self._outbox, self._lang, self._wall = profile, mirror, outbox, lang, wall
        self._post_to: Callable[[Message], object] = lambda _: None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()
        self._stop_asked = False
        self._ready = threading.Event()
        self._client: Client | None = None
        self._sync: Sync | None = None
        self._numbers: set[str] = set()

    # -- asked from the screens' thread

    def start(self, post: Callable[[Message], object]) -> None:
        """Begin to talk; `post` takes the messages, from another thread."""
        if self._thread is None:
            self._post_to = post
            self._thread = threading.Thread(target=lambda: asyncio.run(self._talk()), name="link", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Something was put into the outbox."""
        if self._sync is not None:
            self._sync.wake()

    def stop(self, within: float = 2.0) -> None:
        """Stop talking; what waits stays in the outbox."""
        self._stop_asked = True
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop may have ended by itself
                self._loop.call_soon_threadsafe(self._stopping.set)
        if self._thread is not None:
            self._thread.join(within)

    async def ask(self, make: "Callable[[Client], Coroutine[Any, Any, T]]") -> T:
        """The answer to one question, asked in the thread that talks. Raises HotlineError."""
        if not self._ready.is_set():
            await asyncio.to_thread(self._ready.wait)
        client, loop = self._client, self._loop
        if client is None or loop is None or loop.is_closed():
            raise Unreachable("cut")
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(make(client), loop))

    # -- in the thread that talks

    async def _talk(self) -> None:
        from api_client.client import Client
        from api_client.sync import Sync

        self._loop = asyncio.get_running_loop()
        self._client = Client(self._profile.url, self._profile.token, lang=self._lang())
        self._sync = Sync(self._client, self._mirror, self._outbox, now=self._wall)
        self._ready.set()
        work = asyncio.create_task(self._keep_in_step(self._sync))
        if not self._stop_asked:
            await self._stopping.wait()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await self._client.close()

    async def _keep_in_step(self, sync: "Sync") -> None:
        """Until signed out. A bug on the way is told, and does not end the desk's connection for good."""
        while True:
            try:
                await sync.run(self._page, self._state, self._settled)
            except Exception as error:
                self._post(LinkChanged("lost", self._wall(), "unexpected"))
                self._post(Broke(repr(error)))
                await asyncio.sleep(AGAIN_AFTER_SECONDS)
            else:
                return

    def _page(self, page: "Page") -> None:
        if not self._numbers:
            asyncio.get_running_loop().call_later(GATHER_SECONDS, self._tell_numbers)
        self._numbers |= {ticket.number for ticket in page.tickets} | set(page.gone)

    def _tell_numbers(self) -> None:
        numbers, self._numbers = frozenset(self._numbers), set()
        if numbers:
            self._post(Arrived(numbers))

    def _state(self, state: "State") -> None:
        self._post(LinkChanged(state.name, state.since, state.why))
        if state.name == "live":
            self._post(Arrived(frozenset()))

    def _settled(self, row: "Row") -> None:
        answer = json.loads(row.answer) if row.answer else {}
        told = answer if isinstance(answer, dict) else {}
        self._post(Settled(row, why=str(told.get("detail") or told.get("code") or ""), held=bool(told.get("held"))))

    def _post(self, message: Message) -> None:
        with suppress(RuntimeError):  # the screens may be gone by now
            self._post_to(message)
