"""`paidan audit`: who did what, when and under which rule, as lines, JSON or CSV; ends badly where the log does not hold (审计)."""

import argparse
import asyncio

from api_client.client import Client
from api_client.models.audit import AuditRecord, AuditWindow
from api_client.models.text import clean
from tui.cli.boards import csv_text
from tui.cli.boards_told import Table, plain_lines
from tui.cli.console import Code, Console
from tui.cli.session import open_session
from widgets.speech import Speech
from widgets.tables.audit_table import chain_words, who

PAGE = 500
FIELDS = ("seq", "at", "who", "role", "unit", "what", "number", "rule", "reason", "sound")


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Show the newest events that fit."""
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    if wish.limit < 1:
        raise console.stop(Code.USAGE, "cli.bad_usage", why=f"--limit {wish.limit}")
    asked = {name: value for name in ("actor", "ticket", "kind", "since", "until") if (value := getattr(wish, name))}
    asked |= {"reveal": "true"} if wish.reveal else {}
    async with open_session(console) as session:
        found = await _collected(session.client, asked, wish.limit)
        speech = await session.speech_with_city()
    now = int(found.now.timestamp())
    if wish.form == "json":
        console.json(found.model_dump(mode="json"))
    elif wish.form == "csv":
        console.text(csv_text(_table(found.items, speech, now)))
    else:
        for line in plain_lines(_table(found.items, speech, now)) if found.items else ():
            console.data(line)
        if not found.items or found.next is not None:
            console.tell("cli.audit_more" if found.items else "cli.audit_none")
    console.tell_sentence(chain_words(found.chain, speech, now=now))
    return Code.REFUSED if found.chain.broken else Code.DONE


async def _collected(client: Client, asked: dict[str, str], most: int) -> AuditWindow:
    """Window after window, until there are as many as wanted or nothing is left; the state of the chain as it was told last."""
    items: list[AuditRecord] = []
    place: dict[str, int] = {}
    while True:
        found = await client.audit(**asked, **place, limit=min(PAGE, most - len(items)))
        items += found.items
        if found.next is None or len(items) >= most:
            return found.model_copy(update={"items": tuple(items)})
        place = {"before": found.next}


def _table(items: tuple[AuditRecord, ...], speech: Speech, now: int) -> Table:
    """The events as the command line tells them."""
    rows = tuple(
        (
            str(one.seq), speech.moment(one.at, now), who(one, speech), speech.word("role", one.by.role.value), speech.unit(one.by.unit),
            speech.word("did", one.type), clean(one.ticket), speech.word("rule", one.rule), clean(one.reason),
            speech.say("audit.sound.yes" if one.sound else "audit.sound.no"),
        )
        for one in items
    )  # fmt: skip
    return Table(tuple(speech.say(f"audit.{name}") for name in FIELDS), rows)
