"""Reads a moment or a day as people write it: `+3d`, `+12h`, `2026-11-30 18:00`, `18:00`; pure functions over values."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo

END_OF_DAY = time(23, 59)
"""What a day without an hour means, where a moment is asked: to the end of that day."""

_STEP = re.compile(r"(\d{1,5})(d|h|m|天|日|小时|时|分钟|分)")
_AHEAD = re.compile(rf"\+(?:{_STEP.pattern})+")
_DAY = re.compile(r"(?:(\d{4})[-/年.])?(\d{1,2})[-/月.](\d{1,2})日?")
_HOUR = re.compile(r"(\d{1,2})[:时点](\d{2})分?")
_UNITS = {"d": "days", "天": "days", "日": "days", "h": "hours", "小时": "hours", "时": "hours", "m": "minutes", "分钟": "minutes", "分": "minutes"}


def read_moment(text: str, *, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment that is meant, on the clocks of a zone; None where it is none. An hour alone is today's, or tomorrow's where that is past."""
    written = text.strip()
    try:
        if (exact := _exact(written)) is not None:
            return exact
        plain, here = _plain(written), now.astimezone(zone)
        if _AHEAD.fullmatch(tight := plain.replace(" ", "")):
            return _ahead(tight, here)
        if hour := _HOUR.fullmatch(plain):
            at = here.replace(hour=int(hour[1]), minute=int(hour[2]), second=0, microsecond=0)
            return _real((at if at > here else at + timedelta(days=1)).replace(tzinfo=None), zone)
        found = _DAY.match(plain)
        if found is None:
            return None
        after = plain[found.end() :].removeprefix("t").strip()
        rest = _HOUR.fullmatch(after)
        if rest is None and after:
            return None
        at_hour = time(int(rest[1]), int(rest[2])) if rest else END_OF_DAY
        return _real(datetime.combine(_day(found, here.date()), at_hour), zone)
    except (ValueError, OverflowError):
        return None


def read_day(text: str, *, today: date) -> date | None:
    """The day that is meant: `2026-11-30`, `11-30`, `+3d`; None where it is none."""
    plain = _plain(text)
    try:
        if ahead := re.fullmatch(r"\+(\d{1,5}) ?(?:d|天|日)", plain):
            return today + timedelta(days=int(ahead[1]))
        found = _DAY.fullmatch(plain)
        return _day(found, today) if found else None
    except (ValueError, OverflowError):
        return None


def written_moment(at: datetime, zone: tzinfo) -> str:
    """A moment as `read_moment` reads it back on the clocks of the same zone."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _plain(text: str) -> str:
    """Full-width signs as plain ones, lower case, blanks one by one."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _exact(written: str) -> datetime | None:
    """A moment with its zone, as programs write it."""
    if "T" not in written:
        return None
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None


def _ahead(plain: str, here: datetime) -> datetime | None:
    """So much from now: days keep the clock time of the zone, hours and minutes are counted."""
    spans = {"days": 0, "hours": 0, "minutes": 0}
    for count, unit in _STEP.findall(plain):
        spans[_UNITS[unit]] += int(count)
    day = (here.replace(tzinfo=None, second=0, microsecond=0) + timedelta(days=spans.pop("days"))).replace(tzinfo=here.tzinfo)
    return day.astimezone(UTC) + timedelta(**spans)


def _day(found: re.Match[str], today: date) -> date:
    """The day of a match; without its year the next one of that name."""
    year, month, day = found.groups()
    if year:
        return date(int(year), int(month), int(day))
    at = date(today.year, int(month), int(day))
    return at if at >= today else date(today.year + 1, int(month), int(day))


def _real(at: datetime, zone: tzinfo) -> datetime | None:
    """The moment at which clocks show this; None where they skip it."""
    moment = at.replace(tzinfo=zone).astimezone(UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == at else None
