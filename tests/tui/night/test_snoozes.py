"""Tickets put off: until when, how they come back, and that a restart keeps them."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.widgets.queue_lines import NOW, line
from tui.night.snoozes import BadTime, Snooze, Snoozes, read_time, sleeps

ZONE = ZoneInfo("Asia/Shanghai")
"""NOW is 20:00 there."""


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30m", 1800), ("2h", 7200), ("1h30m", 5400), ("45", 2700), (" 2H ", 7200), ("３０ｍ", 1800), ("2小时", 7200), ("30分钟", 1800),
        ("20:30", 1800), ("6:00", 36_000), ("６：００", 36_000), ("06:00", 36_000), ("20:00", 86_400), ("24h", 86_400),
    ],
)  # fmt: skip
def test_spans_and_hours_of_the_clock(text: str, seconds: int) -> None:
    assert read_time(text, NOW, ZONE) - NOW == seconds


@pytest.mark.parametrize("text", ["", "0", "0m", "25h", "24:00", "6:60", "soon", "-5m", "1d", "::", "9999m"])
def test_what_is_no_time_within_a_day_is_refused(text: str) -> None:
    with pytest.raises(BadTime):
        read_time(text, NOW, ZONE)


def test_a_snooze_ends_by_its_time_by_burning_more_and_by_another_clock() -> None:
    urgent = line(1, due=500, urgent=0)
    put_off = Snooze(NOW + 3600, urgent.next_due, 1)
    assert sleeps(put_off, urgent, NOW)
    assert sleeps(put_off, urgent, NOW + 499)
    assert not sleeps(put_off, urgent, NOW + 500), "overdue now"
    assert not sleeps(put_off, urgent._replace(next_due=NOW + 400), NOW), "urgent by another clock"
    calm = line(1, due=90_000, urgent=0)
    assert sleeps(put_off, calm, NOW), "what can wait by another clock still waits"
    overdue = line(1, due=-100, urgent=0)
    assert not sleeps(Snooze(NOW + 3600, overdue.next_due, 2), overdue, NOW + 3600)


def test_a_file_keeps_them_and_forgets_those_that_are_over(tmp_path: Path) -> None:
    file = tmp_path / "snoozed.json"
    one, other = line(1, due=100, urgent=0), line(2, due=-50, urgent=0)
    Snoozes(file).put(one, NOW + 60, NOW)
    Snoozes(file).put(other, NOW + 600, NOW + 30)
    assert Snoozes(file).all() == {one.number: Snooze(NOW + 60, one.next_due, 1), other.number: Snooze(NOW + 600, other.next_due, 2)}
    Snoozes(file).put(other, NOW + 700, NOW + 61)
    assert list(Snoozes(file).all()) == [other.number]
    Snoozes(file).drop(other.number)
    assert Snoozes(file).all() == {}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 3}', b'{"a": [1, 2]}', b'{"a": ["x", 1, 1]}', b"\xff"])
def test_a_file_that_cannot_be_read_counts_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "snoozed.json"
    file.write_bytes(content)
    assert Snoozes(file).all() == {}


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="snoozed"):
        Snoozes(tmp_path / "no" / "snoozed.json").put(line(1), NOW + 60, NOW)


def test_the_zone_of_the_tests() -> None:
    assert datetime.fromtimestamp(NOW, ZONE).hour == 20
