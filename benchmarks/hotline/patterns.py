"""A few hundred tickets led to where they stand by real commands: what a store of many is made after."""

import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import orjson

from api_client.models.city import CatalogueItem, City
from api_client.models.commands import COMMANDS
from api_client.models.people import By, Role
from fixtures.deciding.batch import Ask, Batch
from fixtures.deciding.following import itself
from fixtures.log.events import Log
from fixtures.reading.tickets import Reading
from fixtures.rules import waking

NAMELESS = "〇〇"
"""Stands in each title and address for the name of a place, of which each ticket has its own."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BACK_HOURS = {"2h": 2, "24h": 20, "7d": 110, "15d": 240}
"""How long ago, at most, a ticket of each tier was rung in."""
PROBLEMS = (
    "暖气不热室温只有十二度", "道路积水没过脚踝", "夜间施工扰民到凌晨三点", "井盖缺失有人险些掉下去", "电梯停运老人无法下楼", "垃圾多日未清运",
    "路灯不亮行人看不清路", "自来水压力低六层以上无水", "违规停车堵塞消防通道", "渣土车遗撒路面湿滑", "小区停电已经两个小时", "管道跑冒滴漏淹了楼道",
    "树木倒伏压住车辆", "广场噪音影响学生复习", "公交站台破损无人维修", "物业不退还装修押金",
)  # fmt: skip
Told = dict[str, Any]


class Pattern(NamedTuple):
    """One ticket as rows of its tables, by table."""

    number: str
    rows: dict[str, list[Told]]
    first: datetime
    """When it was rung in."""
    last: datetime
    """Its last event."""
    wakes: datetime | None
    """When the hotline looks at it by itself."""


def patterns(city: City, folder: Path, now: datetime, count: int, seed: int = 11) -> list[Pattern]:
    """So many open tickets by real commands, each decided at a moment of its own before now."""
    path, chance = folder / "patterns.db", random.Random(seed)
    log = Log.open(path, city=city.code)
    try:
        _live(log, city, now, count, chance)
        _pass_time(log, city, now)
    finally:
        log.close()
    return list(_read(path))


def _live(log: Log, city: City, now: datetime, count: int, chance: random.Random) -> None:
    plans = [_plan(serial, city, now, chance) for serial in range(count)]
    stood: dict[int, Told] = {}
    for step in range(max(map(len, plans))):
        going = [serial for serial, plan in enumerate(plans) if step < len(plan)]
        asks = [_ask(plans[serial][step], stood.get(serial), city) for serial in going]
        for serial, answer in zip(going, run(log, city, asks, now), strict=True):
            stood[serial] = answer


def items(city: City, tier: str) -> list[CatalogueItem]:
    """Lines of the catalogue that are alike but for what they are about, and whose code is no unit's."""
    return [line for line in city.catalogue if line.tier == tier and not line.milestones and line.limit is None and line.code not in city.by_code]


def run(log: Log, city: City, asks: Sequence[Ask], now: datetime) -> list[Told]:
    """The commands as one transaction; the ticket after each. Raises what refuses one."""
    with log.transaction() as connection:
        answers, _ = Batch(log, city, connection, now).run(asks)
    if failed := next((answer for answer in answers if isinstance(answer, Exception)), None):
        raise failed
    return [orjson.loads(answer)["ticket"] for answer in answers if isinstance(answer, bytes)]


def _ask(step: tuple[By, datetime, Told], ticket: Told | None, city: City) -> Ask:
    by, at, told = step
    more = {"ticket": ticket["number"], "seen": ticket["version"]} if ticket else {}
    return Ask(COMMANDS.validate_python({"id": uuid4(), **told, **more}), by, city.code, at)


def _plan(serial: int, city: City, now: datetime, chance: random.Random) -> list[tuple[By, datetime, Told]]:
    """What happens to one ticket: rung in, mostly dispatched and signed for, now and then contacted."""
    street = chance.choice([unit for unit in city.units if unit.kind == "street"])
    lead = street if serial % 3 else city.units[1 + serial % (len(city.units) - 1)]
    tier = chance.choices(tuple(BACK_HOURS), (5, 25, 55, 15))[0]
    item = chance.choice(items(city, tier)).code
    began = (now - timedelta(hours=BACK_HOURS[tier]) * chance.uniform(0.05, 1.0)).replace(second=0)
    desk, officer = By(name="d", role=Role.DISPATCHER, unit=city.code), By(name=f"o-{lead.code}", role=Role.UNIT_OFFICER, unit=lead.code)
    title = f"{street.name}{NAMELESS}小区{chance.randint(1, 40)}号楼{chance.choice(PROBLEMS)}"
    place = {"district": street.parent, "street": street.code, "address": f"{street.name}{NAMELESS}路{chance.randint(1, 400)}号"}
    kind = chance.choices(("request", "complaint", "suggestion"), (6, 3, 1))[0]
    phone = {"phone": f"138{serial:08d}"}
    steps: list[tuple[By, datetime, Told]] = [
        (desk, began, {"do": "register", "title": title, "item": item, "kind": kind, "requester": phone, **place}),
        (desk, began + timedelta(minutes=4), {"do": "dispatch", "unit": lead.code, "tier": tier, "reason": "按实际管辖"}),
        (officer, began + timedelta(minutes=14), {"do": "sign", "reason": "现场处置后补签"}),
        (officer, began + timedelta(minutes=25), {"do": "contact"}),
    ]
    return [step for step in steps[: chance.choices((1, 2, 3, 4), (3, 4, 3, 1))[0]] if step[1] < now]


def _pass_time(log: Log, city: City, now: datetime) -> None:
    """Record that time has passed, as the hotline's own sweep does, each at its moment."""
    reading = Reading(log, city)
    while due := reading.due(now, 200):
        moments = [datetime.fromtimestamp(one.at, UTC) for one in due]
        commands = [waking.order(one.clock, id=uuid4(), ticket=one.number, seen=one.version) for one in due]
        run(log, city, [Ask(command, itself(city), city.code, at) for command, at in zip(commands, moments, strict=True)], now)
    reading.connection.close()


def _read(path: Path) -> Iterator[Pattern]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
        for ticket in db.execute("SELECT * FROM ticket WHERE open = 1 ORDER BY number").fetchall():
            number = {"n": ticket["number"]}
            events = db.execute("SELECT * FROM event WHERE ticket = :n ORDER BY version", number).fetchall()
            seqs = [event["seq"] for event in events]
            rows = {
                "ticket": [ticket],
                "event": events,
                "command": db.execute("SELECT * FROM command WHERE id IN (SELECT command FROM event WHERE ticket = :n)", number).fetchall(),
                "contact": db.execute("SELECT * FROM contact WHERE ticket = :n", number).fetchall(),
                "sight": db.execute("SELECT * FROM sight WHERE ticket = :n", number).fetchall(),
                "score": db.execute("SELECT * FROM score WHERE number = :n", number).fetchall(),
                "track": db.execute(f"SELECT * FROM track WHERE seq IN ({','.join('?' * len(seqs))})", seqs).fetchall(),
            }
            moments = [datetime.fromisoformat(event["at"]) for event in events]
            wakes = datetime.fromtimestamp(ticket["wake_at"], UTC) if ticket["wake_at"] is not None else None
            yield Pattern(ticket["number"], rows, moments[0], max(moments), wakes)
