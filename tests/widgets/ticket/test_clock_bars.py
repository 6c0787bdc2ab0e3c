"""A clock as a bar and in words."""

from datetime import timedelta

import pytest
from rich.cells import cell_len

from api_client.models.clock import Clock, ClockName, ClockState, Segment
from tests.tui.fake_desk import NOW, clock, paused
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.ticket.clock_bars import ASCII, NARROW, bar, clock_band, clock_lines, legend


@pytest.mark.parametrize(("passed", "band"), [(0, "calm"), (12, "watch"), (17, "warn"), (22, "urgent"), (24, "overdue"), (48, "long")])
def test_a_clock_has_the_band_of_its_time(passed: float, band: str) -> None:
    assert clock_band(clock(passed=passed), SECONDS) == band


def test_a_bar_fills_as_time_passes_and_marks_its_due_time_when_over() -> None:
    assert bar(clock(passed=6), SECONDS, cells=8) == NARROW.spent * 2 + NARROW.rest * 6
    assert bar(clock(passed=48), SECONDS, cells=8, signs=ASCII) == "####|!!!"


def hung_and_extended() -> Clock:
    """24 hours from 6 hours ago, one hour parked, then extended by 6."""
    start = NOW - timedelta(hours=6)
    turns = (("dispatched", ClockState.RUNNING), ("hung", ClockState.PAUSED), ("resumed", ClockState.RUNNING), ("extended", ClockState.RUNNING))
    moments = [start, start + timedelta(hours=2), start + timedelta(hours=3), start + timedelta(hours=4), None]
    return clock(
        hours=31,
        passed=6,
        segments=tuple(
            Segment(start=begin, end=end, state=state, why=why)
            for (why, state), begin, end in zip(turns, moments[:-1], moments[1:], strict=True)
            if begin
        ),
    )


def test_a_hang_and_an_extension_have_signs_of_their_own_and_the_legend_names_what_is_there(zh: Speech) -> None:
    drawn = bar(hung_and_extended(), SECONDS, cells=31)
    assert drawn == "▮▮▫▮+▮" + "▯" * 25
    assert legend(drawn, NARROW, zh) == "▮ 已用  ▫ 挂账  + 延期  ▯ 未到"
    assert plain(clock_lines((hung_and_extended(),), zh, now=SECONDS, ascii_only=True)).splitlines()[-1] == "# 已用  - 挂账  + 延期  . 未到"


def test_time_given_by_extension_shows_while_it_is_still_to_come(zh: Speech) -> None:
    hours = 3600.0
    assert bar(hung_and_extended(), SECONDS, cells=31, added=6 * hours) == "▮▮▫▮+▮" + "▯" * 19 + "▹" * 6
    assert bar(clock(passed=48), SECONDS, cells=8, added=6 * hours) == bar(clock(passed=48), SECONDS, cells=8)
    said = plain(clock_lines((hung_and_extended(), clock(ClockName.CONTACT)), zh, now=SECONDS, added=6 * hours))
    assert "延期 1 次（+6小时）" in said
    assert said.count("▹") == 1 + round(6 / 31 * 20)
    assert "▹ 延期所加" in said


def test_the_life_of_a_clock_can_be_read_out(zh: Speech) -> None:
    one = hung_and_extended()
    said = plain(clock_lines((one, clock(ClockName.CONTACT)), zh, now=SECONDS, next_clock=one))
    assert "14:00 起算，限 1天6小时、已用 5小时、停表 1小时（挂账）、延期 1 次" in said
    assert [line.startswith("办结") for line in said.splitlines() if "下一时限" in line] == [True]
    assert "18:00 起算，限 1天" in said


def test_the_stories_stand_beside_the_bars_where_all_fit(zh: Speech) -> None:
    clocks = (clock(ClockName.DUE), clock(ClockName.CONTACT))
    below, beside = (plain(clock_lines(clocks, zh, now=SECONDS, next_clock=clocks[0], width=width)).splitlines() for width in (76, 140))
    assert len(below) == 5
    assert len(beside) == 3
    assert len({cell_len(line[: line.index("起算")]) for line in beside[:2]}) == 1, "in a column of their own"
    assert [line.split() for line in beside[:2]] == [[*below[0].split(), *below[1].split()], [*below[2].split(), *below[3].split()]]


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
