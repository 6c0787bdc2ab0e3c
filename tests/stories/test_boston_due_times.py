"""A hotline of Boston, told nothing but `--city boston`, gives real cases the due times that the city gave them."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from api_client.models.city import CatalogueItem
from api_client.models.clock import ClockName
from api_client.models.page import Outcome
from fixtures.clock import Clock
from fixtures.deciding.office import Office
from fixtures.keeping.opening import open_log
from tests.fixtures import desks
from tests.fixtures.rules.test_calendar_boston import LEAST, RECORDS, TOLERANCE, TOLERANCE_OF_DAYS, ZONE, Case, cases

EACH = 150
"""Every so-many-th case is played: in 2011 they are 23,148."""


@pytest.mark.fact(42)
def test_real_cases_get_their_real_due_times_from_the_city_alone(tmp_path: Path) -> None:
    if not RECORDS.exists():
        pytest.skip("the Boston cases are not on this machine")
    log, city = open_log(tmp_path / "hotline.db", city="boston")
    items = {item.level3: item for item in city.catalogue}
    known = sorted((case for case in cases() if case.type in items), key=lambda case: case.opened)
    played = known[::EACH]
    office = Office(log, city, Clock(start=played[0].opened.replace(tzinfo=ZONE), rate=0))
    missed = [case for case in played if abs(_off(office, case, item := items[case.type])) > _tolerance(item)]
    office.close()
    share = 1 - len(missed) / len(played)
    sys.stdout.write(f"Boston 2011 by --city alone: {len(played) - len(missed)} of {len(played)} due times are the city's own, {share:.2%}\n")
    assert len(played) > 100
    assert share >= LEAST


def _tolerance(item: CatalogueItem) -> timedelta:
    return TOLERANCE_OF_DAYS if item.limit is not None and item.limit.unit == "days" else TOLERANCE


def _off(office: Office, case: Case, item: CatalogueItem) -> timedelta:
    """Register and dispatch the case at the moment at which it was opened: how far the city's own due time lies from ours."""
    at, by = case.opened.replace(tzinfo=ZONE), desks.dispatcher(office.city)
    office.clock.jump(max(at, office.now()))
    [opened] = office.run([(desks.register(case.type, item=item.code), by)])
    assert isinstance(opened, Outcome)
    [sent] = office.run([(desks.dispatch(opened), by)])
    assert isinstance(sent, Outcome)
    due = next(clock.due for clock in sent.ticket.clocks if clock.name is ClockName.DUE)
    return case.due - due.astimezone(ZONE).replace(tzinfo=None)
