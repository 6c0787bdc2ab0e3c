"""A ticket's summary, as the hotline tells it in JSON, as a row of the mirror."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from api_client.errors import Unexpected
from api_client.filter import ENDED, searchable
from api_client.models.line import NEVER, Line

COLUMNS = (*Line._fields, "district", "cc", "first_receiver", "item", "path", "address", "open", "received", "words", "json")
"""What `row` returns, in its order; `json` goes to a table of its own."""

_KEPT = COLUMNS[:-1]
KEEP = (
    f"INSERT INTO ticket ({', '.join(_KEPT)}) VALUES ({', '.join('?' * len(_KEPT))}) ON CONFLICT (number) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _KEPT[1:])
    + " WHERE excluded.version > version"
)
"""Keeps a row unless one as new is there. KEEP_JSON, given (json, number, version), follows it."""
KEEP_JSON = "INSERT OR REPLACE INTO summary SELECT id, ? FROM ticket WHERE number = ? AND version = ?"

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
        if not all(isinstance(summary[name], str) for name in _TEXTS):
            raise TypeError("text expected")
        return (
            number, int(summary["version"]), summary["tier"], stage, summary["kind"], title, summary["lead"], summary["street"],
            int(summary["hops"]), " ".join(summary["flags"]), int(summary["urgent"]), clock, *_bands(clock, summary["clocks"]),
            summary["district"], summary["cc"], summary["first_receiver"], summary["item"], path, address,
            int(stage not in ENDED), epoch(summary["received"]), told, orjson.dumps(summary).decode(),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unexpected(f"a ticket's summary that cannot be read: {error!r}") from error


def _bands(clock: str, clocks: list[Mapping[str, Any]]) -> tuple[int, ...]:
    for running in clocks if clock else ():
        if running["name"] == clock:
            return tuple(epoch(running[step]) for step in _STEPS)
    return (NEVER,) * len(_STEPS)
