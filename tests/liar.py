"""A hotline that lies: between a desk and a real one, it puts hostile text, raw, into every answer wherever words for people stand."""

import itertools
import json
import re
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

import httpx

WORDS = frozenset(
    (
        "title", "content", "text", "address", "external", "path", "channel", "name", "name_en", "level1", "level2", "level3", "level1_en",
        "level2_en", "level3_en", "detail", "reason", "plan", "result", "handling", "question", "opinion", "matter", "task", "why",
        "source", "leader", "minutes", "note", "legal_basis", "notes", "rows", "columns", "line",
    )
)  # fmt: skip
"""Under these names stand words for people, or codes; all else the desk reckons with."""
CODE = re.compile("[a-z0-9_.:-]*", re.ASCII)
PASSED_ON = ("x-hotline-time", "x-hotline-rate", "x-hotline-log")


class Liar:
    """Serves on loopback; use it as a context manager."""

    def __init__(self, url: str, texts: Sequence[str]) -> None:
        """`texts` are told in turn."""
        self._texts = itertools.cycle(texts)
        self._lock = threading.Lock()
        self.told = 0
        """How many words were replaced."""
        liar, web = self, httpx.Client(base_url=url, timeout=30)

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name: self.headers[name] for name in ("authorization", "content-type", "accept-language") if name in self.headers}
                accept = "application/json" if "event-stream" in self.headers.get("accept", "") else self.headers.get("accept", "*/*")
                path = self.path.replace("wait=", "never=")
                answer = web.request(self.command, path, content=body or None, headers=headers | {"accept": accept, "accept-encoding": "identity"})
                told = liar.lied(answer.content, answer.headers.get("content-type", ""))
                self.send_response(answer.status_code)
                for name in ("content-type", *PASSED_ON):
                    if name in answer.headers:
                        self.send_header(name, answer.headers[name])
                self.send_header("content-length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_GET = do_PUT = do_POST = do_DELETE = _answer

        self._web = web
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # desks hang up as they like
        self._thread = threading.Thread(target=self._server.serve_forever, name="liar", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Liar":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
        self._web.close()

    def lied(self, body: bytes, media: str) -> bytes:
        """An answer with hostile words in it."""
        with self._lock:
            if "ndjson" in media:
                return b"".join(json.dumps(line).encode() + b"\n" for line in self._snapshot(body))
            if "json" in media:
                return json.dumps(self._lie(json.loads(body))).encode("utf-8", "surrogatepass")
            return body + next(self._texts).encode("utf-8", "replace") if media.startswith("text/") else body

    def _snapshot(self, body: bytes) -> Iterator[Any]:
        head, *rows = (json.loads(line) for line in body.splitlines())
        yield head
        for row in rows:
            yield [self._lie(value, name) for name, value in zip(head["columns"], row, strict=True)]

    def _lie(self, value: Any, name: str = "") -> Any:
        match value:
            case dict():
                return {key: self._lie(one, key) for key, one in value.items()}
            case list():
                return [self._lie(one, name) for one in value]
            case str() if name in WORDS and not CODE.fullmatch(value):
                self.told += 1
                return next(self._texts)
        return value
