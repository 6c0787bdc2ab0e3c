"""The tickets that burn, worst first: looked for once, then carried on as tickets change and as time lights more of them."""

import json
import sqlite3

from api_client.conditions import BURNS
from api_client.kept_up import BITS, KeptUp
from api_client.models.line import NEVER, Line
from api_client.view import LINE, Reader

_BURNING = f"SELECT id, {LINE} FROM ticket WHERE open = 1 AND next_due < {NEVER} AND {BURNS} ORDER BY next_due, number LIMIT :most"
_AMONG = f"SELECT id, {LINE} FROM ticket NOT INDEXED WHERE id IN (SELECT value FROM json_each(:among)) AND open = 1 AND next_due < {NEVER}"
_LIT_SOON = "SELECT id, urgent_at FROM ticket INDEXED BY counts WHERE open = 1 AND urgent_at > :now AND urgent_at < :until"


class Burning(KeptUp):
    """The first of all open tickets that burn, as `Mirror.burning` means it."""

    def __init__(self, reader: Reader, *, most: int) -> None:
        """`most`: so many lines at most; twice as many are held, so that some may leave before all are looked for again."""
        super().__init__(reader)
        self._most = most
        self._lines: dict[int, Line] = {}
        """By row, in order."""
        self._whole = True
        """Whether all that burn are held."""

    def lines(self, now: int) -> list[Line]:
        """The lines at a moment in epoch seconds, worst first. Raises LocalError."""
        with self._lock:
            self.catch_up(now)
            if not self._whole and len(self._lines) < self._most:
                self._until = -1
                self.catch_up(now)
            return list(self._lines.values())[: self._most]

    def take(self, db: sqlite3.Connection) -> None:
        """Look for everything that burns, and for what will soon."""
        found = db.execute(_BURNING, {"now": self._now, "most": 2 * self._most})
        self._hold([(row, Line._make(line)) for row, *line in found], whole=True)
        self._soon += [moment << BITS | row for row, moment in db.execute(_LIT_SOON, {"now": self._now, "until": self._until})]

    def follow(self, rows: set[int]) -> None:
        """Look whether these burn now."""
        last = None if self._whole else next(reversed(self._lines.values()), None)
        held = [(row, line) for row, line in self._lines.items() if row not in rows]
        for row, *told in self._reader.rows(_AMONG, {"among": json.dumps(list(rows))}):
            line = Line._make(told)
            if line.urgent_at > self._now:
                self.soon(row, line.urgent_at)
            if burns(line, self._now) and (last is None or _key(line) <= _key(last)):
                held.append((row, line))
        held.sort(key=lambda row_line: _key(row_line[1]))
        self._hold(held, whole=self._whole)

    def _hold(self, lines: list[tuple[int, Line]], *, whole: bool) -> None:
        self._whole = whole and len(lines) < 2 * self._most
        self._lines = dict(lines[: 2 * self._most])


def burns(line: Line, now: int) -> bool:
    """What `conditions.BURNS` says in SQL."""
    return line.urgent_at <= now or (line.urgent == 1 and line.stage in ("received", "waiting", "dispatched"))


def _key(line: Line) -> tuple[int, str]:
    return line.next_due, line.number
