"""A ticket's summary, as the hotline tells it in JSON, as a row of the mirror."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from api_client import gist
from api_client.errors import Unexpected
from api_client.filter import ENDED, searchable
from api_client.models.line import NEVER, Line

COLUMNS = (*Line._fields, "district", "cc", "first_receiver", "path", "address", "open", "words", "json")
"""What `row` returns, in its order; `json` goes to a table of its own."""

_KEPT = COLUMNS[:-1]
_KEEP = (
    f"INSERT INTO ticket ({', '.join(_KEPT)}) VALUES ({', '.join('?' * len(_KEPT))}) ON CONFLICT (number) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _KEPT[1:])
    + " WHERE excluded.version > version"
)
_KEEP_JSON = "INSERT OR REPLACE INTO summary SELECT id, ? FROM ticket WHERE number = ? AND version = ?"
_OPEN_AMONG = "SELECT count(*) FROM ticket WHERE open = 1 AND number IN (SELECT value FROM json_each(?))"

LARGEST = (1 << 63) - 1
"""What the file can hold as a number."""
NUMBER_LENGTH = 64
"""No ticket's number is longer."""

_TEXTS = ("tier", "stage", "kind", "lead", "street", "district", "cc", "first_receiver", "item")
_STEPS = ("due", "watch_at", "warn_at", "urgent_at", "long_at")


def epoch(moment: str) -> int:
    """Whole seconds since 1970 UTC of a moment as the wire writes it."""
    return int(datetime.fromisoformat(moment).timestamp())


def row(summary: Mapping[str, Any]) -> tuple[Any, ...]:
    """The row of one ticket. Raises Unexpected where the summary lacks something or holds another kind of value."""
    try:
        number, title, stage = summary["number"], summary["title"], summary["stage"]
        path, address = summary["path"], summary["address"]
        told = searchable("\n".join((title, address, path, number, summary["external"])))
        clock = summary["next_clock"] or ""
        if not all(isinstance(told, str) for told in (clock, *(summary[name] for name in _TEXTS))) or len(number) > NUMBER_LENGTH:
            raise TypeError("text expected")
        if not all(0 <= int(summary[name]) <= LARGEST for name in ("version", "hops")):
            raise ValueError("a number that cannot be")
        return (
            number, int(summary["version"]), summary["tier"], stage, summary["kind"], title, summary["lead"], summary["street"],
            int(summary["hops"]), " ".join(summary["flags"]), int(summary["urgent"]), clock,
            *_bands(clock, summary.get("next_of", ""), summary["clocks"], _idle(summary)), summary["item"], epoch(summary["received"]),
            summary["district"], summary["cc"], summary["first_receiver"], path, address, int(stage not in ENDED), told,
            orjson.dumps(summary).decode(),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Unexpected(f"a ticket's summary that cannot be read: {error!r}") from error


def _idle(summary: Mapping[str, Any]) -> int:
    """The due moment of a ticket on which no clock runs; of an Open311 city's, whose number tells nothing of its age, later by that."""
    return NEVER + max(0, epoch(summary["received"])) if "told" in summary else NEVER


def _bands(clock: str, of: str, clocks: list[Mapping[str, Any]], idle: int) -> tuple[int, ...]:
    for running in clocks if clock else ():
        if (running["name"], running.get("of", "")) == (clock, of):
            return tuple(epoch(running[step]) for step in _STEPS)
    return (idle, *(NEVER,) * (len(_STEPS) - 1))


def change(db: sqlite3.Connection, rows: Sequence[tuple[Any, ...]], gone: Sequence[str]) -> None:
    """Keep each row unless one as new is there, drop those that are gone, and carry the number of open tickets on."""
    touched = (orjson.dumps([values[0] for values in rows] + list(gone)).decode(),)
    [before] = db.execute(_OPEN_AMONG, touched).fetchone()
    db.executemany(_KEEP, [values[:-1] for values in rows])
    db.executemany(_KEEP_JSON, [(values[-1], *values[:2]) for values in rows])
    for number in gone:
        db.execute("DELETE FROM summary WHERE id = (SELECT id FROM ticket WHERE number = ?)", (number,))
        db.execute("DELETE FROM ticket WHERE number = ?", (number,))
    [after] = db.execute(_OPEN_AMONG, touched).fetchone()
    if before != after:
        db.execute("UPDATE meta SET value = value + ? WHERE key = 'open'", (after - before,))


def remember(db: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Keep values under their names; of a city its gist as well."""
    if "city" in values:
        values = {**values, "gist": gist.written(values["city"], values.get("city_etag", ""))}
    db.executemany("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", values.items())
