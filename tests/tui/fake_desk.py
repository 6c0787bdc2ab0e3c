"""A desk that answers from memory: canned outcomes, tickets as they are put in, a real city."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from textual.screen import Screen

from api_client.models.city import City, Signer
from api_client.models.clock import Clock, ClockName, ClockState, Segment
from api_client.models.line import NEVER, Line
from api_client.models.page import Ask, ClockChange, Outcome, Problem, TicketView, Told
from api_client.models.people import By, Role
from api_client.models.recorded import Recorded
from api_client.models.ticket import FullTicket, Kind, Requester, Stage
from tests.cities import shipped
from tui import keymap
from tui.desk import Desk
from tui.drafts import Drafts
from tui.painted import Painted
from tui.typeahead import KeyByKey
from tui.words.words import Words
from widgets.cells.glyphs import UNICODE, Signs
from widgets.outcome.drafting import AnyCommand

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DISPATCHER = By(name="sunqi", title="孙启", role=Role.DISPATCHER, unit="110000")
LEADER = By(name="zhouning", title="周宁", role=Role.UNIT_LEADER, unit="110105")


@cache
def beijing() -> City:
    return shipped("beijing")


def clock(name: ClockName = ClockName.DUE, *, hours: float = 24, passed: float = 2, state: ClockState = ClockState.RUNNING, **more: Any) -> Clock:
    start = NOW - timedelta(hours=passed)
    due = start + timedelta(hours=hours)
    part = (due - start) / 10
    return Clock(
        name=name,
        start=start,
        due=due,
        watch_at=due - 5 * part,
        warn_at=due - 3 * part,
        urgent_at=due - part,
        long_at=due + 10 * part,
        state=state,
        **more,
    )


def ticket(number: str = "20261122-000123", **more: Any) -> FullTicket:
    given: dict[str, Any] = {
        "number": number,
        "version": 4,
        "title": "暖气不热，室温只有十四度",
        "kind": Kind.COMPLAINT,
        "tier": "24h",
        "stage": Stage.IN_HAND,
        "path": "供暖 / 室温不达标 / 居民住宅",
        "lead": "110105",
        "first_receiver": "110105",
        "district": "110108",
        "street": "110108001",
        "address": "花园北路 12 号院 3 号楼",
        "content": "从昨天晚上开始暖气不热，家里有老人和孩子，室温只有十四度，物业说管网压力不足。",
        "received": NOW - timedelta(hours=3),
        "dispatched": NOW - timedelta(hours=2),
        "clocks": (clock(), clock(ClockName.CONTACT, hours=4)),
        "next_clock": ClockName.CONTACT,
        "requester": Requester(name="张*", phone="138****1234"),
    }
    return FullTicket(**(given | more))


def line(number: str = "20261122-000123", **more: Any) -> Line:
    given: dict[str, Any] = {
        "number": number, "version": 4, "tier": "24h", "stage": "in_hand", "kind": "complaint", "title": "暖气不热，室温只有十四度",
        "lead": "110105", "street": "110108001", "hops": 0, "flags": "", "urgent": 0, "next_clock": "due",
        "next_due": NEVER, "watch_at": NEVER, "warn_at": NEVER, "urgent_at": NEVER, "long_at": NEVER,
    }  # fmt: skip
    return Line(**(given | more))


def recorded(type: str, version: int = 1, by: By = DISPATCHER, **data: Any) -> Recorded:
    return Recorded(seq=version, ticket="20261122-000123", version=version, at=NOW - timedelta(minutes=60 - version), by=by, type=type, data=data)


def outcome(command: AnyCommand, **more: Any) -> Outcome:
    due = clock().due
    given: dict[str, Any] = {
        "command": command.id,
        "number": getattr(command, "ticket", ""),
        "ticket": ticket(),
        "now": NOW,
        "clocks": (
            ClockChange(name=ClockName.DUE, due_from=due, due_to=due, state="running"),
            ClockChange(name=ClockName.SIGN, due_to=NOW + timedelta(minutes=15), state="running"),
        ),
        "told": (Told(unit="110108", role="lead"), Told(unit="110105", role="former_lead")),
        "must_sign": (Signer(role="supervisor", unit="110000"),),
        "against": ("110105",),
    }
    return Outcome(**(given | more))


def problem(code: str = "not_at_this_stage", detail: str = "工单已结案，不能改派。", status: int = 409, **more: Any) -> Problem:
    return Problem(status=status, code=code, detail=detail, **more)


class FakeMirror:
    def __init__(self) -> None:
        self.tickets: dict[str, dict[str, Any]] = {}

    def ticket(self, number: str) -> dict[str, Any] | None:
        return self.tickets.get(number)


class FakeOutbox:
    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.retried: list[tuple[Any, Any]] = []
        self.acknowledged: list[Any] = []

    def waiting(self) -> list[Any]:
        return [row for row in self.rows if row.state == "waiting"]

    def trouble(self) -> list[Any]:
        return [row for row in self.rows if row.state in ("refused", "stale", "unexpected")]

    def acknowledge(self, id: Any) -> None:
        self.acknowledged.append(id)

    def retry(self, id: Any, command: Any, *, now: float) -> None:
        self.retried.append((id, command))
        self.rows = [row for row in self.rows if row.id != id]


class FakeLink:
    def __init__(self) -> None:
        self.woken = 0
        self.answers: dict[str, str | Exception] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    async def ask(self, what: str, /, **of: str) -> str:
        self.asked.append((what, of))
        found = self.answers[what]
        if isinstance(found, Exception):
            raise found
        return found

    def wake(self) -> None:
        self.woken += 1


class Row(NamedTuple):
    """As much of the outbox's row as the ticket's screens read."""

    id: str
    ticket: str
    do: str
    body: str
    state: str
    answer: str = ""


class FakeDesk:
    """As much of `tui.desk.Desk` as the ticket's screens use."""

    def __init__(self, lang: str = "zh", signs: Signs = UNICODE) -> None:
        self.say = Words(lang)
        self.signs = signs
        self.mirror = FakeMirror()
        self.outbox = FakeOutbox()
        self.link = FakeLink()
        self.keys = keymap.KEYS
        self.read_only, self.open311 = False, ""
        self.put_error: Exception | None = None
        self.drafts = Drafts(None, self.wall)
        self.reveals: dict[str, str] = {}
        self.reveals_end: dict[str, float] = {}
        self.screens: dict[str, Callable[..., Screen[Any]]] = {}
        self.previewed: list[AnyCommand] = []
        self.sent: list[AnyCommand] = []
        self.answer: Callable[[AnyCommand], Outcome] = outcome
        self.views: dict[str, TicketView | Exception] = {}
        self.city_known = True
        self.viewed = 0

    def now(self) -> int:
        return int(NOW.timestamp())

    async def city(self) -> City:
        if not self.city_known:
            await asyncio.Event().wait()
        return beijing()

    async def preview(self, command: AnyCommand) -> Outcome:
        self.previewed.append(command)
        return self.answer(command)

    async def view(self, number: str) -> TicketView:
        self.viewed += 1
        found = self.views[number]
        if isinstance(found, Exception):
            raise found
        return found

    def put(self, commands: Sequence[AnyCommand], *, hold: float = 5.0) -> None:
        if self.put_error:
            raise self.put_error
        self.sent += commands

    def redo(self, id: Any, *commands: AnyCommand) -> None:
        if self.put_error:
            raise self.put_error
        for command in commands:
            self.outbox.retry(id, command, now=self.wall())
        self.link.wake()

    def put_said(self, do: str, count: int) -> str:
        return self.say("desk.put", do=self.say(f"command.{do}"), count=count, seconds=5, key="u")

    def wall(self) -> float:
        return NOW.timestamp()

    def unit(self, code: str) -> str:
        return beijing().by_code[code].name if code in beijing().by_code else code

    def summary(self, number: str) -> dict[str, Any] | None:
        return self.mirror.ticket(number)

    def day_time(self, moment: float) -> str:
        return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M}"

    def clock_time(self, moment: float) -> str:
        return f"{datetime.fromtimestamp(moment, UTC):%H:%M}"

    def line(self, number: str) -> Line | None:
        return line(number) if number in self.mirror.tickets else None

    def screen(self, name: str, *args: object, **more: object) -> Screen[Any]:
        return self.screens[name](*args, **more)

    def hints(self, *groups: str, asks: object = None, without: object = ()) -> list[tuple[str, str]]:
        return []

    @property
    def as_desk(self) -> Desk:
        return cast(Desk, self)


def view(full: FullTicket | None = None, **more: Any) -> TicketView:
    given: dict[str, Any] = {
        "ticket": full or ticket(),
        "timeline": (
            recorded("registered", 1, channel="phone", title="暖气不热", kind="complaint"),
            recorded("dispatched", 2, unit="110105", cc="110108", tier="24h", policy="1", basis="catalogue"),
            recorded("signed", 3, by=LEADER, late=True, reason="夜间值守只有一人"),
            recorded("reassigned", 4, kind="correction", unit_from="110108", unit="110105", reason="属地在朝阳", due_from=None, due_to=None),
        ),
        "asks": (
            Ask(do="note", may=True),
            Ask(do="reassign", may=True),
            Ask(do="extend", may=False, code="too_late", why="已过办结时限，不能再延期。"),
        ),
        "now": NOW,
    }
    return TicketView(**(given | more))


def paused() -> Clock:
    half = NOW - timedelta(hours=1)
    return clock(
        segments=(
            Segment(start=NOW - timedelta(hours=2), end=half, state=ClockState.RUNNING, why="dispatched"),
            Segment(start=half, state=ClockState.PAUSED, why="extended"),
        ),
        state=ClockState.PAUSED,
    )


class OneScreen(Painted, KeyByKey):
    """An app around one screen; keeps what the screen was dismissed with."""

    CSS = """
    Screen { background: ansi_default; color: ansi_default; overflow: hidden; scrollbar-size: 0 0; }
    Input { background: ansi_default; border: none; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.first = screen
        self.results: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self.first, self.results.append)
