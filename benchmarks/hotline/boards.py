"""Boards of a month of a city of twenty million, read through HTTP; and what drawing one up from the log takes, which a smaller month tells."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson

from api_client.models.city import City
from benchmarks import made, month
from benchmarks.figures import Plan, Row, most, spread
from benchmarks.hotline.served import Serving, serving
from benchmarks.hotline.store import people
from benchmarks.hotline.wire import Line
from fixtures.assessment import month_check, monthly
from fixtures.city.load import load_city
from fixtures.derived.scores import Held
from fixtures.log import tallies
from fixtures.log.events import Log
from fixtures.rules.scoring import LEVELS
from fixtures.verify.dossiers import CityThen

LED, MIXED = 700, 40_503
"""Tickets that are led through a month by real commands; the scores of all others are taken from theirs, mixed by a number that no other divides."""
MONTH_TICKETS = 2_000_000
BOARDS = ("rates?by=unit", "ranking?level=district", "ranking?level=street", "ranking?level=department", "lines?")
GOAL_MS, GOAL_SECONDS = 50, 60


def measure(plan: Plan, folder: Path) -> Iterator[Row]:
    """A month led, its scores copied to a large one; that one served and asked."""
    path, city, count = folder / "boards.db", load_city("beijing"), plan.times(MONTH_TICKETS, 100_000)
    folded, least = led(path, city, LED)
    token = copied(path, city, count)
    with serving(path) as at:
        cold, warm = asyncio.run(_asked(at, token, plan.times(10, 5)))
    slowest = max(warm, key=lambda name: sorted(warm[name])[len(warm[name]) // 2])
    values = [one * 1000 for one in warm[slowest]]
    what = f"boards of 530 units, a month of {count:,}, warm, the slowest ({slowest.rstrip('?')}) (ms)"
    yield most(what, sorted(values)[len(values) // 2], GOAL_MS, ours=spread(values, digits=1), unit="ms")
    told = ", ".join(f"{name.rstrip('?')} {seconds:,.1f}" for name, seconds in cold.items())
    yield Row("  … drawn up for the first time, the slowest (s)", f"{max(cold.values()):,.1f}" if cold else "", told)
    needed, floor = folded * MONTH_TICKETS, least * MONTH_TICKETS
    yield most(f"a month of {MONTH_TICKETS:,} recomputed from the log (s)", needed, GOAL_SECONDS, ours=f"{needed:,.0f}, one process",
               floor=f"reading and parsing alone {floor:,.0f}",
               why=f"reckoned from {LED} tickets at {folded * 1e6:,.0f} us each: every event is folded by the rules; processes share it")  # fmt: skip


def led(path: Path, city: City, count: int) -> tuple[float, float]:
    """A month of so many tickets by real commands; the seconds of work to fold each again and hold it against its month's sheet, and to read it."""
    log = Log.open(path, city=city.code)
    try:
        month.live(log, city, count)
        sheet = monthly.month_sheet(log.reader(), city, month.MONTH, month.NOW)
        began = time.process_time()
        if fault := month_check.check(log.reader(), CityThen(log.reader(), city).at, sheet):
            raise AssertionError(fault)
        folded = time.process_time() - began
        began = time.process_time()
        monthly.sheet_of(Held(()), city, month.MONTH, now=int(month.NOW.timestamp()), upto=0)
        folded -= time.process_time() - began  # what it costs however many there are
    finally:
        log.close()
    with closing(sqlite3.connect(path)) as db:
        began = time.process_time()
        for data, by in db.execute("SELECT data, by FROM event ORDER BY ticket, version"):
            orjson.loads(data), orjson.loads(by)
        return folded / count, (time.process_time() - began) / count


def copied(path: Path, city: City, count: int) -> str:
    """Scores until there are so many, each as one that is there, under another unit; gives the token of somebody who may look."""
    units = [(unit.code, LEVELS[unit.kind], city.district_of(unit.code)) for unit in city.units if unit.kind in LEVELS]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            db.execute(f"PRAGMA {pragma}").fetchone()
        names = [name for _, name, *_ in db.execute("PRAGMA table_info(score)")]
        number, unit = names.index("number"), names.index("unit")
        told = ["printf('20260399-%07d', n)" if at == number else f"place.c{at - unit}" if unit <= at < unit + 3 else f"pattern.{name}"
                for at, name in enumerate(names)]  # fmt: skip
        db.execute("CREATE TEMP TABLE pattern AS SELECT row_number() OVER (ORDER BY number) - 1 AS of, * FROM score")
        db.execute("CREATE UNIQUE INDEX temp.of_pattern ON pattern (of)")
        db.execute("CREATE TEMP TABLE place (of INTEGER PRIMARY KEY, c0, c1, c2)")
        db.executemany("INSERT INTO place VALUES (?, ?, ?, ?)", [(of, *found) for of, found in enumerate(units)])
        db.execute("BEGIN")
        [(patterns,)] = db.execute("SELECT count(*) FROM pattern").fetchall()
        db.execute(
            f"WITH RECURSIVE serial (n) AS (SELECT {patterns} UNION ALL SELECT n + 1 FROM serial WHERE n < {count - 1})"
            f" INSERT INTO score SELECT {', '.join(told)} FROM serial"
            f" JOIN pattern ON pattern.of = (n * {MIXED}) % {patterns} JOIN place ON place.of = n % {len(units)}"
        )
        [token] = people(db, city, made.moment(), 1)
        db.execute("COMMIT")
        db.execute("PRAGMA journal_mode = WAL").fetchone()
    counted(path, city)
    return token


def counted(path: Path, city: City) -> None:
    """Have the tallies count what was written past them."""
    with closing(Log.open(path, city=city.code)) as log, log.transaction() as connection:
        tallies.count(connection)


async def _asked(at: Serving, token: str, repeats: int) -> tuple[dict[str, float], dict[str, list[float]]]:
    """How long each board took at first, and then."""
    line = await Line.to(at.host, at.port, token)
    cold, warm = dict[str, float](), dict[str, list[float]]()
    for name in BOARDS:
        cold[name] = await _timed(line, name)
        warm[name] = [await _timed(line, name) for _ in range(repeats)]
    line.close()
    return cold, warm


async def _timed(line: Line, name: str) -> float:
    began = time.perf_counter()
    answer = await line.ask("GET", f"/v1/boards/{name}&month={month.MONTH}")
    assert answer.status == 200, answer.body.decode()
    return time.perf_counter() - began
