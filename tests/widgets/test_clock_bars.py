"""A clock as a bar and in words."""

import pytest

from api_client.models.clock import ClockState
from tests.tui.fake_desk import NOW, clock, paused
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.clock_bars import ASCII, NARROW, bar, clock_band, clock_lines
from widgets.speech import Speech


@pytest.mark.parametrize(("passed", "band"), [(0, "calm"), (12, "watch"), (17, "warn"), (22, "urgent"), (24, "overdue"), (48, "long")])
def test_a_clock_has_the_band_of_its_time(passed: float, band: str) -> None:
    assert clock_band(clock(passed=passed), SECONDS) == band


def test_a_bar_fills_as_time_passes_and_marks_its_due_time_when_over() -> None:
    assert bar(clock(passed=6), SECONDS, cells=8) == NARROW.spent * 2 + NARROW.rest * 6
    assert bar(clock(passed=48), SECONDS, cells=8, signs=ASCII) == "####|!!!"


def test_a_paused_stretch_shows_in_bar_and_words(zh: Speech) -> None:
    assert NARROW.paused in bar(paused(), SECONDS)
    said = plain(clock_lines((paused(),), zh, now=SECONDS))
    assert "暂停" in said
    assert "18:00 - 19:00" in said
    assert "（派单）" in said


@pytest.mark.parametrize("cells", [1, 7, 40])
@pytest.mark.parametrize("passed", [-1, 0, 3, 24, 5000])
def test_a_bar_keeps_its_length(cells: int, passed: float) -> None:
    assert len(bar(clock(passed=passed), SECONDS, cells=cells)) == cells


def test_an_ended_clock_says_how_it_ended(zh: Speech) -> None:
    ended = clock(state=ClockState.MISSED, ended=NOW)
    assert "超时" in plain(clock_lines((ended,), zh, now=SECONDS))
