"""A desk for tests: a real mirror filled with made-up tickets, and a line and an outbox that the test holds in its hands."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from api_client.errors import Unreachable
from api_client.mirror import Mirror
from api_client.models.clock import Clock, ClockName
from api_client.models.commands import Sign
from api_client.models.page import Page, SnapshotHead
from api_client.models.ticket import Flag, Kind, Stage, Ticket
from api_client.outbox import Outbox
from tests.widgets.queue_lines import AWKWARD, NOW
from tui.app import DeskApp
from tui.desk import Desk
from tui.settings import Settings
from tui.words.words import Words
from widgets.cells.glyphs import UNICODE

UNITS = (
    {"code": "hotline", "kind": "city", "name": "市民热线", "name_en": "City hotline"},
    {"code": "d-hd", "kind": "district", "name": "海淀区", "name_en": "Haidian", "pinyin": "haidianqu", "initials": "hdq", "parent": "hotline"},
    {"code": "s-wl", "kind": "street", "name": "万柳街道", "name_en": "Wanliu", "pinyin": "wanliujiedao", "initials": "wljd", "parent": "d-hd"},
    {
        "code": "u-heat",
        "kind": "soe",
        "name": "热力集团",
        "name_en": "District heating",
        "pinyin": "relijituan",
        "initials": "rljt",
        "parent": "hotline",
    },
)
CITY = {
    "code": "hotline",
    "name": "演示市",
    "zone": "Asia/Shanghai",
    "units": UNITS,
    "policies": [{"tiers": ["2h", "24h", "7d", "15d"]}],
}


def moment(seconds: int) -> datetime:
    """A moment so many seconds from NOW."""
    return datetime.fromtimestamp(NOW + seconds, UTC)


def ticket(serial: int, due: int = 3600, **changes: Any) -> Ticket:
    """A ticket due in so many seconds from NOW."""
    clock = Clock(
        name=ClockName.SIGN, start=moment(-600), due=moment(due), watch_at=moment(due - 3000), warn_at=moment(due - 1800),
        urgent_at=moment(due - 600), long_at=moment(due + 86_400),
    )  # fmt: skip
    made: dict[str, Any] = {
        "number": f"20261122-{serial:06}", "version": 1, "title": AWKWARD[serial % len(AWKWARD)], "kind": Kind.COMPLAINT,
        "tier": ("2h", "24h", "7d", "15d")[serial % 4], "stage": Stage.DISPATCHED, "lead": ("s-wl", "u-heat")[serial % 2], "first_receiver": "s-wl",
        "cc": "d-hd", "district": "d-hd", "street": "s-wl", "address": "万柳中路 1 号", "received": moment(-900), "dispatched": moment(-600),
        "clocks": (clock,), "next_clock": ClockName.SIGN, "hops": serial % 3,
        "flags": (Flag.SUPERVISED, Flag.COSIGN) if serial % 5 == 1 else (),
    }  # fmt: skip
    return Ticket(**(made | changes))


def fill(mirror: Mirror, tickets: Sequence[Ticket], *, wall: float = float(NOW)) -> None:
    """Let the mirror hold these tickets, of the made-up city; it is NOW there at `wall` here."""
    columns = tuple(Ticket.model_fields)
    head = SnapshotHead(cursor=1, count=len(tickets), columns=columns, now=moment(0))
    rows = [[told[name] for name in columns] for told in (one.model_dump(mode="json") for one in tickets)]
    mirror.replace(head, rows, log_id="test", wall=wall)
    mirror.remember(city=json.dumps(CITY), me=json.dumps({"person": {"name": "zhang", "title": "张调度"}}))


def page(mirror: Mirror, *tickets: Ticket, gone: tuple[str, ...] = ()) -> Page:
    """The next page of the feed."""
    return Page(after=mirror.cursor, cursor=mirror.cursor + 1, now=moment(0), tickets=tickets, gone=gone)


def command(serial: int, **changes: Any) -> Sign:
    """A command on a ticket."""
    return Sign(id=uuid4(), ticket=f"20261122-{serial:06}", seen=1, **changes)


class HeldLink:
    """A line that goes nowhere; the test posts what would come from it."""

    def __init__(self) -> None:
        self.woken = self.hurried = 0
        self.spoken = ""
        self.post: Callable[..., object] | None = None

    def start(self, post: Callable[..., object]) -> None:
        self.post = post

    def wake(self) -> None:
        self.woken += 1

    def hurry(self) -> None:
        self.hurried += 1

    def speak(self, lang: str) -> None:
        self.spoken = lang

    async def ask(self, what: str, /, **of: str) -> str:
        raise Unreachable("refused")


class Bench:
    """A desk app with everything around it at hand."""

    def __init__(self, folder: Path, tickets: Sequence[Ticket] = (), *, lang: str = "zh", settings: Settings | None = None, **more: Any) -> None:
        self.wall = float(NOW)
        self.mirror = Mirror.open(folder / "mirror.db")
        if tickets:
            fill(self.mirror, tickets)
        self.outbox = Outbox.open(folder / "outbox.db")
        self.link = HeldLink()
        parts: dict[str, Any] = {"mirror": self.mirror, "outbox": self.outbox, "link": self.link}
        self.desk = Desk(**parts, say=Words(lang), settings=settings or Settings(), signs=UNICODE, wall=lambda: self.wall)
        self.app = DeskApp(self.desk, **more)

    def close(self) -> None:
        """Close the files."""
        self.mirror.close()
        self.outbox.close()

    @property
    def queue(self) -> Any:
        """The queue screen."""
        return self.app.screen_stack[0]
