"""Tickets made up for measuring: as many as asked, the same for the same seed, in the manner of the demo city."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from api_client.models.clock import Clock, ClockName
from api_client.models.ticket import Kind, Stage, Ticket

TIERS = {"2h": 2, "24h": 24, "7d": 168, "15d": 360}
"""Hours of each tier."""
TOPICS = (
    "暖气不热",
    "道路积水",
    "夜间施工扰民",
    "井盖缺失",
    "电梯停运",
    "垃圾未清运",
    "路灯不亮",
    "自来水压力低",
    "违规停车",
    "渣土车遗撒",
    "小区停电",
    "管道跑冒滴漏",
)
PLACES = ("东里小区3号楼", "南巷12号院", "北大街与西路交口", "中心公园东门", "幸福里二期", "体育场南侧")
UNITS = tuple(f"1101010{index:02}" for index in range(1, 18))
TICKING = 10
"""So many tickets are within their last minutes: their lines change every second."""
_KINDS = tuple(Kind)


class _Drawn(NamedTuple):
    """What chance says of one ticket."""

    serial: int
    tier: str
    due: datetime
    unit: str
    title: str
    kind: Kind
    address: str

    @property
    def number(self) -> str:
        return f"{self.due:%Y%m%d}-{self.serial:06d}"


def tickets(count: int, *, now: datetime, units: tuple[str, ...] = UNITS, seed: int = 7) -> Iterator[Ticket]:
    """So many open tickets around a moment: the first ten within their last minutes, the others from long overdue to far ahead."""
    return (_ticket(drawn) for drawn in _draw(count, now, units, seed))


def rows(count: int, *, now: datetime, units: tuple[str, ...] = UNITS, seed: int = 7) -> Iterator[list[Any]]:
    """The same tickets as the snapshot tells them: one array each, in the order of the columns; ten times as quick."""
    at = {name: place for place, name in enumerate(Ticket.model_fields)}
    for drawn in _draw(count, now, units, seed):
        if not drawn.serial:
            pattern = list(_ticket(drawn).model_dump(mode="json").values())
        row = pattern.copy()
        length = timedelta(hours=TIERS[drawn.tier])
        received = _told(drawn.due - length)
        told = {
            "number": drawn.number, "title": drawn.title, "kind": drawn.kind.value, "tier": drawn.tier, "lead": drawn.unit,
            "first_receiver": drawn.unit, "address": drawn.address, "received": received, "hops": drawn.serial % 3,
        }  # fmt: skip
        for name, value in told.items():
            row[at[name]] = value
        row[at["clocks"]] = [
            pattern[at["clocks"]][0] | {"start": received} | {name: _told(moment) for name, moment in _moments(drawn.due, length).items()}
        ]
        yield row


def _draw(count: int, now: datetime, units: tuple[str, ...], seed: int) -> Iterator[_Drawn]:
    chance = random.Random(seed)
    tiers = tuple(TIERS)
    for index in range(count):
        tier = chance.choice(tiers)
        length = timedelta(hours=TIERS[tier])
        left = timedelta(seconds=300 + 25 * index) if index < TICKING else length * chance.uniform(0.05, 1.0) + timedelta(minutes=20)
        due, unit = (now + left).replace(microsecond=0), chance.choice(units)
        title = f"{chance.choice(PLACES)}{chance.choice(TOPICS)}"
        yield _Drawn(index, tier, due, unit, title, chance.choice(_KINDS), chance.choice(PLACES))


def _ticket(drawn: _Drawn) -> Ticket:
    length = timedelta(hours=TIERS[drawn.tier])
    clock = Clock.model_validate({"name": ClockName.DUE, "start": drawn.due - length, **_moments(drawn.due, length)})
    return Ticket(
        number=drawn.number, version=3, title=drawn.title, kind=drawn.kind, tier=drawn.tier, stage=Stage.IN_HAND, lead=drawn.unit,
        first_receiver=drawn.unit, address=drawn.address, received=drawn.due - length, clocks=(clock,), next_clock=ClockName.DUE,
        hops=drawn.serial % 3,
    )  # fmt: skip


def _moments(due: datetime, length: timedelta) -> dict[str, datetime]:
    """The due moment, and from when on a clock of such a length is in which band."""
    return {"due": due, "watch_at": due - length / 2, "warn_at": due - length / 4, "urgent_at": due - length / 10, "long_at": due + length}


def _told(moment: datetime) -> str:
    """A moment as the wire writes it."""
    return moment.isoformat().replace("+00:00", "Z")


def moment() -> datetime:
    """Now, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
