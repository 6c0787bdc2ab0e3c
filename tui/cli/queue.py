"""`paidan queue`: the tickets that a filter keeps, from the hotline, or from the local copy where it is out of reach."""

import argparse
import asyncio
import csv
import io
import json
import sys
from datetime import UTC, datetime
from typing import Any

from api_client.errors import Unexpected, Unreachable
from api_client.filter import FilterError, Query
from api_client.mirror import Mirror
from api_client.models.line import Line
from tui.cli.boards import harmless
from tui.cli.console import Code, Console
from tui.cli.grammar import SHOWN_LINES
from tui.cli.session import Session, open_session
from tui.cli.telling import queue_lines
from tui.filtering.filter_words import mistake, read_filter, tiers_of, who_looks
from tui.filtering.memory import QueueMemory
from widgets.speech import Speech

COLUMNS = (
    "number", "version", "tier", "stage", "kind", "urgent", "title", "lead", "first_receiver", "cc", "district", "street", "address", "received",
    "dispatched", "next_clock", "next_due", "hops", "flags",
)  # fmt: skip
"""Columns of the CSV; the first ones stay as they are for ever."""
PAST_DUE = ("overdue", "long")


def run(wish: argparse.Namespace, console: Console) -> Code:
    """List the queue."""
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console) as session:
        source = await bring_up_to_date(session, console)
        mirror, speech = session.mirror, session.speech()
        now = session.hotline_now()
        query = _query(" ".join(wish.filter), session, console)
        limit = wish.limit if wish.limit is not None else (SHOWN_LINES if wish.form is None else None)
        lines, total = _lines(mirror, query, now=now, limit=limit)
        match wish.form:
            case "json":
                console.json(_document(mirror, query, lines, total=total, now=now, source=source))
            case "csv":
                console.text(_csv(mirror, lines))
            case _:
                _tell(lines, total, speech, console, now=now)
    return Code.DONE


async def bring_up_to_date(session: Session, console: Console) -> str:
    """Fetch what is new; says so where only the copy can be shown. Returns where the tickets come from."""
    try:
        await session.sync().catch_up()
    except (Unreachable, Unexpected) as error:
        topic = "open311" if session.profile.open311 else "cli"
        if topic == "cli" and isinstance(error, Unexpected):
            raise
        if not session.mirror.cursor:
            raise console.stop(Code.UNREACHABLE, f"{topic}.queue_no_mirror", why=console.why(error)) from None
        console.tell(f"{topic}.queue_from_mirror", why=console.why(error), at=session.told_at())
        return "mirror"
    return "hotline"


def _query(text: str, session: Session, console: Console) -> Query:
    try:
        mirror = session.mirror
        me, city = json.loads(mirror.meta("me") or "{}"), json.loads(mirror.meta("city") or "{}")
        who = who_looks(me, QueueMemory(mirror.path.with_name("queue.json")).looked)
        return read_filter(text, city.get("units", ()), console.say, who, tiers_of(city, mirror))
    except FilterError as error:
        why = mistake(error, console.say)
        known = f" ({', '.join(error.known)})" if error.known and error.known[0] not in why else ""
        raise console.stop(Code.USAGE, "cli.bad_filter", why=f"{why}{known}") from None


def _lines(mirror: Mirror, query: Query, *, now: int, limit: int | None) -> tuple[list[Line], int]:
    view = mirror.view(query, now=lambda: now)
    try:
        while not view.wait(1.0):
            pass
        return view.window(0, view.count if limit is None else max(0, limit)), view.count
    finally:
        view.close()


def _document(mirror: Mirror, query: Query, lines: list[Line], *, total: int, now: int, source: str) -> dict[str, Any]:
    counts = mirror.counts(now, query)
    return {
        "source": source,
        "now": _written(now),
        "total": total,
        "past_due": sum(count for (_, band), count in counts.items() if band in PAST_DUE),
        "bands": {tier: {band: count for (of, band), count in counts.items() if of == tier} for tier in sorted({tier for tier, _ in counts})},
        "items": [ticket for line in lines if (ticket := mirror.ticket(line.number)) is not None],
    }


def _csv(mirror: Mirror, lines: list[Line]) -> str:
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        ticket = mirror.ticket(line.number) or {}
        row = ticket | {"next_due": _written(line.next_due) if line.next_clock else "", "flags": line.flags, "urgent": str(bool(line.urgent)).lower()}
        cells = ("" if row.get(column) is None else row[column] for column in COLUMNS)
        writer.writerow(harmless(cell) if isinstance(cell, str) else cell for cell in cells)
    return paper.getvalue()


def _written(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _tell(lines: list[Line], total: int, speech: Speech, console: Console, *, now: int) -> None:
    if not total:
        console.tell("cli.queue_empty")
    for text in queue_lines(lines, speech, now=now, encoding=sys.stdout.encoding):
        console.data(text)
    if len(lines) < total:
        console.tell("cli.queue_more", shown=len(lines), total=total)
