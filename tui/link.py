"""The line to the hotline: the courier, a process of its own, talks to it; what it tells reaches the app as messages."""

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from api_client import slips
from api_client.backoff import Backoff
from api_client.errors import HotlineError, Unreachable, spoken
from api_client.models.line import Line
from api_client.outbox import Row
from tui.child import Child

if TYPE_CHECKING:
    from api_client.profile import Profile

COURIER = (sys.executable, "-P", "-m", "tui", "--courier")
ROOT = Path(__file__).parents[1]
STATES = ("connecting", "live", "lost", "signed_out")
OF_THE_LINE = ("refused", "timeout", "silent", "cut", "busy", "too_fast", "open311_busy", "open311_too_fast", "courier", "")
"""Why a line is lost that comes back by itself; whatever else it is, somebody has to know."""
ANSWER_WITHIN_SECONDS = 60.0
"""Longer than the courier itself waits for the hotline."""
STEADY_SECONDS = 60.0
"""A courier that ends after this long is followed by the next one soon, however many ended before it."""


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

    def __init__(self, name: str, since: float, why: str = "", where: str = "") -> None:
        super().__init__()
        self.name = name
        """connecting, live, lost or signed_out."""
        self.since = since
        """Wall time since when."""
        self.why = why
        """`refused`, `timeout`, `cut` …, as `api_client.errors.Unreachable` says it; `courier` where our own process for it has ended."""
        self.where = where
        """The address that does not answer, where it is another than the hotline's."""


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
    """A bug in the courier."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what


class Burns(Message, bubble=False):
    """Tickets have just become urgent or overdue."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = lines


class Noted(Message, bubble=False):
    """Something to say to the person for a moment, on whatever screen is shown."""

    def __init__(self, text: str, *, alarm: bool = False) -> None:
        super().__init__()
        self.text = text
        self.alarm = alarm


class _Asked(NamedTuple):
    """A question on its way, and the loop that waits for its answer."""

    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[str]"


class Link:
    """The courier as the desk sees it. One that ends is followed by another; `start` the first after the first picture.

    A courier ends when its stdin closes, and so with the desk, however that ends; `stop` kills one that hangs.
    """

    def __init__(self, profile: "Profile", *, lang: Callable[[], str], wall: Callable[[], float], command: tuple[str, ...] = COURIER) -> None:
        self._profile, self._lang, self._wall, self._command = profile, lang, wall, command
        self._post_to: Callable[[Message], object] = lambda _: None
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._begin_now = threading.Event()
        """The next courier is not to be waited for any longer."""
        self._lock = threading.Lock()
        self._courier: Child | None = None
        self._early: list[bytes] | None = []
        """What was asked before the first courier was there; None from then on."""
        self._asked: dict[int, _Asked] = {}
        self._last_id = 0

    # -- asked from the screens' thread

    @property
    def pid(self) -> int | None:
        """The courier's process, where there is one."""
        courier = self._courier
        return courier.pid if courier else None

    def start(self, post: Callable[[Message], object]) -> None:
        """Begin to talk; `post` takes the messages, from another thread."""
        if self._thread is None and not self._stopping.is_set():
            self._post_to = post
            self._thread = threading.Thread(target=self._keep_a_courier, name="link", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._write(slips.write("wake"))

    def hurry(self) -> None:
        """The person waits: what would be tried again later is tried now."""
        if not self._write(slips.write("hurry")):
            self._begin_now.set()

    def speak(self, lang: str) -> None:
        """The person wants to be answered in this language."""
        self._write(slips.write("speak", lang=lang))

    def stop(self, within: float = 2.0) -> None:
        """Stop talking; what waits stays in the outbox. A courier that hangs is killed after so many seconds."""
        self._stopping.set()
        self._begin_now.set()
        with self._lock:
            self._early = None
            if self._courier is not None:
                self._courier.hang_up()
        if self._thread is not None:
            self._thread.join(within)
            if self._thread.is_alive():
                with self._lock:
                    if self._courier is not None:
                        self._courier.kill()
                self._thread.join(within)
        self._disappoint()

    async def ask(self, what: str, /, **of: str) -> str:
        """The courier's answer to a question by its name (`api_client.courier.QUESTIONS`), as JSON. Raises HotlineError."""
        loop = asyncio.get_running_loop()
        asked = _Asked(loop, loop.create_future())
        with self._lock:
            self._last_id += 1
            id = self._last_id
            self._asked[id] = asked
        try:
            if not self._write(slips.write("ask", id=id, what=what, of=of)):
                raise Unreachable("courier")
            async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
                return await asked.answer
        except TimeoutError as error:
            raise Unreachable("timeout") from error
        finally:
            if self._asked.pop(id, None) is not None:  # nobody waits for it any more
                self._write(slips.write("drop", id=id))

    def _write(self, slip: bytes) -> bool:
        """Hand a slip to the courier, or keep it for the first one; returns whether it may arrive."""
        with self._lock:
            if self._early is not None:
                self._early.append(slip)
                return True
            return self._courier is not None and self._courier.write(slip)

    # -- in the thread that listens

    def _keep_a_courier(self) -> None:
        backoff = Backoff()
        while not self._stopping.is_set():
            began = time.monotonic()
            last_words = self._with_a_courier()
            self._disappoint()
            if self._stopping.is_set():
                return
            self._post(LinkChanged("lost", self._wall(), "courier"))
            if last_words:
                self._post(Broke(last_words))
            self._post(Settled())  # it may not have come to telling what it had settled
            if time.monotonic() - began > STEADY_SECONDS:
                backoff.reset()
            self._begin_now.wait(backoff.next())
            if not self._stopping.is_set():
                self._begin_now.clear()

    def _with_a_courier(self) -> str:
        """Listen to a courier until it ends; returns what went wrong, where that is known."""
        try:
            courier = self._begin()
        except OSError as error:
            return str(error)
        garbled = ""
        try:
            for line in courier.lines(slips.MOST_BYTES):
                self._hear(line)
        except slips.Garbled as error:
            garbled = str(error)
            courier.kill()
        with self._lock:
            self._courier = None
        last_words = courier.end()
        return garbled or last_words

    def _begin(self) -> Child:
        profile = self._profile
        told = {"url": profile.url, "token": profile.token, "lang": self._lang(), "read_only": profile.read_only, "ca": profile.ca}
        told |= {"open311": True, "jurisdiction": profile.jurisdiction} if profile.open311 else {}
        first = slips.write("begin", **told, mirror=str(profile.mirror_path), outbox=str(profile.outbox_path))
        with self._lock:
            # -P and a path of our own: a `tui` in the folder one happens to stand in must not be run instead of ours.
            courier = self._courier = Child(self._command, path=ROOT)
            courier.write(b"".join((first, *(self._early or ()))))
            self._early = None
            if self._stopping.is_set():
                courier.hang_up()
        return courier

    def _hear(self, line: bytes) -> None:
        """What the courier tells, as messages and answers. Raises Garbled."""
        slip = slips.read(line)
        try:
            match slip["is"]:
                case "state":
                    self._post(LinkChanged(STATES[STATES.index(slip["name"])], float(slip["since"]), str(slip["why"]), str(slip.get("where", ""))))
                    if slip["name"] == "live":
                        self._post(Arrived(frozenset()))
                case "arrived":
                    self._post(Arrived(frozenset(slip["numbers"])))
                case "settled":
                    self._post(Settled(Row._make(slip["row"]), why=str(slip["why"]), held=bool(slip["held"])))
                case "broke":
                    self._post(Broke(str(slip["what"])))
                case "answer":
                    self._answer(slip["id"], slips.error(slip["trouble"]) if "trouble" in slip else str(slip["text"]))
                case _:
                    raise slips.Garbled(slip["is"])
        except (KeyError, TypeError, ValueError) as error:
            raise slips.Garbled(f"{slip['is']}: {spoken(error)}") from error

    def _answer(self, id: int, answer: str | HotlineError) -> None:
        if asked := self._asked.pop(id, None):
            with suppress(RuntimeError):  # the screens may be gone by now
                asked.loop.call_soon_threadsafe(_give, asked.answer, answer)

    def _disappoint(self) -> None:
        """Whoever waits for an answer will get none."""
        for id in list(self._asked):
            self._answer(id, Unreachable("courier"))

    def _post(self, message: Message) -> None:
        with suppress(RuntimeError):  # the screens may be gone by now
            self._post_to(message)


def _give(future: "asyncio.Future[str]", answer: str | HotlineError) -> None:
    if future.done():
        return
    if isinstance(answer, HotlineError):
        future.set_exception(answer)
    else:
        future.set_result(answer)
