"""The line to the hotline: push and pull run in a thread with a loop of its own; what comes of them reaches the app as messages."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.message import Message

if TYPE_CHECKING:
    from api_client.client import Client
    from api_client.mirror import Mirror
    from api_client.outbox import Outbox, Row
    from api_client.profile import Profile

T = TypeVar("T")

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

    def __init__(self, row: "Row | None" = None, why: str = "") -> None:
        super().__init__()
        self.row = row
        self.why = why
        """The rule's sentence, where it was refused."""


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
        self._post: Callable[[Message], object] = lambda message: None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._stopping: asyncio.Event | None = None
        self._numbers: set[str] | None = set()
        self._gathering = False

    def start(self, post: Callable[[Message], object]) -> None:
        """Begin to talk; `post` takes the messages, from another thread."""
        if self._thread is None:
            self._post = post
            self._thread = threading.Thread(target=lambda: asyncio.run(self._talk()), name="link", daemon=True)
            self._thread.start()

    def stop(self, within: float = 2.0) -> None:
        """Stop talking; what waits stays in the outbox."""
        if self._loop is not None and self._stopping is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stopping.set)
        if self._thread is not None:
            self._thread.join(within)
