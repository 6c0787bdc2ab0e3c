"""`paidan report`: a report of the hotline on paper, for what the person's scope sees."""

import argparse
import asyncio

from tui.cli.console import Code, Console
from tui.cli.session import open_session

FORMS = {None: "text/markdown", "json": "application/json", "csv": "text/csv"}
ASKED_BY = {"daily": "day", "weekly": "day", "monthly": "month", "quarterly": "quarter", "annual": "year"}


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Print the report."""
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    period = {ASKED_BY[wish.name]: wish.period} if wish.period else {}
    async with open_session(console) as session:
        text = await session.client.report(wish.name, FORMS[wish.form], **period)
    console.text(text if text.endswith("\n") else f"{text}\n")
    return Code.DONE
