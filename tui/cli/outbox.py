"""`paidan outbox`: what waits, what was refused, and what to do about it."""

import argparse
import asyncio
import json
from datetime import UTC, datetime
from uuid import uuid4

from api_client.models.commands import COMMANDS
from api_client.outbox import Outbox, Row
from tui.cli.console import Code, Console
from tui.cli.session import Session, open_session
from tui.cli.show import DOSSIER
from tui.commands.said import why
from tui.words.words import Words

ID_SIGNS = 8
"""As much of an id as is shown, and as tells commands apart."""


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Do what the verb says."""
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console, asks=wish.verb != "list") as session:
        match wish.verb:
            case "send":
                return await _send(session, console)
            case "drop":
                return _drop(_one(wish.id, session.outbox, console), session.outbox, console)
            case "retry":
                return await _retry(_one(wish.id, session.outbox, console), session, console)
            case _:
                return _list(session, console, as_json=wish.json)


def _list(session: Session, console: Console, *, as_json: bool) -> Code:
    rows = session.outbox.waiting() + session.outbox.trouble()
    if as_json:
        console.json([_document(row) for row in rows])
    elif not rows:
        console.tell("cli.outbox_empty")
    else:
        for row in rows:
            console.data(_line(row, session, console))
    return Code.DONE


async def _send(session: Session, console: Console) -> Code:
    settled = await session.sync().push()
    for row in settled:
        console.data(_line(row, session, console))
    console.tell("cli.outbox_sent", count=len(settled), left=len(session.outbox.waiting()))
    return Code.DONE if all(row.state == "done" for row in settled) else Code.REFUSED


def _drop(row: Row, outbox: Outbox, console: Console) -> Code:
    if row.state == "waiting":
        outbox.drop(row.id)
        console.tell("cli.outbox_dropped_tried" if row.tries else "cli.outbox_dropped", id=_short(row), do=row.do, number=row.ticket)
    else:
        outbox.acknowledge(row.id)
        console.tell("cli.outbox_put_away", id=_short(row), do=row.do, number=row.ticket)
    return Code.DONE


async def _retry(row: Row, session: Session, console: Console) -> Code:
    """Ask what was refused again, under a new id, on the ticket as it stands now."""
    if row.state == "waiting":
        raise console.stop(Code.USAGE, "cli.outbox_not_refused", id=_short(row))
    command = COMMANDS.validate_json(row.body)
    changes: dict[str, object] = {"id": uuid4()}
    if row.ticket:
        of_dossier = DOSSIER.fullmatch(row.ticket)
        found = (await session.client.dossier(row.ticket)).dossier if of_dossier else (await session.client.ticket(row.ticket)).ticket
        changes["seen"] = found.version
    session.outbox.retry(row.id, command.model_copy(update=changes), now=console.now())
    await session.sync().push()
    fresh = session.outbox.row(str(changes["id"]))
    assert fresh is not None, "what was put is there"
    console.data(_line(fresh, session, console))
    return {"done": Code.DONE, "waiting": Code.UNREACHABLE}.get(fresh.state, Code.REFUSED)


def _one(start: str, outbox: Outbox, console: Console) -> Row:
    """The one command whose id begins like this."""
    found = [row for row in outbox.waiting() + outbox.trouble() if row.id.startswith(start)]
    if not found:
        raise console.stop(Code.USAGE, "cli.outbox_no_such", id=start)
    if len(found) > 1:
        raise console.stop(Code.USAGE, "cli.outbox_many", id=start, ids=", ".join(row.id for row in found))
    return found[0]


def _short(row: Row) -> str:
    return row.id[:ID_SIGNS]


def _line(row: Row, session: Session, console: Console) -> str:
    speech = session.speech()
    made = speech.moment(datetime.fromtimestamp(row.made, UTC), int(session.wall()))
    return f"{_short(row)}  {made}  {row.number or '-':<15}  {speech.word('command', row.do)}  {_said(row, console.say)}"


def _said(row: Row, say: Words) -> str:
    """The row's state in words, with the hotline's sentence where it gave one."""
    match row.state:
        case "waiting":
            return say("outbox.waiting_tries", tries=row.tries) if row.tries else say("outbox.waiting")
        case "done":
            return say("outbox.done")
        case "refused" | "stale" | "unexpected":
            return say(f"outbox.{row.state}", why=why(row, say))


def _document(row: Row) -> dict[str, object]:
    return {
        "id": row.id, "ticket": row.ticket, "do": row.do, "state": row.state, "tries": row.tries, "made": _written(row.made),
        "settled": None if row.settled is None else _written(row.settled), "command": json.loads(row.body), "answer": _answer(row.answer),
    }  # fmt: skip


def _answer(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


def _written(moment: float) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%SZ}"
