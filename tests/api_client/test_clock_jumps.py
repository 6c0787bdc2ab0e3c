"""The wall clock of a desk leaps by years either way: nothing waits for ever, nothing is sent before its hold is over by more than the leap."""

from itertools import count

import pytest

from api_client.backoff import LONGEST_ASKED_SECONDS, LONGEST_PAUSE_SECONDS, Backoff
from api_client.outbox import CLOCK_SET_BACK_SECONDS, Outbox
from api_client.pace import Pace
from tests.api_client.told import NOW, note

YEAR = 366 * 86_400.0


@pytest.mark.parametrize("leap", [-YEAR, -3_600.0, -61.0, 3_600.0, YEAR])
def test_a_hold_ends_whichever_way_the_clock_leaps(leap: float, outbox: Outbox) -> None:
    asked = note(1)
    outbox.put([asked], now=NOW, hold=5.0)
    assert outbox.due(NOW + 4.9) == []
    assert [row.id for row in outbox.due(NOW + leap)] == [str(asked.id)]
    held = note(2)
    outbox.put([held], now=NOW + leap, hold=5.0)
    assert str(held.id) not in [row.id for row in outbox.due(NOW + leap)]
    assert [row.id for row in outbox.undo(NOW + leap + 1)][:1] == [str(held.id)]


def test_a_small_step_back_holds_a_little_longer_and_no_more(outbox: Outbox) -> None:
    outbox.put([note(1)], now=NOW, hold=5.0)
    back = CLOCK_SET_BACK_SECONDS - 1
    assert outbox.due(NOW - back) == []
    assert next(passed for passed in count() if outbox.due(NOW - back + passed)) <= 5.0 + back


def test_a_leap_after_sending_began_leaves_nothing_to_be_taken_back(outbox: Outbox) -> None:
    asked = note(1)
    outbox.put([asked], now=NOW, hold=5.0)
    assert outbox.begin(str(asked.id))
    for leap in (-YEAR, YEAR):
        assert outbox.undo(NOW + leap) == []


def test_what_was_done_in_a_future_that_did_not_come_is_kept_till_then(outbox: Outbox) -> None:
    asked = note(1)
    outbox.put([asked], now=NOW + YEAR)
    outbox.settle(str(asked.id), state="done", answer="{}", now=NOW + YEAR)
    outbox.forget(NOW - 1)
    assert outbox.row(str(asked.id))
    outbox.forget(NOW + YEAR + 1)
    assert outbox.row(str(asked.id)) is None


def test_waiting_knows_no_wall_clock_and_has_an_end() -> None:
    backoff = Backoff(lambda: 1.0)
    assert max(backoff.next() for _ in range(100)) == LONGEST_PAUSE_SECONDS
    assert backoff.next(YEAR) == LONGEST_PAUSE_SECONDS + LONGEST_ASKED_SECONDS


@pytest.mark.parametrize("leap", [-YEAR, YEAR])
def test_the_hotlines_time_is_told_anew_with_the_next_page(leap: float) -> None:
    assert Pace(NOW, 1.0, NOW).at(NOW + leap) == NOW + leap
    assert Pace(NOW + 9, 1.0, NOW + leap).at(NOW + leap + 1) == NOW + 10
