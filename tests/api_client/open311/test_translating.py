from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api_client.models.clock import ClockState
from api_client.models.line import Line, band
from api_client.models.ticket import Flag, Stage
from api_client.open311 import markup
from api_client.open311.reading import Request, Service, requests, services
from api_client.open311.translating import ROOT, TITLE_SIGNS, agency_code, city_of, same, stage_of, ticket, tier_of, zone_of
from api_client.rows import row
from tests.open311_city import CITIES, recorded

CAME = datetime(2026, 11, 22, 12, tzinfo=UTC)
CITY = city_of([Service("001", "Pothole", "Streets")], ["Parks & Trees"], name="city.example", zone="UTC")


def asked(**more: Any) -> Request:
    given: dict[str, Any] = {"id": "26-1", "status": "open", "service_code": "001", "service_name": "Pothole", "requested": CAME}
    return Request(**(given | more))


def line(**more: Any) -> Line:
    told = ticket(asked(**more), city=CITY, now=CAME)
    return Line._make(row(told.model_dump(mode="json"))[: len(Line._fields)])


@pytest.mark.parametrize(
    ("hours", "tier"), [(-5, "2h"), (0, "2h"), (2.5, "2h"), (2.51, "24h"), (30, "24h"), (31, "7d"), (210, "7d"), (211, "15d"), (5000, "15d")]
)
def test_the_tier_follows_from_the_time_that_the_city_expects_to_need(hours: float, tier: str) -> None:
    assert tier_of(CAME, CAME + timedelta(hours=hours)) == tier


@pytest.mark.parametrize(
    ("status", "agency", "stage"),
    [
        ("open", "", Stage.RECEIVED), ("open", "Parks", Stage.IN_HAND), ("", "", Stage.RECEIVED), ("closed", "Parks", Stage.CLOSED),
        ("closed_completed", "", Stage.CLOSED), ("in_progress", "", Stage.IN_HAND), ("for_triage", "Parks", Stage.RECEIVED),
        ("internal_referral", "", Stage.WAITING), ("duplicate", "", Stage.MERGED), ("not_councils_responsibility", "", Stage.EXITED),
        ("no_further_action", "", Stage.CLOSED), ("whatever_they_say", "", Stage.RECEIVED), ("reopen", "", Stage.IN_HAND),
    ],
)  # fmt: skip
def test_the_stage_follows_from_what_the_city_says(status: str, agency: str, stage: Stage) -> None:
    assert stage_of(asked(status=status, agency=agency)) is stage


def test_a_reopened_request_is_marked() -> None:
    assert ticket(asked(status="reopen"), city=CITY, now=CAME).flags == (Flag.REDO,)


def test_an_expected_time_is_a_clock() -> None:
    found = line(expected=CAME + timedelta(hours=20))
    noon = int(CAME.timestamp())
    assert (found.tier, found.next_clock, found.next_due) == ("24h", "due", noon + 20 * 3600)
    assert [band(found, noon + hour * 3600) for hour in (9, 11, 16, 19, 21, 41)] == ["calm", "watch", "warn", "urgent", "overdue", "long"]


def test_an_expected_time_before_the_request_is_overdue_at_once() -> None:
    assert band(line(expected=CAME - timedelta(days=3)), int(CAME.timestamp())) == "long"


def test_without_an_expected_time_there_is_no_clock_and_nothing_is_due() -> None:
    found = line()
    assert (found.tier, found.next_clock, band(found, 10**12)) == ("", "", "paused")


def test_those_without_a_clock_stand_behind_all_others_and_by_age() -> None:
    lines = [
        line(id="9", requested=CAME - timedelta(days=9)), line(id="10", requested=CAME - timedelta(days=2)),
        line(id="8", requested=CAME - timedelta(days=4)), line(id="7", expected=CAME + timedelta(days=400)),
    ]  # fmt: skip
    assert [one.number for one in sorted(lines, key=lambda one: (one.next_due, one.number))] == ["7", "9", "8", "10"]


def test_what_has_ended_has_no_open_clock() -> None:
    late = ticket(asked(status="closed", expected=CAME + timedelta(hours=1), updated=CAME + timedelta(hours=2)), city=CITY, now=CAME)
    assert (late.stage, late.next_clock, late.clocks[0].state, late.closed) == (Stage.CLOSED, None, ClockState.MISSED, CAME + timedelta(hours=2))
    good = ticket(asked(status="closed", expected=CAME + timedelta(hours=3), updated=CAME + timedelta(hours=2)), city=CITY, now=CAME)
    assert good.clocks[0].state is ClockState.MET


def test_where_no_moment_is_told_it_is_the_first_at_which_it_was_seen() -> None:
    first = ticket(asked(requested=None), city=CITY, now=CAME)
    held = first.model_dump(mode="json")
    again = ticket(asked(requested=None), city=CITY, now=CAME + timedelta(days=1), held=held)
    assert again.received == CAME
    assert same(held, again)
    assert again.version == first.version + 1


def test_a_change_is_seen_and_only_a_change() -> None:
    held = ticket(asked(), city=CITY, now=CAME).model_dump(mode="json")
    assert same(held, ticket(asked(), city=CITY, now=CAME, held=held))
    for change in ({"status": "closed"}, {"description": "more"}, {"status_notes": "seen"}, {"expected": CAME}, {"agency": "Parks"}):
        assert not same(held, ticket(asked(**change), city=CITY, now=CAME, held=held))
    assert not same(None, ticket(asked(), city=CITY, now=CAME))


def test_what_is_told_beside_is_kept_by_its_own_name_and_the_agency_is_the_lead() -> None:
    told = ticket(asked(agency="Parks & Trees", lat=41.5, long=-87.25, media=("http://a/1.jpg",), status_notes="seen"), city=CITY, now=CAME)
    assert told.told == {
        "status_notes": "seen", "agency_responsible": "Parks & Trees", "media_url": "http://a/1.jpg", "position": "41.500000, -87.250000",
    }  # fmt: skip
    assert (told.lead, CITY.by_code[told.lead].name) == (agency_code("PARKS & TREES"), "Parks & Trees")
    assert (told.path, told.channel, told.address) == ("Streets / Pothole", "Open311", "")


def test_the_title_names_the_matter_and_then_what_was_written() -> None:
    assert ticket(asked(description="deep\nvery deep"), city=CITY, now=CAME).title == "Pothole: deep"
    assert ticket(asked(description="Pothole in front of 5 Main St"), city=CITY, now=CAME).title == "Pothole in front of 5 Main St"
    assert ticket(asked(service_name=""), city=CITY, now=CAME).title == "Pothole"
    long = ticket(asked(description="x" * 250), city=CITY, now=CAME)
    assert (len(long.title), long.title[-1], len(long.content)) == (TITLE_SIGNS, "…", 250)
    assert ticket(asked(service_name="", service_code=""), city=CITY, now=CAME).title == "26-1"


def test_the_zone_is_the_one_most_moments_name() -> None:
    west, east = timedelta(hours=-8), timedelta(hours=5, minutes=30)
    assert zone_of([west, west, None, east]) == "Etc/GMT+8"
    assert zone_of([timedelta(hours=8)]) == "Etc/GMT-8"
    assert [zone_of(told) for told in ([], [None], [east], [timedelta(hours=30)])] == ["UTC"] * 4


@pytest.mark.parametrize("name", CITIES)
def test_every_recorded_city_becomes_tickets_that_the_mirror_takes(name: str) -> None:
    read = requests(markup.read(recorded(CITIES[name].requests))) or []
    city = city_of(services(markup.read(recorded(CITIES[name].services))) or [], {one.agency for one in read if one.agency}, name=name, zone="UTC")
    tickets = [ticket(one, city=city, now=CAME) for one in read]
    assert [row(one.model_dump(mode="json"))[0] for one in tickets] == [one.id for one in read]
    assert all(one.lead in city.by_code for one in tickets if one.lead)
    assert all(bool(one.tier) == bool(asked.expected) for one, asked in zip(tickets, read, strict=True))
    assert city.by_code[ROOT].name == name
