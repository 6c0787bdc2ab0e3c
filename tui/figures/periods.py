"""The periods that boards and reports are of: days, weeks, months, quarters, years, counted back from a day of the city's calendar."""

from datetime import date, timedelta

ASKED_BY = {"daily": "day", "weekly": "day", "monthly": "month", "quarterly": "quarter", "annual": "year"}
"""The reports, and by which question each is asked for its period."""


def before(month: str, months: int = 1) -> str:
    """The month so many months earlier; later for a negative number."""
    place = int(month[:4]) * 12 + int(month[5:]) - 1 - months
    return f"{place // 12:04d}-{place % 12 + 1:02d}"


def period(report: str, today: date, ago: int = 0) -> str:
    """The period of a report so many periods ago, as the hotline is asked for it: `2026-11-22`, `2026-11`, `2026-Q4`, `2026`."""
    match ASKED_BY[report]:
        case "day":
            return (today - timedelta(days=ago * (7 if report == "weekly" else 1))).isoformat()
        case "month":
            return before(f"{today:%Y-%m}", ago)
        case "quarter":
            month = before(f"{today:%Y-%m}", 3 * ago)
            return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
        case _:
            return str(today.year - ago)
