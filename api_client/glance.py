"""The local copy at a glance: how much burns, what is due next, how old it is. Read without the network, without writing, and quickly."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from api_client.conditions import band_of
from api_client.errors import local
from api_client.filter import EVERYTHING_OPEN
from api_client.models.line import NEVER
from api_client.pace import Pace, remembered

QUIET_SECONDS = 60.0
"""A hotline tells something every fifteen seconds, if only that nothing is new: a copy that heard nothing for so long is followed by nobody."""
_NEXT = f"SELECT number, tier, next_due FROM ticket WHERE open = 1 AND next_due > ? AND next_due < {NEVER} ORDER BY next_due, number LIMIT 1"


class Glance(NamedTuple):
    """What a glance shows. Moments in epoch seconds."""

    now: int
    """The hotline's time."""
    bands: Mapping[str, int]
    """Open tickets by band."""
    number: str = ""
    """Of the open ticket that is due next; empty where there is none."""
    tier: str = ""
    due: int = 0
    told: int = 0
    """The hotline's time when it last told something."""
    quiet: bool = False
    """Whether nobody keeps the copy up to date now."""
    zone: str = ""
    waiting: int = 0
    """Commands in the outbox."""
    refused: int = 0
    """Commands that were not done, and nobody has seen yet."""

    @property
    def overdue(self) -> int:
        """How many are past their due moment."""
        return self.bands.get("overdue", 0) + self.bands.get("long", 0)

    @property
    def urgent(self) -> int:
        """How many are in the last part of their time."""
        return self.bands.get("urgent", 0)


def glance(mirror: Path, outbox: Path, wall: float) -> Glance | None:
    """Look at both files; None where there is no copy yet. `wall` is this machine's time. Raises LocalError."""
    if not mirror.exists():
        return None
    with local(mirror), closing(_looked_at(mirror)) as db:
        known = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('pace', 'cursor')"))
        pace = remembered(known.get("pace", ""))
        if pace is None or not int(known.get("cursor", 0)):
            return None
        now = pace.at(wall)
        bands = dict(db.execute(f"SELECT {band_of(EVERYTHING_OPEN)}, count(*) FROM ticket WHERE open = 1 GROUP BY 1", {"now": now}))
        number, tier, due = next(iter(db.execute(_NEXT, (now,))), ("", "", 0))
        zone = next(iter(db.execute("SELECT json_extract(value, '$.zone') FROM meta WHERE key = 'city'")), ("",))[0] or ""
    return Glance(now, bands, number, tier, due, pace.now, _quiet(pace, wall), zone, *_commands(outbox))


def _quiet(pace: Pace, wall: float) -> bool:
    return abs(wall - pace.wall) > QUIET_SECONDS


def _commands(outbox: Path) -> tuple[int, int]:
    if not outbox.exists():
        return 0, 0
    counted = "SELECT coalesce(sum(state = 'waiting'), 0), coalesce(sum(state NOT IN ('waiting', 'done') AND NOT acknowledged), 0) FROM command"
    with local(outbox), closing(_looked_at(outbox)) as db:
        waiting, refused = db.execute(counted).fetchone()
        return int(waiting), int(refused)


def _looked_at(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1.0)
