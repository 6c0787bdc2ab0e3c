"""A ticket's summary as the mirror keeps it: a JSON object, or, as a snapshot tells it, an array of the same values in the order of IN_LINE."""

import json
from typing import Any

IN_LINE = (
    "number", "version", "title", "kind", "urgent", "item", "path", "tier", "stage", "lead", "first_receiver", "co_units", "cc", "district",
    "street", "address", "channel", "origin_line", "external", "received", "dispatched", "signed", "contacted", "fed_back", "closed", "clocks",
    "next_clock", "next_of", "hops", "flags", "cosigns", "parent", "problem", "campaign", "requester", "waiting",
)  # fmt: skip
"""The fields of `models.ticket.Ticket`, repeated here so that a mirror is read without pydantic; a test compares them. It only ever grows at its
end: mirrors hold such arrays."""


def summary_of(text: str) -> dict[str, Any]:
    """The summary by the names of its fields."""
    told = json.loads(text)
    return told if isinstance(told, dict) else dict(zip(IN_LINE, told, strict=False))


def place_of(name: str, of: str = "json") -> str:
    """Where a field stands in a summary, as SQL: the path for SQLite's JSON functions. `of` is the column."""
    return f"iif(substr({of}, 1, 1) = '[', '$[{IN_LINE.index(name)}]', '$.{name}')"
