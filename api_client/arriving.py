"""A line of a snapshot as a row of the mirror: read by its types in one step where a hotline of this version tells it, else by its fields."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec
import orjson

from api_client.errors import Unexpected
from api_client.filter import ENDED, searchable
from api_client.models.line import NEVER
from api_client.rows import LARGEST, NUMBER_LENGTH, row
from api_client.summary import IN_LINE

Row = tuple[Any, ...]
"""The columns of `rows.COLUMNS` but the last."""
Summary = tuple[bytes | str]
"""The summary as JSON: an object, or the line itself, an array in the order of IN_LINE."""

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
_Number = Annotated[str, msgspec.Meta(max_length=NUMBER_LENGTH)]


# Every value has a type that is read, none is passed over: so a line that fits is UTF-8 and JSON from its first byte to its last.


class _Clock(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    name: str
    due: _Moment
    watch_at: _Moment
    warn_at: _Moment
    urgent_at: _Moment
    long_at: _Moment
    start: str
    of: str = ""
    state: str = ""
    ended: str | None = None
    working: bool = False
    segments: tuple[()] = ()


class _Line(msgspec.Struct, array_like=True, gc=False, forbid_unknown_fields=True):
    number: _Number
    version: _Count
    title: str
    kind: str
    urgent: bool
    item: str
    path: str
    tier: str
    stage: str
    lead: str
    first_receiver: str
    co_units: list[str]
    cc: str
    district: str
    street: str
    address: str
    channel: str
    origin_line: str
    external: str
    received: _Moment
    dispatched: str | None
    signed: str | None
    contacted: str | None
    fed_back: str | None
    closed: str | None
    clocks: list[_Clock]
    next_clock: str | None
    next_of: str
    hops: _Count
    flags: list[str]
    cosigns: list[dict[str, Any]]
    parent: str
    problem: str
    campaign: str
    requester: dict[str, str]
    waiting: dict[str, Any] | None


class Lines:
    """Reads the lines of one snapshot."""

    def __init__(self, columns: Sequence[str]) -> None:
        """`columns` is the order of the values, as the snapshot's head tells it."""
        self._columns = tuple(columns)
        self._decode = msgspec.json.Decoder(_Line).decode if self._columns == IN_LINE else None

    def rows(self, lines: Iterable[bytes]) -> tuple[list[Row], list[Summary]]:
        """The rows of some tickets, and their summaries. Raises Unexpected where a line is none."""
        decode, rows, summaries = self._decode, list[Row](), list[Summary]()
        for line in lines:
            if decode:
                try:
                    rows.append(_row(decode(line)))
                    summaries.append((line,))
                    continue
                except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError):
                    pass  # what is wrong with it, if anything, is said below
            *values, summary = self._by_field(line)
            rows.append(tuple(values))
            summaries.append((summary,))
        return rows, summaries

    def _by_field(self, line: bytes) -> Row:
        try:
            values = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise Unexpected(f"a snapshot's line that is no JSON: {error}") from error
        if not isinstance(values, list):
            raise Unexpected("a snapshot's line that is no array")
        if len(values) != len(self._columns):
            raise Unexpected(f"a snapshot's line has {len(values)} values for {len(self._columns)} columns")
        return row(dict(zip(self._columns, values, strict=True)))


def _row(told: _Line) -> Row:
    clock, stage = told.next_clock or "", told.stage
    words = searchable("\n".join((told.title, told.address, told.path, told.number, told.external)))
    return (
        told.number, told.version, told.tier, stage, told.kind, told.title, told.lead, told.street, told.hops, " ".join(told.flags),
        int(told.urgent), clock, *_bands(clock, told.next_of, told.clocks), told.item, int(told.received.timestamp()), told.district, told.cc,
        told.first_receiver, told.path, told.address, int(stage not in ENDED), words,
    )  # fmt: skip


def _bands(clock: str, of: str, clocks: list[_Clock]) -> tuple[int, int, int, int, int]:
    for one in clocks if clock else ():
        if one.name == clock and one.of == of:
            return (
                int(one.due.timestamp()), int(one.watch_at.timestamp()), int(one.warn_at.timestamp()), int(one.urgent_at.timestamp()),
                int(one.long_at.timestamp()),
            )  # fmt: skip
    return NEVER, NEVER, NEVER, NEVER, NEVER
