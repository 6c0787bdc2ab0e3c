"""`paidan boards`: the figures of a month as plain tables, and the tickets behind each of them with one command."""

import argparse
import asyncio
import csv
import io
from typing import Any

from tui.cli.boards_told import Table, plain_lines, table_of
from tui.cli.console import Code, Console
from tui.cli.session import Session, open_session
from tui.cli.units import Ambiguous, find_unit

TRACE = "trace"
PAGE = 1000
SHOWN = 200
OBEYED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a cell begins that a spreadsheet takes for a formula."""


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Show the board."""
    if wish.board == TRACE and not wish.figure:
        raise console.stop(Code.USAGE, "cli.boards_needs_figure")
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console) as session:
        unit = await _unit(wish, session, console)
        board = await (_traced(wish, unit, session) if wish.board == TRACE else _asked(wish, unit, session))
        if wish.form == "json":
            console.json(board)
            return Code.DONE
        table = table_of(board, await session.speech_with_city())
    if wish.form == "csv":
        console.text(csv_text(table))
        return Code.DONE
    for line in plain_lines(table if wish.board != TRACE else table._replace(rows=table.rows[:SHOWN])):
        console.data(line)
    if not table.rows:
        console.tell("cli.boards_empty")
    if wish.board == TRACE and len(table.rows) > SHOWN:
        console.tell("cli.boards_more", shown=SHOWN, total=board["total"])
    if not table.good:
        console.tell("cli.boards_unreconciled")
    return Code.DONE


async def _unit(wish: argparse.Namespace, session: Session, console: Console) -> str:
    """The code of the unit that was named."""
    city = await session.city() if wish.unit else None
    if city is None:
        return str(wish.unit)
    try:
        return find_unit(wish.unit, city, lang=console.say.lang)
    except Ambiguous as names:
        key = "cli.unclear_unit" if names.names else "cli.no_such_unit"
        raise console.stop(Code.USAGE, key, field="unit", text=wish.unit, units=str(names)) from None


async def _asked(wish: argparse.Namespace, unit: str, session: Session) -> dict[str, Any]:
    told = {"month": wish.month, "level": wish.level, "unit": unit, "by": wish.by if wish.board == "rates" else ""}
    return await session.client.board(wish.board, **{name: value for name, value in told.items() if value})


async def _traced(wish: argparse.Namespace, unit: str, session: Session) -> dict[str, Any]:
    """Every ticket behind the figure, page after page; a unit's figure is that of its row."""
    by_unit = wish.by == "unit"
    told = {
        "figure": wish.figure, "month": wish.month, "level": wish.level, "by": wish.by,
        "key": wish.key or (unit if by_unit else ""), "unit": "" if by_unit else unit,
    }  # fmt: skip
    asked: dict[str, str | int] = {name: value for name, value in told.items() if value}
    board = await session.client.board("rates/tickets", limit=PAGE, **asked)
    further = board["next"]
    while further:
        more = await session.client.board("rates/tickets", limit=PAGE, after=further, **asked)
        board["items"] += more["items"]
        further = more["next"]
    return board | {"board": TRACE}


def csv_text(table: Table) -> str:
    """The table as CSV, with nothing in it that a spreadsheet would obey."""
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(harmless(title) for title in table.titles)
    writer.writerows([cell if isinstance(cell, int | float) else harmless(cell or "") for cell in row] for row in table.rows)
    return paper.getvalue()


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip().startswith(OBEYED) or text.startswith(OBEYED) else text
