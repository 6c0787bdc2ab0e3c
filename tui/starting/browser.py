"""The desk in a browser: textual-serve's terminal, a page of our own that loads nothing from elsewhere, and a key without which nobody gets in."""

import asyncio
import hmac
import html
import secrets
import signal
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from string import Template

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from tui.words.words import Words

PAGE = Path(__file__).with_name("browser.html")
ENDING_SECONDS = 3.0
"""How long desks may take to close when the server ends."""
FONT_PIXELS = (8, 16, 40)
"""Smallest, usual and largest size of the letters; `?fontsize=20` asks for one."""


class _Desk(AppService):
    """A desk's process; the page is told when it ends, however it does."""

    async def run(self) -> None:
        try:
            await super().run()
        finally:
            await self.remote_close()


class DeskServer(Server):
    """Serves a command's Textual app to whoever has the key, one process for each page that is open."""

    def __init__(self, command: str, *, host: str, port: int, say: Words) -> None:
        super().__init__(command, host=host, port=port, title=f"paidan {say('desk.name')}")
        self.say = say
        self.key = secrets.token_urlsafe(24)

    # -- who may

    def _knows(self, request: web.Request) -> bool:
        return self._is_key(request.cookies.get(self._cookie(request), ""))

    def _is_key(self, told: str) -> bool:
        return hmac.compare_digest(told.encode(errors="replace"), self.key.encode())

    def _cookie(self, request: web.Request) -> str:
        """Cookies are shared by all ports of a machine, so each has its own name."""
        return f"paidan-{request.url.port}"

    def _denied(self) -> web.Response:
        return web.Response(status=403, text=self.say("web.denied") + "\n", headers={"Cache-Control": "no-store"})

    # -- what is served

    def app(self) -> web.Application:
        """The routes."""
        app = web.Application()
        app.add_routes([
            web.get("/", self.handle_index), web.get("/ws", self.handle_websocket), web.get("/download/{key}", self.handle_download),
            web.static("/static", self.statics_path),
        ])  # fmt: skip
        return app

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page. The key is taken out of the address at once, so that it stays in no history."""
        if self._is_key(request.query.get("key", "")):
            found = web.HTTPSeeOther("./")
            found.set_cookie(self._cookie(request), self.key, httponly=True, samesite="Lax", path="/")  # Strict would be lost where a link led here
            return found
        if not self._knows(request):
            return self._denied()
        least, usual, most = FONT_PIXELS
        asked = request.query.get("fontsize", "")
        size = max(least, min(most, int(asked))) if asked.isdecimal() and len(asked) <= 4 else usual
        said = {name: html.escape(self.say(f"web.{name}")) for name in ("begun", "ended", "again")}
        page = Template(PAGE.read_text(encoding="utf-8")).substitute(said, title=html.escape(self.title), lang=self.say.lang, size=size)
        return web.Response(text=page, content_type="text/html", headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})

    async def handle_websocket(self, request: web.Request) -> web.StreamResponse:  # type: ignore[override]  # refused ones are no sockets
        """A desk for one page. Another site's page may not open one, even in the browser that has the key."""
        origin = request.headers.get("Origin", "").partition("://")[2]
        if not self._knows(request) or origin != request.host:
            return self._denied()
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        width, height = (_cells(request.query.get(name, "")) for name in ("width", "height"))

        async def close() -> None:
            await socket.close()

        desk = _Desk(self.command, write_bytes=socket.send_bytes, write_str=socket.send_str, close=close, download_manager=self.download_manager)
        try:
            await desk.start(width or 80, height or 24)
            await self._process_messages(socket, desk)
        finally:
            await desk.stop()
        return socket

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """What a desk hands out, for whoever has the key."""
        return await super().handle_download(request) if self._knows(request) else self._denied()

    async def run(self, ready: Callable[[str], object]) -> None:
        """Serve until asked to end; `ready` is told the address, with the key in it. Raises OSError where the port is taken."""
        runner = web.AppRunner(self.app(), handle_signals=False, access_log=None, shutdown_timeout=ENDING_SECONDS)
        await runner.setup()
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, ended.set)
        try:
            await web.TCPSite(runner, self.host, self.port).start()
            port = runner.addresses[0][1]
            ready(f"http://{_written(self.host)}:{port}/?key={self.key}")
            await ended.wait()
        finally:
            await runner.cleanup()


def stays_here(host: str) -> bool:
    """Whether nobody but this machine can connect to an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _written(host: str) -> str:
    """An address as it stands in a URL; a listener on all of them is reached by this machine's own."""
    if host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _cells(text: str) -> int:
    return min(int(text), 1000) if text.isdecimal() and len(text) <= 4 else 0
