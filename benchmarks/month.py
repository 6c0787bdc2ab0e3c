"""A month of a large city by real commands: what its boards and its sheet cost, and what it costs to hold them against the log."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson

from api_client.models.city import City
from api_client.models.commands import COMMANDS
from api_client.models.people import By, Role
from benchmarks.figures import Plan, Row, row
from fixtures.assessment import boards, month_check, monthly, workload
from fixtures.assessment.boards import Look
from fixtures.city.load import load_city
from fixtures.deciding.batch import Ask, Batch
from fixtures.derived.scores import Stored
from fixtures.log.events import Log
from fixtures.rules.ranking import ORDER
from fixtures.verify.dossiers import CityThen

BEGINS = datetime(2026, 2, 22, tzinfo=UTC)
"""A week before: the limits run out in March."""
NOW = datetime(2026, 4, 2, tzinfo=UTC)
MONTH = "2026-03"
AT_ONCE = 500
Told = dict[str, Any]


def measure(plan: Plan) -> Iterator[Row]:
    """The boards of a month of so many tickets, each read once with nothing in SQLite's cache."""
    count = plan.tickets
    with tempfile.TemporaryDirectory() as folder:
        city, path = load_city("beijing"), Path(folder) / "hotline.db"
        log = Log.open(path, city=city.code)
        started = time.perf_counter()
        commands = live(log, city, count)
        yield row(f"commands/s of a month of {count:,} tickets, scores written too", f"{commands / (time.perf_counter() - started):,.0f}")
        look = Look(city, city.code, int(NOW.timestamp()))
        for name, read in reads(look).items():
            yield row(f"{name}, cold (ms)", f"{cold(log, read) * 1000:,.0f}", "<= 1,000")
        sheet = monthly.month_sheet(log.reader(), city, MONTH, NOW)
        started = time.perf_counter()
        fault = month_check.check(log.reader(), CityThen(log.reader(), city).at, sheet, store=log.store)
        yield row(f"the sheet recomputed from the log: {fault or 'the same'} (s)", f"{time.perf_counter() - started:,.1f}")
        log.close()


def reads(look: Look) -> dict[str, Callable[[Any], object]]:
    """What is measured."""
    return {
        "rates by unit": lambda connection: boards.rates_board(Stored(connection), look, month=MONTH),
        "rates by tag": lambda connection: boards.rates_board(Stored(connection), look, month=MONTH, by="tag"),
        **{f"ranking of {level}s": partial(_ranking, look, level) for level in ORDER},
        "lines": lambda connection: boards.lines_board(Stored(connection), look, month=MONTH),
        "load": lambda connection: workload.load_board(connection, look, month=MONTH),
        "misdispatch": lambda connection: workload.misdispatch_board(connection, look, month=MONTH),
        "a figure's tickets": lambda connection: Stored(connection).lines(boards.trace(look, month=MONTH, figure="solution.misses"), limit=1000),
        "the month's sheet": lambda connection: monthly.month_sheet(connection, look.city, MONTH, NOW),
    }  # fmt: skip


def _ranking(look: Look, level: str, connection: Any) -> object:
    return boards.ranking_board(Stored(connection), look, month=MONTH, level=level)


def cold(log: Log, read: Callable[[Any], object]) -> float:
    """Seconds on a connection of its own, whose cache is empty."""
    connection = log.reader()
    started = time.perf_counter()
    read(connection)
    taken = time.perf_counter() - started
    connection.close()
    return taken


def live(log: Log, city: City, count: int) -> int:
    """Lead so many tickets from the call to the callback; how many commands that took."""
    chance = random.Random(7)
    leads = [unit.code for unit in city.units if unit.kind in ("street", "district", "department", "soe", "green")]
    asked = 0
    for first in range(0, count, AT_ONCE):
        batch = [_case(first + place, leads, city, chance) for place in range(min(AT_ONCE, count - first))]
        stood: Sequence[Told] = [{} for _ in batch]
        for step in range(7):
            stood = _step(log, city, [case[step] for case in batch], stood)
            asked += len(batch)
    return asked


def _case(serial: int, leads: list[str], city: City, chance: random.Random) -> list[tuple[By, datetime, Told]]:
    """Seven commands of one ticket."""
    lead, at = chance.choice(leads), BEGINS + timedelta(minutes=serial % 40_000)
    desk = By(name="d", role=Role.DISPATCHER, unit=city.code)
    officer, leader = (By(name=f"{role}-{lead}", role=role, unit=lead) for role in (Role.UNIT_OFFICER, Role.UNIT_LEADER))
    grade = chance.choice((5, 5, 5, 4, 3, 2, 1))
    answers = {"reached": True, "responded": chance.random() > 0.03, "solved": chance.random() > 0.1, "satisfied": grade, "attitude": 4}
    item = chance.choice([line.code for line in city.catalogue if line.tier == "7d" and not line.milestones])
    return [
        (desk, at, {"do": "register", "title": "夜间施工扰民", "item": item, "requester": {"phone": f"138{serial:08d}"}}),
        (desk, at, {"do": "dispatch", "unit": lead, "reason": "按实际管辖"}),
        (officer, at, {"do": "sign"}),
        (officer, at + timedelta(hours=chance.choice((1, 3, 30))), {"do": "contact"}),
        (officer, at + timedelta(days=2), {"do": "feedback", "solved": True, "handling": "已处理", "requester_agrees": True}),
        (leader, at + timedelta(days=2), {"do": "cosign"}),
        (desk, at + timedelta(days=2), {"do": "call_back", **answers, "reasonable": False}),
    ]


def _step(log: Log, city: City, asks: list[tuple[By, datetime, Told]], stood: Sequence[Told]) -> Sequence[Told]:
    """One command for each ticket of the batch, as one transaction."""
    wanted = []
    for (by, at, told), ticket in zip(asks, stood, strict=True):
        more: Told = {"ticket": ticket["number"], "seen": ticket["version"]} if ticket else {}
        if told["do"] == "cosign":
            more["request"] = ticket["cosigns"][0]["request"]
        wanted.append(Ask(COMMANDS.validate_python({"id": uuid4(), **told, **more}), by, city.code, at))
    with log.transaction() as connection:
        answers, _ = Batch(log, city, connection, NOW).run(wanted)
    if failed := next((answer for answer in answers if isinstance(answer, Exception)), None):
        raise failed
    return [orjson.loads(answer)["ticket"] for answer in answers if isinstance(answer, bytes)]
