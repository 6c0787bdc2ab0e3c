"""Periods count back over the ends of months and years."""

from datetime import date

import pytest

from tui.figures.periods import before, period


@pytest.mark.parametrize(("months", "found"), [(1, "2025-12"), (13, "2024-12"), (0, "2026-01"), (-12, "2027-01")])
def test_months_are_counted_over_the_year_s_end(months: int, found: str) -> None:
    assert before("2026-01", months) == found


@pytest.mark.parametrize(
    ("report", "ago", "found"),
    [
        ("daily", 1, "2026-02-28"), ("weekly", 1, "2026-02-22"), ("monthly", 3, "2025-12"), ("quarterly", 0, "2026-Q1"), ("quarterly", 1, "2025-Q4"),
        ("annual", 2, "2024"),
    ],
)  # fmt: skip
def test_each_report_has_periods_of_its_own(report: str, ago: int, found: str) -> None:
    assert period(report, date(2026, 3, 1), ago) == found
