"""What is carried on, where looking at it fails."""

import sqlite3

import pytest

from api_client.errors import LocalError
from api_client.kept_up import AHEAD_SECONDS
from api_client.mirror import Mirror
from api_client.view import Reader
from tests.api_client.told import NOW, fill, page, ticket


def test_a_look_that_failed_is_made_again_from_the_beginning(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(mirror, [ticket(1)])
    tally = mirror.tally()
    assert tally.total(NOW) == 1
    mirror.apply(page(mirror.cursor, ticket(2)))
    mirror.heard([ticket(2).number])
    with monkeypatch.context() as patch:
        patch.setattr(Reader, "rows", lambda *_: (_ for _ in ()).throw(sqlite3.OperationalError("disk I/O error")))
        with pytest.raises(LocalError):
            tally.total(NOW)
    assert tally.total(NOW) == 2


def test_nobody_waits_for_the_file_to_say_what_has_changed(mirror: Mirror) -> None:
    tally = mirror.tally()
    with tally._lock:
        mirror.heard([ticket(1).number])
    assert tally.behind


def test_time_that_goes_back_or_far_ahead_is_looked_at_anew(mirror: Mirror) -> None:
    fill(mirror, [ticket(1, due=AHEAD_SECONDS * 5)])
    tally = mirror.tally()
    for moment in (NOW, NOW + AHEAD_SECONDS * 6, NOW, NOW - 10, NOW + 90_000 * 2):
        assert tally.counts(moment) == mirror.counts(moment)


def test_two_that_look_at_one_second_may_come_in_either_order(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(mirror, [ticket(1, due=2)])
    tally = mirror.tally()
    assert tally.counts(NOW + 2) == {("24h", "overdue"): 1}
    monkeypatch.setattr(tally, "take", None)
    assert tally.counts(NOW + 1) == {("24h", "overdue"): 1}
    assert tally.counts(NOW + 3) == {("24h", "overdue"): 1}


def test_a_line_that_comes_up_with_nothing_new_has_nothing_looked_at(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(mirror, [ticket(1)])
    tally = mirror.tally()
    assert tally.total(NOW) == 1
    with monkeypatch.context() as patch:
        patch.setattr(tally, "take", None)
        mirror.heard([])
        assert tally.total(NOW) == 1
        assert not tally.behind
    tally._rests_until = 0.0
    mirror.apply(page(mirror.cursor, ticket(2)))
    mirror.heard([])
    assert tally.total(NOW) == 2, "a courier that ended may not have come to telling"
