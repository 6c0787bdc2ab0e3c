"""A real desk in front of a hotline that lies: it says what is wrong, its keys work, its courier stays small, and it goes on once all is well."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from tests.api_client.hotline import CITY
from tests.api_client.lying import Asked, Lie, Lying, event, raw, says, stream
from tests.api_client.told import arrays, head, page, ticket
from tests.stories.desks import desk
from tests.stories.test_courier import courier_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="how large a process was is read from /proc")

MOST_COURIER_MEGABYTES = 160
ME = {"person": {"name": "zhang", "role": "dispatcher", "unit": "1", "scope": "1"}, "asks": ["note"], "now": "2026-11-24T06:00:00Z"}
PAGE = says("<html>Sign in to the guest network", content_type="text/html")
QUEUE = b"".join(
    line + b"\n" for line in (head(2).model_dump_json().encode(), *(json.dumps(row).encode() for row in arrays([ticket(1), ticket(2, title="Lies")])))
)


class TwoFaced:
    """Honest but for one thing at a time; the log has another name with every answer where `flips`."""

    def __init__(self) -> None:
        self.wrong: dict[str, Lie] = {"": PAGE}
        """By the end of a path; the empty one is everything."""
        self.flips = False
        self.snapshots = 0
        self._answers = 0

    async def __call__(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        self._answers += 1
        name = asked.path.rpartition("/")[2]
        self.snapshots += name == "snapshot"
        lie = self.wrong.get("") or self.wrong.get(name)
        await (lie or self._honest(name))(asked, writer)

    def _honest(self, name: str) -> Lie:
        log = f"log-{self._answers if self.flips else 0}"
        match name:
            case "me":
                return says(ME, x_hotline_log=log)
            case "city":
                return says(CITY, x_hotline_log=log)
            case "snapshot":
                return says(QUEUE, x_hotline_log=log)
            case "feed":
                first = event(page(1, cursor=1))
                if self.flips:
                    return raw(f"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-hotline-log: {log}\r\n\r\n".encode() + first)
                return stream(first, pause=0.1)
            case _:
                return says({"status": 404, "code": "unknown", "detail": "no"}, "404 Not Found")


def largest(pid: int) -> float:
    """How large a process ever was, in megabytes."""
    told = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) / 1024


def test_a_desk_before_a_lying_hotline_stays_usable_and_says_what_is_wrong(tmp_path: Path) -> None:
    faces = TwoFaced()
    with Lying(faces).beside() as hotline:
        env = {"PAIDAN_HOME": str(tmp_path), "PAIDAN_URL": hotline.url, "PAIDAN_TOKEN": "a token", "PAIDAN_LANG": "en"}
        with desk(env, cols=120) as terminal:
            terminal.until("is no hotline")
            faces.wrong = {"snapshot": says(QUEUE.replace(b'"count":2', b'"count":9'))}
            terminal.until("makes no sense")
            faces.wrong = {"feed": stream(then=b"data: " + b"x" * 1_000_000, pause=0)}
            terminal.until("too large")
            terminal.until("Lies")
            assert largest(courier_of(terminal)) < MOST_COURIER_MEGABYTES
            faces.wrong = {}
            terminal.until("connected", timeout=60)
            faces.wrong = {"": PAGE}
            terminal.type("enter")
            terminal.until("is no hotline")
            terminal.type("esc")
            terminal.until("/ Filter")
            terminal.type("q")
            assert terminal.ended() == 0
            assert b"Traceback" not in terminal.received


def test_a_log_that_flips_has_no_snapshot_fetched_without_end(tmp_path: Path) -> None:
    faces = TwoFaced()
    faces.wrong, faces.flips = {}, True
    with Lying(faces).beside() as hotline:
        env = {"PAIDAN_HOME": str(tmp_path), "PAIDAN_URL": hotline.url, "PAIDAN_TOKEN": "a token", "PAIDAN_LANG": "zh"}
        with desk(env, cols=120) as terminal:
            terminal.until("一再换日志", timeout=60)
            asked = faces.snapshots
            assert asked < 12
            terminal.type("j")
            terminal.type("q")
            assert terminal.ended() == 0
        assert faces.snapshots <= asked + 1
