"""`paidan dossiers`: what is bigger than one ticket, newest first (台账)."""

import argparse
import asyncio

from tui.cli.console import Code, Console
from tui.cli.grammar import SHOWN_LINES
from tui.cli.session import open_session
from tui.cli.telling_dossiers import brief_lines

MOST = 500


def run(wish: argparse.Namespace, console: Console) -> Code:
    """List the dossiers that the person may know of."""
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    filters: dict[str, str | int] = {name: value for name, value in (("kind", wish.kind), ("month", wish.month), ("item", wish.item)) if value}
    if wish.open:
        filters["open"] = "true"
    async with open_session(console) as session:
        window = await session.client.dossiers(**filters, limit=MOST if wish.json else SHOWN_LINES)
        if wish.json:
            console.json(window.model_dump(mode="json"))
            return Code.DONE
        speech = await session.speech_with_city()
        for line in brief_lines(window.items, speech):
            console.data(line)
        if not window.items:
            console.tell("cli.dossiers_none")
        elif len(window.items) < window.total:
            console.tell("cli.dossiers_more", shown=len(window.items), total=window.total)
    return Code.DONE
