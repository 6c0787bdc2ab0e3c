"""The months before the one that the pictures are of: what a hotline would have told of them, so that a trend is one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fixtures.assessment.boards import Look
from fixtures.deciding.office import Office
from fixtures.log.events import Log
from fixtures.scenarios import month_end
from fixtures.scenarios.past import backfill
from fixtures.web.routes.boards import BOARDS, Wish
from tests.cities import shipped
from tests.fixtures.desks import still

MONTHS = ("2026-06", "2026-07", "2026-08", "2026-09", "2026-10")
SINCE, NOW = datetime(2026, 5, 25, tzinfo=UTC), datetime(2026, 11, 17, 8, tzinfo=UTC)
TICKETS = 300
"""Some fifty a month."""
LEVEL = "district"


def rates(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The board of rates of each month, of half a year that the real rules have played; a minute of work."""
    city = shipped("beijing")
    office = Office(Log.open(folder / "months.db", city=city.code), city, still(NOW))
    try:
        scenario = month_end.SCENARIO._replace(since=SINCE, begins=NOW, programme=())
        backfill(office, scenario, now=NOW, tickets=TICKETS, seed=1, lang="zh")
        look = Look(city, city.code, int(NOW.timestamp()))
        for month in MONTHS:
            yield month, BOARDS["rates"](office.reading, Wish(look, month, LEVEL, "", "unit"))
    finally:
        office.close()
