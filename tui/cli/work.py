"""`paidan work`: what waits, list by list as the desk shows it, from the hotline, or from the local copy where it is out of reach."""

import argparse
import asyncio
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from rich.cells import cell_len

from tui.cli.console import Code, Console
from tui.cli.queue import bring_up_to_date
from tui.cli.session import open_session
from tui.work.kept import MOST_TICKETS, book_of
from widgets.cells.columns import fit
from widgets.cells.glyphs import ASCII, UNICODE
from widgets.tables.table import Table
from widgets.work.items import READS, Book, Item
from widgets.work.rows import Hand, table


def run(wish: argparse.Namespace, console: Console) -> Code:
    """List what waits."""
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console) as session:
        source = await bring_up_to_date(session, console)
        book, now = book_of(session.mirror), session.hotline_now()
        names = [wish.tab] if wish.tab else list(READS)
        if wish.json:
            told = {name: _told(book, name, now, mine=wish.mine) for name in names}
            console.json({"source": source, "now": _written(now), "whole": book.whole, "lists": told})
            return Code.DONE
        signs = UNICODE if (sys.stdout.encoding or "").lower().replace("-", "") == "utf8" else ASCII
        hand = Hand(session.speech(), signs)
        for name in names:
            mine, whole = book.count(name)
            console.data(console.say("cli.work_list", name=console.say(f"work.tab.{name}"), mine=mine, count=whole))
            shown = _items(book, name, now, mine=wish.mine)
            for line in _lines(table(name, shown, hand, now=now), hand):
                console.data(line)
            if not book.whole:
                console.tell("cli.work_cut", count=MOST_TICKETS)
            if not whole:
                console.data(f"  {console.say(f'work.empty.{name}')}")
    return Code.DONE


def _items(book: Book, name: str, now: int, *, mine: bool) -> list[Item]:
    return [item for item in book.items(name, now) if item.mine or not mine]


def _told(book: Book, name: str, now: int, *, mine: bool) -> dict[str, Any]:
    """A list for scripts: counts, and each thing with whose turn it is and what waits as the hotline tells it."""
    of_me, whole = book.count(name)
    return {
        "mine": of_me,
        "count": whole,
        "items": [
            {
                "ticket": item.number, "title": item.line.title, "tier": item.line.tier, "stage": item.line.stage, "lead": item.line.lead,
                "mine": item.mine, "turn": [actor._asdict() for actor in item.actors], "clock": item.line.next_clock,
                "due": _written(item.line.next_due) if item.line.next_clock else "", "after": _written(item.after) if item.after else "",
                "what": dict(item.told),
            }
            for item in _items(book, name, now, mine=mine)
        ],
    }  # fmt: skip


def _written(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _lines(told: Table, hand: Hand) -> Iterator[str]:
    """The rows, each column as wide as its longest cell; cut to the terminal where there is one. The number comes first, for scripts' sake."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    cells = [(one.cells[-1].text, *(cell.text for cell in one.cells[:-1])) for one in told.rows]
    sizes = [max((cell_len(row[at]) for row in cells), default=0) for at in range(len(told.columns))]
    for row in cells:
        line = "  " + " ".join(fit(text, size, hand.signs.more) for text, size in zip(row, sizes, strict=True) if size)
        yield (fit(line, width, hand.signs.more) if width else line).rstrip()
