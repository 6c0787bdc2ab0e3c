"""What is known of the mirror and carried on: as tickets change, as time passes, and taken anew only where that does not do."""

import heapq
import json
import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Collection
from contextlib import closing

from api_client.errors import Damaged, local_error
from api_client.view import Reader

AHEAD_SECONDS = 600
"""So far ahead it is known which tickets time itself changes; then everything is taken anew, as it is where anything is in doubt."""
REST_TIMES = 10
"""What changed beyond following is taken anew only after a pause of so many times as long as that takes."""
TURNS_SECONDS = 5
"""Whoever looks a little later may have its turn first: then nothing is turned back, as it is where the clock was."""
_SEEN = "SELECT value FROM meta WHERE key IN ('cursor', 'loads') ORDER BY key"
BITS = 32


class KeptUp(ABC):
    """Something known of the tickets of a mirror at a moment. Meant for worker threads, but for `heard`, which waits for nothing."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._heard: deque[frozenset[str]] = deque()
        self._soon: list[int] = []
        """When which ticket changes by itself, as a heap: the moment, then the ticket's row in BITS bits."""
        self._now, self._until = 0, -1
        self._generation = -1
        self._doubt = False
        self._seen: list[tuple[str]] = []
        """Up to where the copy told everything when all was taken, while nothing has changed since."""
        self._rests_until = 0.0

    @property
    def behind(self) -> bool:
        """Whether something happened that was not taken in at the last look."""
        return self._doubt or bool(self._heard)

    def heard(self, numbers: Collection[str]) -> None:
        """These tickets have changed or left; none: the whole copy is new."""
        self._heard.append(frozenset(numbers))

    def catch_up(self, now: int) -> None:
        """Bring what is known to this moment, in epoch seconds. To be called with the lock held. Raises LocalError."""
        numbers: set[str] = set()
        anew = False
        while self._heard:
            told = self._heard.popleft()
            numbers |= told
            anew = anew or not told
        if 0 < self._now - now <= TURNS_SECONDS:
            now = self._now
        unknown = self._generation != self._reader.generation or not self._now <= now < self._until
        began = time.monotonic()
        self._now = now
        try:
            rows = set() if unknown else self._touched(numbers)
            self._doubt = self._doubt or (anew and (not self._seen or self._seen != self._reader.rows(_SEEN)))
            self._seen = [] if numbers else self._seen
            if unknown or (self._doubt and began >= self._rests_until):
                self._generation, self._until, self._doubt = self._reader.generation, now + AHEAD_SECONDS, False
                self._soon.clear()
                with closing(self._reader.connect()) as db:
                    self._seen = db.execute(_SEEN).fetchall()
                    self.take(db)
                heapq.heapify(self._soon)
                self._rests_until = time.monotonic() + REST_TIMES * (time.monotonic() - began)
            elif rows:
                self.follow(rows)
        except sqlite3.Error as error:
            self._until = -1  # what is known now is a part
            trouble = local_error(error, self._reader.path)
            if isinstance(trouble, Damaged):
                self._reader.repair(self._generation)
            raise trouble from error
        except BaseException:
            self._until = -1
            raise

    def soon(self, row: int, moment: int) -> None:
        """This ticket changes by itself at a moment; forgotten where that is far ahead."""
        if moment < self._until:
            heapq.heappush(self._soon, moment << BITS | row)

    def _touched(self, numbers: set[str]) -> set[int]:
        """The rows of these tickets, and of those that time has changed by now."""
        rows: set[int] = set()
        while self._soon and self._soon[0] >> BITS <= self._now:
            rows.add(heapq.heappop(self._soon) & ((1 << BITS) - 1))
        if numbers:
            asked = "SELECT held.id FROM json_each(?) AS told CROSS JOIN ticket AS held ON held.number = told.value"
            known = self._reader.rows(asked, (json.dumps(list(numbers)),))
            rows.update(row for (row,) in known)
            self._doubt = self._doubt or len(known) < len(numbers)  # which rows those were that have left, nobody knows
        return rows

    @abstractmethod
    def take(self, db: sqlite3.Connection) -> None:
        """Look at everything as it is now, and append to `_soon` what changes by itself before `_until`, in any order."""

    @abstractmethod
    def follow(self, rows: set[int]) -> None:
        """Look again at the tickets in these rows of the table."""
