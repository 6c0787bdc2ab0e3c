"""Moments and days as people write them, with an input method on or off, across the changes of clocks."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.forms.moments import read_day, read_moment, written_moment

BEIJING, BOSTON = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
"""20:00 in Beijing."""


def here(text: str) -> str:
    at = read_moment(text, now=NOW, zone=BEIJING)
    return written_moment(at, BEIJING) if at else ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("+3d", "2026-11-25 20:00"), ("+12h", "2026-11-23 08:00"), ("+90m", "2026-11-22 21:30"), ("+1d12h", "2026-11-24 08:00"),
        ("＋３ｄ", "2026-11-25 20:00"), ("+3天", "2026-11-25 20:00"), ("+ 12 小时", "2026-11-23 08:00"), ("+1天2小时30分", "2026-11-23 22:30"),
        ("2026-11-30 18:00", "2026-11-30 18:00"), ("2026/11/30 18：00", "2026-11-30 18:00"), ("2026年11月30日18:00", "2026-11-30 18:00"),
        ("2026-11-30T18:00", "2026-11-30 18:00"), ("2026-11-30T10:00:00Z", "2026-11-30 18:00"), ("2026-11-30T18:00:00+08:00", "2026-11-30 18:00"),
        ("2026-11-30", "2026-11-30 23:59"), ("11-30 9:05", "2026-11-30 09:05"), ("1-5", "2027-01-05 23:59"),
        ("21:30", "2026-11-22 21:30"), ("18:00", "2026-11-23 18:00"), ("18点30", "2026-11-23 18:30"),
        ("2026-11-30 18", "2026-11-30 18:00"), ("+2h", "2026-11-22 22:00"), ("tomorrow 9", "2026-11-23 09:00"),
        ("Tomorrow at 9:30pm", "2026-11-23 21:30"),
        ("tomorrow", "2026-11-23 23:59"), ("today 22:00", "2026-11-22 22:00"), ("明天9点", "2026-11-23 09:00"), ("明天九点半", "2026-11-23 09:30"),
        ("后天下午三点", "2026-11-24 15:00"), ("明天 １８：３０", "2026-11-23 18:30"), ("晚上十一点", "2026-11-22 23:00"),
        ("12am", "2026-11-23 00:00"), ("中午12点", "2026-11-23 12:00"), ("中午一点", "2026-11-23 13:00"), ("晚上9点", "2026-11-22 21:00"),
        ("12pm", "2026-11-23 12:00"), ("大后天", "2026-11-25 23:59"), ("11月30日下午3点", "2026-11-30 15:00"),
    ],
)  # fmt: skip
def test_a_moment_is_read_on_the_city_s_clocks(text: str, meant: str) -> None:
    assert here(text) == meant


@pytest.mark.parametrize(
    "text",
    ["", "soon", "+", "+3", "3d", "-3d", "+3x", "2026-13-01", "2026-02-30 10:00", "25:00", "18:60",
     "9", "明天25点", "晚上12点", "明天晚上十二点", "晚上1点", "tomorrow soon", "明天点", "点", "一二点",
     "2026-11-30T18:00:00x",
     "+" + "99999d" * 40, "9999-12-31T23:59:59-12:00", "1" * 10_000, "\x1b[2J"],
)  # fmt: skip
def test_what_is_no_moment_is_none(text: str) -> None:
    assert here(text) == ""


def test_an_hour_that_clocks_skip_is_none_and_days_keep_the_hour() -> None:
    before = datetime(2026, 3, 7, 20, 0, tzinfo=UTC)
    assert read_moment("2026-03-08 02:30", now=before, zone=BOSTON) is None
    assert read_moment("+1d", now=before, zone=BOSTON) == datetime(2026, 3, 8, 19, 0, tzinfo=UTC)
    assert read_moment("+24h", now=before, zone=BOSTON) == datetime(2026, 3, 8, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2026-11-30", date(2026, 11, 30)), ("11-30", date(2026, 11, 30)), ("1月5日", date(2027, 1, 5)), ("+3d", date(2026, 11, 25)),
     ("＋3天", date(2026, 11, 25)), ("2026-02-30", None), ("+3h", None), ("2026-11-30 18:00", None), ("", None),
     ("+99999d", date(2300, 9, 6)), ("2-29", None),
     ("tomorrow", date(2026, 11, 23)), ("后天", date(2026, 11, 24)), ("明天9点", None)],
)  # fmt: skip
def test_a_day(text: str, meant: date | None) -> None:
    assert read_day(text, today=date(2026, 11, 22)) == meant


@given(st.integers(min_value=946_684_800 // 60, max_value=3_800_000_000 // 60))
def test_what_is_written_is_read_back(minutes: int) -> None:
    minute = datetime.fromtimestamp(minutes * 60, UTC)
    assert read_moment(written_moment(minute, BEIJING), now=NOW, zone=BEIJING) == minute


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    read_moment(text, now=NOW, zone=BOSTON)
    read_day(text, today=date(2026, 11, 22))
