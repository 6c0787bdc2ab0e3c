"""The desk in a browser: who gets in, what a page shows, and that no desk outlives its page or its server."""

import asyncio
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from api_client.mirror import Mirror
from api_client.profile import Profile
from tests.chromium import chromium
from tests.hotlines import ROOT
from tests.tui.desk_parts import fill, ticket
from tests.tui.fake_desk import beijing

pytest.importorskip("textual_serve", reason="the extra `web` is not installed")
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from tui.starting.browser import stays_here

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="counts processes through /proc")
NOWHERE = "http://127.0.0.1:9"


class Served:
    """`paidan web` as a program, in front of a copy of three tickets and a hotline that is away."""

    def __init__(self, home: Path) -> None:
        profile = Profile(home, home, url=NOWHERE)
        mirror = Mirror.open(profile.mirror_path)
        fill(mirror, [ticket(serial, 3600 * serial, title=f"heating is off in house {serial}") for serial in (1, 2, 3)])
        mirror.remember(city=beijing().model_dump_json())
        mirror.close()
        environment = os.environ | {"PAIDAN_HOME": str(home), "PAIDAN_URL": NOWHERE, "PAIDAN_TOKEN": "x", "PYTHONPATH": str(ROOT), "TERM": "dumb"}
        command = [sys.executable, "-m", "tui", "web", "--port", "0", "--lang", "en", "--read-only"]
        self.process = subprocess.Popen(command, cwd=home.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        self.origin = f"http://{urlsplit(self.url).netloc}"

    def desks(self) -> list[int]:
        """The desks that run for its pages."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    told = (entry / "environ").read_bytes()
                    words = (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if f"PAIDAN_HOME={self.home}".encode() in told and b"--read-only" in words and b"\0web\0" not in words:
                    found.append(int(entry.name))
        return found

    home = Path()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    Served.home = tmp_path_factory.mktemp("web") / "home"
    made = Served(Served.home)
    yield made
    made.process.send_signal(signal.SIGTERM)
    assert made.process.wait(20) == 0
    assert made.process.stdout is not None
    made.process.stdout.close()


async def none_left(served: Served) -> None:
    async with asyncio.timeout(20):
        while served.desks():  # noqa: ASYNC110 - between two looks at other processes there is nothing to wait on
            await asyncio.sleep(0.05)


async def line(served: Served, *, origin: str | None = "", key: bool = True) -> ClientConnection:
    """The line of a page, as a browser opens it; `origin` is empty for the server's own."""
    cookie = f"paidan-{urlsplit(served.url).port}={urlsplit(served.url).query.removeprefix('key=')}"
    address = served.origin.replace("http", "ws") + "/ws?width=120&height=30"
    told = Origin(served.origin if origin == "" else origin) if origin is not None else None
    return await connect(address, origin=told, additional_headers={"Cookie": cookie} if key else {}, proxy=None)


async def drawn(socket: ClientConnection) -> None:
    """Wait until a page has its queue."""
    said = b""
    async with asyncio.timeout(30):
        while b"house 1" not in said:
            said += await socket.recv(decode=False)


def test_without_the_key_nobody_gets_in(served: Served) -> None:
    for path in ("/", "/?key=", "/?key=wrong", "/?key=%E6%B4%BE", "/ws", "/download/any"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(served.origin + path, timeout=20)
        with refused.value as answer:
            assert answer.code == 403
            assert "paidan web" in answer.read().decode()
    assert served.desks() == []


async def test_the_key_opens_the_page_and_another_site_opens_no_desk(served: Served) -> None:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with await asyncio.to_thread(opener.open, served.url, timeout=20) as page:
        text = page.read().decode()
        assert urlsplit(page.url).query == "", "the key stays in no history"
    assert 'src="static/js/textual.js"' in text
    assert "http" not in text.replace('location.protocol === "https:"', ""), "nothing is loaded from elsewhere"
    for origin, key in (("http://elsewhere.example", True), (None, True), (served.origin, False)):
        with pytest.raises(InvalidStatus) as refused:
            await line(served, origin=origin, key=key)
        assert refused.value.response.status_code == 403
    assert served.desks() == []
    async with await line(served) as socket:
        await drawn(socket)
        assert len(served.desks()) >= 1
    await none_left(served)


async def test_a_person_works_in_a_page(served: Served, tmp_path: Path) -> None:
    async with chromium(tmp_path) as page:
        await page.open(served.url)
        text = await page.until(lambda text: "house 3" in text and "1/3" in text and "READ ONLY" in text)
        assert text.splitlines()[2].lstrip().startswith("▸"), "signs of its own, whatever the server's terminal is"
        before = await page.picture()
        await page.press("j")
        await page.until(lambda text: "2/3" in text)
        assert await page.picture() != before, "it is painted, too"
        await page.press("enter")
        await page.until(lambda text: "20261122-000002" in text.split("\n")[0])
        await page.press("d")
        await page.until(lambda text: "--read-only" in text)
        await page.press("escape")
        await page.until(lambda text: "2/3" in text)
        await page.press("q")
        await page.until(lambda _: not served.desks())
        assert await page.evaluate("document.body.classList.contains('-closed')")


async def test_a_server_that_is_killed_leaves_no_desk(tmp_path: Path) -> None:
    Served.home = tmp_path / "home"
    served = Served(Served.home)
    socket = await line(served)
    try:
        await drawn(socket)
    finally:
        served.process.kill()
    served.process.wait(20)
    assert served.process.stdout is not None
    served.process.stdout.close()
    await none_left(served)
    socket.transport.abort()


@pytest.mark.parametrize(
    ("host", "stays"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("10.0.0.1", False), ("desk.example", False)]
)
def test_which_addresses_stay_on_this_machine(host: str, stays: bool) -> None:
    assert stays_here(host) is stays
