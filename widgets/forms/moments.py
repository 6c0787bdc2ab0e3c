"""Reads a moment or a day as people write it: `+3d`, `+12h`, `2026-11-30 18:00`, `18:00`, `tomorrow 9`, `明天下午3点`; pure functions over values."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo

END_OF_DAY = time(23, 59)
"""What a day without an hour means, where a moment is asked: to the end of that day."""

_STEP = re.compile(r"(\d{1,5})(d|h|m|天|日|小时|时|分钟|分)")
_AHEAD = re.compile(rf"\+(?:{_STEP.pattern})+")
_DAY = re.compile(r"(?:(\d{4})[-/年.])?(\d{1,2})[-/月.](\d{1,2})日?")
_HOUR = re.compile(r"(上午|早上|中午|下午|晚上)? ?(\d{1,2})(?:[:时点](?:(\d{2})分?|(半)|钟)?)? ?(am|pm)?")
_SAID = re.compile(r"[:时点]|am|pm|[上下中]午|早上|晚上")
"""One of these makes a number an hour where no day stands before it."""
_NAMED = re.compile(r"(today|tomorrow|今天|今日|明天|明日|后天|大后天)(?: at)? ?")
_DAYS_ON = {"today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_NUMERAL = re.compile(r"(二?十)?([一二三四五六七八九两])?(?=[点时])")
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
NOON, DAWN = 12, 5
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
        if _SAID.search(plain) and (hour := _hour(plain)):
            at = here.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
            return _real((at if at > here else at + timedelta(days=1)).replace(tzinfo=None), zone)
        found = _NAMED.match(plain) or _DAY.match(plain)
        if found is None:
            return None
        after = plain[found.end() :].removeprefix("t").strip()
        at_hour = _hour(after) if after else END_OF_DAY
        return _real(datetime.combine(_day(found, here.date()), at_hour), zone) if at_hour else None
    except (ValueError, OverflowError):
        return None


def read_day(text: str, *, today: date) -> date | None:
    """The day that is meant: `2026-11-30`, `11-30`, `+3d`; None where it is none."""
    plain = _plain(text)
    try:
        if ahead := re.fullmatch(r"\+(\d{1,5}) ?(?:d|天|日)", plain):
            return today + timedelta(days=int(ahead[1]))
        found = _NAMED.fullmatch(plain) or _DAY.fullmatch(plain)
        return _day(found, today) if found else None
    except (ValueError, OverflowError):
        return None


def written_moment(at: datetime, zone: tzinfo) -> str:
    """A moment as `read_moment` reads it back on the clocks of the same zone."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _plain(text: str) -> str:
    """Full-width signs as plain ones, lower case, blanks one by one, hours in figures."""
    return _NUMERAL.sub(_figures, " ".join(unicodedata.normalize("NFKC", text).lower().split()))


def _figures(written: re.Match[str]) -> str:
    """十一 → 11; what is no numeral stays."""
    tens, ones = written.groups()
    return str({None: 0, "十": 10, "二十": 20}[tens] + _DIGITS.get(ones, 0)) if tens or ones else ""


def _hour(plain: str) -> time | None:
    """The time of day that is meant: `18:00`, `9点半`, `下午3点`, `9am`; None where it is none.

    Raises ValueError for one that no clock shows, and for one in the small hours said as of an evening (晚上12点): which night's is not said.
    """
    found = _HOUR.fullmatch(plain)
    if found is None:
        return None
    part, hour, minute, half, english = found.groups()
    if part == "晚上" and (int(hour) == NOON or int(hour) < DAWN):
        raise ValueError(plain)
    later = english == "pm" or part in ("下午", "晚上") or (part == "中午" and int(hour) < DAWN)
    at = int(hour) + (NOON if later and int(hour) < NOON else 0)
    return time(0 if english == "am" and at == NOON else at, int(minute or 0) if not half else 30)


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
    """The day of a match: a named one, or a date; without its year the next one of that name."""
    if found.re is _NAMED:
        return today + timedelta(days=_DAYS_ON[found[1]])
    year, month, day = found.groups()
    if year:
        return date(int(year), int(month), int(day))
    at = date(today.year, int(month), int(day))
    return at if at >= today else date(today.year + 1, int(month), int(day))


def _real(at: datetime, zone: tzinfo) -> datetime | None:
    """The moment at which clocks show this; None where they skip it."""
    moment = at.replace(tzinfo=zone).astimezone(UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == at else None
