"""How many tickets of a filter are in which band of which tier: counted once, then carried on."""

import json
import sqlite3
from array import array
from collections import Counter

from api_client.conditions import UNTAKEN, band_of, where
from api_client.filter import EVERYTHING_OPEN, Query
from api_client.kept_up import BITS, KeptUp
from api_client.models.line import BANDS, NEVER
from api_client.view import Reader

_STEPS = ("watch_at", "warn_at", "urgent_at", "next_due", "long_at")
_NEXT = f"min({', '.join(f'CASE WHEN {step} > :now THEN {step} ELSE {NEVER} END' for step in _STEPS)})"
_WAITS = len(BANDS)
"""Added to the place of a band: an emergency that nobody has taken yet."""
_KINDS = 2 * len(BANDS)
_LATE = (BANDS.index("long"), BANDS.index("overdue"))
_HOT = (*_LATE, BANDS.index("urgent"))
CHUNK = 5000


class Tally(KeptUp):
    """The counts of one query. What each ticket counted as is held in two bytes, so that it can be taken back when the ticket changes."""

    def __init__(self, reader: Reader, query: Query = EVERYTHING_OPEN) -> None:
        super().__init__(reader)
        self.query = query
        band = band_of(query)
        for place, name in enumerate(BANDS):
            band = band.replace(f"'{name}'", str(place))
        self._asked = (
            f"SELECT id, tier, ({band}) + CASE WHEN {UNTAKEN} AND next_due < {NEVER} THEN {_WAITS} ELSE 0 END, {_NEXT} FROM ticket NOT INDEXED"
        )
        self._tiers: dict[str, int] = {}
        """By tier, what the first of its kinds is held as; 0 is held for what does not count."""
        self._held = array("H")
        self._counts: Counter[int] = Counter()

    def counts(self, now: int) -> dict[tuple[str, str], int]:
        """How many tickets there are by tier and band at a moment in epoch seconds. Raises LocalError."""
        with self._lock:
            self._reach(now)
            found: dict[tuple[str, str], int] = {}
            for tier, first in self._tiers.items():
                for kind in range(_KINDS):
                    if count := self._counts[first + kind]:
                        key = tier, BANDS[kind % _WAITS]
                        found[key] = found.get(key, 0) + count
            return found

    def burning(self, now: int) -> tuple[int, int]:
        """How many are overdue, and how many more burn, as `Mirror.burning` means it. Raises LocalError."""
        with self._lock:
            self._reach(now)
            late = sum(self._counts[first + kind + waits] for first in self._tiers.values() for kind in _LATE for waits in (0, _WAITS))
            hot = {*_HOT, *range(_WAITS, _KINDS)} | {kind + _WAITS for kind in _HOT}
            return late, sum(self._counts[first + kind] for first in self._tiers.values() for kind in hot) - late

    def total(self, now: int) -> int:
        """How many there are. Raises LocalError."""
        with self._lock:
            self._reach(now)
            return sum(count for held, count in self._counts.items() if held)

    def _reach(self, now: int) -> None:
        if self.query.timed and now != self._now:
            self._doubt = True  # time itself changes what is kept
        self.catch_up(now)

    def take(self, db: sqlite3.Connection) -> None:
        """Count everything."""
        condition, values = where(self.query, self._now)
        [last] = db.execute("SELECT coalesce(max(id), 0) FROM ticket").fetchone()
        held, until, soon = array("H", bytes(2 * (last + 1))), self._until, self._soon.append
        self._tiers.clear()
        for row, tier, kind, moment in db.execute(f"{self._asked} WHERE {condition}", values):
            if row >= len(held):
                held.extend([0] * (row + 1 - len(held)))
            held[row] = self._first(tier) + kind
            if moment < until:
                soon(moment << BITS | row)
        self._held, self._counts = held, Counter(held)

    def follow(self, rows: set[int]) -> None:
        """Count these anew."""
        condition, values = where(self.query, self._now)
        last = max(rows)
        if last >= len(self._held):
            self._held.extend([0] * (last + 1 - len(self._held)))
        left, every = set(rows), list(rows)
        for start in range(0, len(every), CHUNK):
            among = json.dumps(every[start : start + CHUNK])
            sql = f"{self._asked} WHERE id IN (SELECT value FROM json_each(:among)) AND {condition}"
            for row, tier, kind, moment in self._reader.rows(sql, values | {"among": among}):
                left.discard(row)
                self._count(row, self._first(tier) + kind)
                self.soon(row, moment)
        for row in left:
            self._count(row, 0)

    def _first(self, tier: str) -> int:
        return self._tiers.setdefault(tier, 1 + _KINDS * len(self._tiers))

    def _count(self, row: int, held: int) -> None:
        self._counts[self._held[row]] -= 1
        self._counts[held] += 1
        self._held[row] = held
