"""Tickets made up for measuring: as many as asked, the same for the same seed, in the manner of the demo city."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

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
TICKING = 5


def tickets(count: int, *, now: datetime, units: tuple[str, ...], seed: int = 7) -> Iterator[Ticket]:
    """So many open tickets around a moment: the first five within their last minutes, the others from long overdue to far ahead."""
    chance = random.Random(seed)
    for index in range(count):
        tier = chance.choice(tuple(TIERS))
        length = timedelta(hours=TIERS[tier])
        left = timedelta(seconds=300 + 60 * index) if index < TICKING else length * chance.uniform(0.05, 1.0) + timedelta(minutes=20)
        yield _ticket(index, tier=tier, due=(now + left).replace(microsecond=0), length=length, unit=chance.choice(units), chance=chance)


def _ticket(index: int, *, tier: str, due: datetime, length: timedelta, unit: str, chance: random.Random) -> Ticket:
    clock = Clock(
        name=ClockName.DUE, start=due - length, due=due, watch_at=due - length / 2, warn_at=due - length / 4, urgent_at=due - length / 10,
        long_at=due + length,
    )  # fmt: skip
    return Ticket(
        number=f"{due:%Y%m%d}-{index:06d}", version=3, title=f"{chance.choice(PLACES)}{chance.choice(TOPICS)}", kind=chance.choice(tuple(Kind)),
        tier=tier, stage=Stage.IN_HAND, lead=unit, first_receiver=unit, address=chance.choice(PLACES), received=due - length, clocks=(clock,),
        next_clock=ClockName.DUE, hops=index % 3,
    )  # fmt: skip


def rows(made: Iterator[Ticket]) -> Iterator[list[Any]]:
    """The tickets as the snapshot tells them: one array each, in the order of the columns."""
    for ticket in made:
        yield list(ticket.model_dump(mode="json").values())


def moment() -> datetime:
    """Now, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
