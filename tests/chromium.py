"""Chromium without a window, spoken with by its DevTools protocol: what a page shows, and keys as a person presses them."""

import asyncio
import base64
import itertools
import json
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LISTENS = re.compile(rb"DevTools listening on (ws://\S+)")
REMEMBER_TERMINAL = """
Object.defineProperty(Object.prototype, "terminal", {configurable: true, set(made) {
    Object.defineProperty(this, "terminal", {value: made, writable: true, configurable: true, enumerable: true});
    if (made && made.buffer) window.seenTerminal = made;
}});
"""
"""xterm.js paints on a canvas, which has no text to read: this keeps the terminal itself at hand when the page makes it."""
READ_TERMINAL = """
(() => { const made = window.seenTerminal; if (!made) return "";
    const lines = []; for (let y = 0; y < made.rows; y++) lines.push(made.buffer.active.getLine(y).translateToString(true));
    return lines.join("\\n"); })()
"""
KEYS = {"enter": ("Enter", "Enter", 13, "\r"), "escape": ("Escape", "Escape", 27, "")}


def found() -> str:
    """The program. Skips the test where there is none."""
    for name in PROGRAMS:
        if (path := shutil.which(name)) is not None:
            return path
    pytest.skip("no Chromium here")


class Page:
    """One page."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._session: dict[str, str] = {}

    async def open(self, url: str) -> None:
        """Begin to load an address."""
        target = (await self._ask("Target.createTarget", url="about:blank"))["targetId"]
        self._session = {"sessionId": (await self._ask("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]}
        await self._ask("Page.enable")
        await self._ask("Page.addScriptToEvaluateOnNewDocument", source=REMEMBER_TERMINAL)
        await self._ask("Emulation.setFocusEmulationEnabled", enabled=True)
        await self._ask("Page.navigate", url=url)

    async def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        id = next(self._ids)
        await self._socket.send(json.dumps({"id": id, "method": method, "params": params, **self._session}))
        while (told := json.loads(await self._socket.recv())).get("id") != id:
            pass
        assert "error" not in told, told
        return dict(told["result"])

    async def evaluate(self, script: str) -> Any:
        """The value of a script in the page."""
        return (await self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True))["result"].get("value")

    async def text(self) -> str:
        """What stands in the page's terminal."""
        return str(await self.evaluate(READ_TERMINAL) or "")

    async def until(self, holds: Callable[[str], bool], *, seconds: float = 40) -> str:
        """Wait until the terminal's text is so; returns it."""
        text = ""
        try:
            async with asyncio.timeout(seconds):
                while not holds(text := await self.text()):  # noqa: ASYNC110 - the page tells nobody when it has painted
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"never so:\n{text}") from None
        return text

    async def press(self, *keys: str) -> None:
        """Press keys: single letters, or a name of `KEYS`."""
        for key in keys:
            name, code, number, text = KEYS.get(key) or (key, f"Key{key.upper()}" if key.isalpha() else "", ord(key.upper()), key)
            told = {"key": name, "code": code, "windowsVirtualKeyCode": number}
            await self._ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **told, **({"text": text} if text else {}))
            await self._ask("Input.dispatchKeyEvent", type="keyUp", **told)

    async def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self._ask("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def chromium(folder: Path, *, size: tuple[int, int] = (1200, 700)) -> AsyncIterator[Page]:
    """A page in a browser whose files are in a folder; gone with the block."""
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"]
    command = [found(), *options, f"--window-size={size[0]},{size[1]}", "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as browser:  # noqa: ASYNC220 - it starts at once
        assert browser.stderr is not None
        try:
            said = b""
            while (listening := LISTENS.search(said)) is None:
                line = await asyncio.to_thread(browser.stderr.readline)
                assert line, said.decode(errors="replace")
                said += line
            async with connect(listening[1].decode(), max_size=None, proxy=None) as socket:
                yield Page(socket)
        finally:
            browser.terminate()
            await asyncio.to_thread(browser.wait, 20)
