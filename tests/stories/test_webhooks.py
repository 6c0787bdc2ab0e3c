"""A webhook from the command line to a receiver that does as docs/webhooks.md says, with the receiver gone and the hotline killed."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import pytest

from fixtures.__main__ import main
from tests.hotlines import PASSWORD, ROOT, Hotline, employ

PAGE = (ROOT / "docs/webhooks.md").read_text(encoding="utf-8")


class Crm:
    """Somebody else's program, as the page tells how to write it."""

    def __init__(self) -> None:
        self.secret, self.seen, self.status = "", 0, 200
        self.events: list[tuple[int, str]] = []
        self.kinds: list[str] = []
        self.answered: list[int] = []
        self._moved = threading.Condition()
        own: dict[str, Any] = {"print": lambda *told: None}
        [code] = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
        exec(code, own)
        crm = self

        class Answers(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                status = crm.status
                if status == 200:
                    before, crm.seen = crm.seen, own["taken"](crm.secret, self.headers, body, crm.seen)
                    message = json.loads(body)
                    crm.kinds.append(message["type"])
                    crm.events += [(one["seq"], one["type"]) for one in message.get("data", {}).get("events", ()) if one["seq"] > before]
                self.send_response(status)
                self.end_headers()
                with crm._moved:
                    crm.answered.append(status)
                    crm._moved.notify_all()

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/paidan"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for posts until it is so."""
        with self._moved:
            assert self._moved.wait_for(holds, timeout=30), (self.seen, self.answered)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def crm() -> Iterator[Crm]:
    crm = Crm()
    yield crm
    crm.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Hotline]:
    hotline = Hotline(tmp_path, options=())
    employ(hotline.database, "chief", "supervisor", unit="110000")
    hotline.start()
    yield hotline
    hotline.kill()


class Said(NamedTuple):
    """How a command of `hotline webhook` ended."""

    returncode: int
    stdout: str
    stderr: str


Webhook = Callable[..., Said]


@pytest.fixture
def webhook(own: Hotline, capsys: pytest.CaptureFixture[str]) -> Webhook:
    def webhook(*words: str) -> Said:
        code = main(["webhook", "--database", str(own.database), "--lang", "en", *words])
        return Said(code, *capsys.readouterr())

    return webhook


def register(hotline: Hotline, count: int) -> int:
    """Requests that come in; how far the log goes with them."""
    with httpx.Client(base_url=hotline.url, trust_env=False, timeout=30) as web:
        token = web.post("/v1/sessions", json={"name": "chief", "password": PASSWORD}).json()["token"]
        signed = {"authorization": f"Bearer {token}"}
        ids = [str(uuid4()) for _ in range(count)]
        told = [web.put(f"/v1/commands/{id}", json={"do": "register", "id": id, "title": "灯", "anonymous": True}, headers=signed) for id in ids]
        assert [one.status_code for one in told] == [200] * count, told[0].text
        return int(told[-1].json()["cursor"])


def failing(webhook: Webhook) -> dict[str, Any]:
    """The webhook as it is listed, once what the last post came to stands there."""
    for _ in range(50):
        [row] = json.loads(webhook("list", "--json").stdout)
        if row["state"] == "failing":
            return dict(row)
    raise AssertionError(row)


def test_a_receiver_written_after_the_page_has_everything_once_and_in_order(own: Hotline, crm: Crm, webhook: Webhook) -> None:
    made = webhook("add", "crm", crm.url)
    assert made.returncode == 0, made.stderr
    crm.secret = made.stdout.strip()
    assert crm.secret.startswith("whsec_")
    assert webhook("test", "crm").stdout == "200\n"
    assert crm.kinds == ["ping"]
    upto = register(own, 3)
    crm.until(lambda: crm.seen >= upto)
    crm.status = 503
    upto = register(own, 2)
    crm.until(lambda: crm.answered[-1] == 503)
    row = failing(webhook)
    assert (row["behind"] > 0, row["last"]) == (True, "503")
    assert crm.secret not in webhook("list").stdout
    own.kill()
    crm.status = 200
    own.start()
    assert webhook("resume", "crm").returncode == 0
    crm.until(lambda: crm.seen >= upto)
    assert [seq for seq, _ in crm.events] == list(range(1, upto + 1))
    figures = httpx.get(f"{own.url}/metrics", trust_env=False).text
    assert 'hotline_webhook_behind{webhook="crm"} 0' in figures


def test_what_cannot_be_done_is_said_in_a_sentence(crm: Crm, webhook: Webhook) -> None:
    refused = webhook("add", "crm", "http://crm.example.org/")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "https" in refused.stderr
    assert "hotline webhook list" in webhook("pause", "crm").stderr
    assert webhook("add", "crm", crm.url, "--events", "flown").returncode == 2
    crm.status = 500
    assert webhook("add", "crm", crm.url).returncode == 0
    said = webhook("test", "crm")
    assert (said.returncode, said.stdout) == (1, "500\n")
    assert "Traceback" not in refused.stderr
