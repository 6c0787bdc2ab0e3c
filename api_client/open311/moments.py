"""Moments as cities write them: by the standard with a zone, without one, with blanks, as their database prints them, as a number."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any

YEARS = range(1971, 2200)
"""What lies outside is a city's way to say that there is none: 0001-01-01, 9999-12-31."""
MILLISECONDS_FROM = 100_000_000_000
"""A number as great counts milliseconds since 1970, a smaller one seconds."""
_LOOSE = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?", re.IGNORECASE
)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?P<half>[AP]M)?)?", re.IGNORECASE)


def moment(told: Any, zone: tzinfo = UTC) -> datetime | None:
    """The moment in UTC, in whole seconds; None where nothing can be made of it. What names no zone is meant in `zone`."""
    try:
        found = _number(told) if isinstance(told, (int, float)) and not isinstance(told, bool) else _text(str(told).strip(), zone) if told else None
        if found is None:
            return None
        found = found.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return found if found.year in YEARS else None


def offset(told: Any) -> timedelta | None:
    """How far the zone in which a moment is told lies from UTC; None where it names none, or UTC itself."""
    match = _LOOSE.fullmatch(told.strip()) if isinstance(told, str) else None
    zone = match["zone"] if match else None
    if not zone or zone[0] not in "+-":
        return None
    return _offset(zone) or None


def _number(told: float) -> datetime | None:
    if told <= 0:
        return None
    return datetime.fromtimestamp(told / 1000 if told >= MILLISECONDS_FROM else told, UTC)


def _text(told: str, zone: tzinfo) -> datetime | None:
    if told.isascii() and told.isdecimal() and len(told) >= 9:
        return _number(int(told[:16]))
    if match := _LOOSE.fullmatch(told):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        found = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        named = match["zone"]
        return found.replace(tzinfo=UTC) - _offset(named) if named else found
    if match := _AMERICAN.fullmatch(told):
        month, day, year, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        if half := (match["half"] or "").upper():
            hour = hour % 12 + (12 if half == "PM" else 0)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    found = parsedate_to_datetime(told)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _offset(named: str) -> timedelta:
    if named[0] not in "+-":
        return timedelta()
    digits = named[1:].replace(":", "").ljust(4, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -span if named[0] == "-" else span
