"""Tickets that a person has put off until a time: kept in a file beside the mirror, so that a restart keeps them."""

import json
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import NamedTuple

from api_client.models.line import Line
from tui.heat import CALM, heat
from tui.shared_file import alone, write

LONGEST = timedelta(hours=24)
"""Nothing is put off for longer: by then another shift has the desk."""
SPAN = re.compile(r"(?:(\d{1,2})\s*(?:h|小时|时))?\s*(?:(\d{1,4})\s*(?:m|min|分钟|分)?)?")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


class Snooze(NamedTuple):
    """One ticket put off."""

    until: int
    """The hotline's time, epoch seconds."""
    due: int
    """When its next clock was due; with another clock it is another matter."""
    heat: int
    """How much it burned; burning more brings it back."""


class BadTime(ValueError):
    """What was typed names no time within a day."""


def read_time(text: str, now: int, zone: tzinfo) -> int:
    """Until when: `30m`, `2h`, `1h30m`, `45` (minutes), or the next `6:00` in the city's time; epoch seconds. Raises BadTime."""
    said = unicodedata.normalize("NFKC", text).strip().casefold()
    if found := CLOCK.fullmatch(said):
        here = datetime.fromtimestamp(now, zone)
        hour, minute = map(int, found.groups())
        if hour > 23 or minute > 59:
            raise BadTime(text)
        then = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return int((then if then > here else then + timedelta(days=1)).timestamp())
    found = SPAN.fullmatch(said)
    hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0)
    span = timedelta(hours=hours, minutes=minutes)
    if not timedelta() < span <= LONGEST:
        raise BadTime(text)
    return now + int(span.total_seconds())


def sleeps(snooze: Snooze, line: Line, now: int) -> bool:
    """Whether a ticket still keeps out of sight: its time has not come, its clock is the same, it burns no more than it did."""
    degree = heat(line, now)
    return now < snooze.until and (degree == CALM or (line.next_due == snooze.due and degree <= snooze.heat))


class Snoozes:
    """The tickets put off, by number. A file that cannot be read counts as none: then they come back, which is the safe side."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> dict[str, Snooze]:
        """Every ticket put off, those whose time has come among them."""
        with suppress(OSError, ValueError, TypeError, AttributeError):
            told = json.loads(self.path.read_bytes())
            return {str(number): Snooze(*map(int, parts)) for number, parts in told.items()}
        return {}

    def put(self, line: Line, until: int, now: int) -> None:
        """Put a ticket off; whatever has had its time is forgotten. Raises OSError, nothing kept."""
        with alone(self.path):
            kept = {number: one for number, one in self.all().items() if one.until > now}
            self._write(kept | {line.number: Snooze(until, line.next_due, heat(line, now))})

    def drop(self, number: str) -> None:
        """Bring a ticket back. Raises OSError."""
        with alone(self.path):
            self._write({known: one for known, one in self.all().items() if known != number})

    def _write(self, kept: Mapping[str, Snooze]) -> None:
        write(self.path, json.dumps(kept))
