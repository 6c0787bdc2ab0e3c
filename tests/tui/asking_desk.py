"""A desk whose questions a real hotline answers, on a line that the test can cut."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from textual.pilot import Pilot

from api_client.client import Client
from api_client.courier import QUESTIONS
from api_client.errors import HotlineError
from tests.hotlines import PASSWORD, Hotline
from tests.tui.desk_parts import Bench, HeldLink, ticket
from tests.tui.fake_desk import beijing
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until

SIZES = [(80, 24), (120, 40), (60, 20)]


class AskedLink(HeldLink):
    """Asks the hotline as the courier would; keeps what was asked."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client = client
        self.trouble: HotlineError | None = None
        self.asked: list[tuple[str, dict[str, str]]] = []

    async def ask(self, what: str, /, **of: str) -> str:
        self.asked.append((what, of))
        if self.trouble is not None:
            raise self.trouble
        return await QUESTIONS[what](cast(Any, SimpleNamespace(client=self.client)), **of)

    def last(self, what: str) -> dict[str, str]:
        """The facts of the newest question of this name."""
        return next(of for name, of in reversed(self.asked) if name == what)


class AskingBench(Bench):
    """A bench with such a line, and the real city."""

    link: AskedLink

    def text(self) -> str:
        """The screen as it is painted."""
        return "\n".join(screen_text(self))

    async def shows(self, pilot: Pilot[Any], *words: str) -> None:
        """Wait until all of these stand on the screen."""
        await until(pilot, lambda: all(word in self.text() for word in words))


@asynccontextmanager
async def asking(folder: Path, hotline: Hotline, *, name: str = "supervisor", lang: str = "zh") -> AsyncIterator[AskingBench]:
    """A bench for somebody who may sign in with the demo's password."""
    client = Client(hotline.url, lang=lang)
    await client.sign_in(name, PASSWORD)
    bench = AskingBench(folder, [ticket(serial) for serial in range(3)], lang=lang)
    bench.mirror.remember(city=beijing().model_dump_json(), me=(await client.me()).model_dump_json())
    bench.link = AskedLink(client)
    bench.desk.link = cast(Any, bench.link)
    try:
        yield bench
    finally:
        await client.close()
        bench.close()
