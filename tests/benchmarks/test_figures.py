"""Rows: judged against their goals, told in a line."""

import pytest

from benchmarks.figures import Row, least, line, most, percentile, plainly, row, spread, summary, verdict


def test_values_are_told_as_least_middle_and_most() -> None:
    assert spread([3, 1, 2]) == "1/2/3"
    assert spread([1.25, 1000], digits=1) == "1.2/500.6/1,000.0"
    assert percentile([5, 1, 2, 3, 4], 0.5) == 3
    assert percentile([1, 2], 0.99) == 2


@pytest.mark.parametrize(("value", "met"), [(1.29, True), (1.3, True), (1.31, False)])
def test_a_value_is_to_be_no_more_than_its_goal(value: float, met: bool) -> None:
    judged = most("start", value, 1.3, unit="x")
    assert judged.met is met
    assert judged.goal == "<= 1.30 x"


def test_or_no_less() -> None:
    assert least("rate", 99, 100).met is False
    assert least("rate", 100, 100, ours="90/100/110") == Row("rate", "90/100/110", goal=">= 100", met=True)


def test_what_nobody_judges_has_no_verdict() -> None:
    assert [verdict(one) for one in (row("size", "7"), most("size", 7, 8), most("size", 9, 8))] == ["", "met", "MISSED"]


def test_a_line_tells_all_and_says_why() -> None:
    told = line(most("start", 2, 1.5, unit="x", floor="raw 20", why="the disk was cold"))
    assert told.split() == ["start", "2", "x", "raw", "20", "goal", "<=", "1.50", "x", "MISSED", "the", "disk", "was", "cold"]
    assert line(row("start", "2")).split() == ["start", "2"]


def test_the_end_names_what_was_missed() -> None:
    rows = [most("one", 1, 2), most("two", 3, 2), row("three", "3")]
    assert summary(rows) == "1 of 2 goals met\n  missed: two: 3 (goal <= 2)"


@pytest.mark.parametrize(("value", "told"), [(0, "0"), (0.804, "0.80"), (1.5, "1.50"), (12.34, "12.3"), (44_320.7, "44,321"), (50, "50")])
def test_numbers_have_the_digits_that_tell_something(value: float, told: str) -> None:
    assert plainly(value) == told
