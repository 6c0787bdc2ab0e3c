"""Counts that are carried on, against the same counted anew."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api_client import kept_up
from api_client.filter import parse_filter
from api_client.mirror import Mirror
from api_client.models.line import Line
from api_client.models.ticket import Stage, Ticket
from tests.api_client.told import NOW, fill, page, ticket

FILTERS = tuple(map(parse_filter, ("", "tier:2h,7d 热力", "all", "stage:dispatched -tier:24h")))
MOST = 3
STAGES = (Stage.DISPATCHED, Stage.IN_HAND, Stage.CLOSED, Stage.WAITING)
TOLD = st.tuples(
    st.integers(0, 19),
    st.one_of(st.none(), st.integers(-90_000, 4000)),
    st.sampled_from(("2h", "24h", "7d", "")),
    st.sampled_from(STAGES),
    st.booleans(),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("told"), st.lists(TOLD, min_size=1, max_size=6)),
        st.tuples(st.just("gone"), st.lists(st.integers(0, 19), min_size=1, max_size=3)),
        st.tuples(st.just("new"), st.lists(TOLD, max_size=12)),
        st.tuples(st.just("passes"), st.one_of(st.integers(0, 200), st.integers(-500, -50), st.integers(200, 90_000))),
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mirror]:
    """One mirror for all examples; what is in doubt is counted anew at once."""
    made = Mirror.open(tmp_path_factory.mktemp("tally") / "mirror.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_up, "REST_TIMES", -1e9)
        yield made
    made.close()


def made(told: tuple[int, int | None, str, Stage, bool], version: int) -> Ticket:
    serial, due, tier, stage, urgent = told
    return ticket(serial, due=None if stage is Stage.CLOSED else due, tier=tier, stage=stage, urgent=urgent, version=version)


class Desk:
    """Carries on what it is told, as a desk does."""

    def __init__(self, mirror: Mirror) -> None:
        self.mirror = mirror
        fill(mirror, [])
        self.tallies = [mirror.tally(query) for query in FILTERS]
        self.burning = mirror.burning_first(most=MOST)
        self.now, self.version = NOW, 1
        self.heard([])

    def heard(self, numbers: list[str]) -> None:
        self.mirror.heard(numbers)

    def do(self, what: str, of: Any) -> None:
        self.version += 1
        match what:
            case "told":
                tickets = {one[0]: made(one, self.version) for one in of}
                self.mirror.apply(page(self.mirror.cursor, *tickets.values()))
                self.heard([one.number for one in tickets.values()])
            case "gone":
                numbers = [ticket(serial).number for serial in of]
                self.mirror.apply(page(self.mirror.cursor, gone=tuple(numbers)))
                self.heard(numbers)
            case "new":
                fill(self.mirror, list({one[0]: made(one, self.version) for one in of}.values()), cursor=self.mirror.cursor + 1)
                self.heard([])
            case _:
                self.now += of

    def check(self) -> None:
        for query, tally in zip(FILTERS, self.tallies, strict=True):
            counted = self.mirror.counts(self.now, query)
            assert tally.counts(self.now) == counted
            assert tally.total(self.now) == sum(counted.values())
        every: list[Line] = self.mirror.burning(self.now)
        late = sum(line.next_due <= self.now for line in every)
        assert self.tallies[0].burning(self.now) == (late, len(every) - late)
        assert self.burning.lines(self.now) == every[:MOST]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_carried_on_is_what_is_counted_anew(shared: Mirror, steps: list[tuple[str, Any]]) -> None:
    desk = Desk(shared)
    desk.check()
    for what, of in steps:
        desk.do(what, of)
        desk.check()


def test_a_page_and_a_passing_minute_look_at_what_they_touch_alone(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(mirror, [ticket(serial, due=600 + 30 * serial) for serial in range(50)])
    tally, burning = mirror.tally(), mirror.burning_first(most=5)
    assert sum(tally.counts(NOW).values()) == 50
    assert not burning.lines(NOW - 1)
    looked: list[int] = []
    follow = tally.follow

    def looks(rows: set[int]) -> None:
        looked.append(len(rows))
        follow(rows)

    monkeypatch.setattr(tally, "follow", looks)
    monkeypatch.setattr(tally, "take", None)
    monkeypatch.setattr(burning, "take", None)
    mirror.apply(page(mirror.cursor, ticket(7, due=9000, version=2)))
    mirror.heard([ticket(7).number])
    assert tally.behind
    assert tally.counts(NOW)["24h", "calm"] == 1
    assert tally.counts(NOW + 60) == mirror.counts(NOW + 60)
    assert looked == [1, 4], "one changed; in a minute two became urgent and two were warned of"
    assert burning.lines(NOW + 60) == mirror.burning(NOW + 60)


def test_what_is_in_doubt_rests_before_it_is_counted_anew(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(mirror, [ticket(1), ticket(2)])
    tally = mirror.tally()
    moment = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    tally._rests_until = 0.0
    assert tally.total(NOW) == 2
    tally._rests_until = 105.0
    mirror.apply(page(mirror.cursor, gone=(ticket(1).number,)))
    mirror.heard([ticket(1).number])
    assert (tally.total(NOW), tally.behind) == (2, True)
    moment[0] = 106.0
    assert (tally.total(NOW), tally.behind) == (1, False)


def test_a_filter_by_time_itself_is_counted_anew(mirror: Mirror) -> None:
    fill(mirror, [ticket(1)])
    tally = mirror.tally(parse_filter("since:30m"))
    assert tally.total(NOW) == 1
    tally._rests_until = 0.0
    assert tally.total(NOW + 1000) == 0


def test_the_whole_queue_is_counted_once_for_all(mirror: Mirror) -> None:
    assert mirror.tally() is mirror.tally(parse_filter("sort:newest"))
    assert mirror.tally() is not mirror.tally(parse_filter("tier:2h"))
