"""`paidan do`: one command, through the same outbox and under the same rules as a key of the desk."""

import argparse
import asyncio
import json
from typing import Any
from uuid import uuid4

from api_client.errors import NotSignedIn, Unreachable
from api_client.models.city import City
from api_client.models.commands import OnTicket, Register
from api_client.models.page import Outcome, Problem
from api_client.outbox import Row
from tui.cli.console import Code, Console
from tui.cli.fields import HELD, Mistaken, build_command, check_name, needs_city, read_fields
from tui.cli.session import Session, open_session
from tui.cli.show import NUMBER
from tui.cli.telling import outcome_lines
from widgets.speech import Speech

NEW = "new"
"""Stands for the number of a ticket that does not exist yet."""


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Ask the command and wait for what comes of it."""
    if not wish.number or not wish.do:
        raise console.stop(Code.USAGE, "cli.do_needs_words")
    if (wish.number == NEW) != (wish.do == "register"):
        raise console.stop(Code.USAGE, "cli.new_is_register")
    if wish.number != NEW and not NUMBER.fullmatch(wish.number):
        raise console.stop(Code.USAGE, "cli.not_a_number", number=wish.number)
    try:
        check_name(wish.do, console.say)
        return asyncio.run(_run(wish, console))
    except Mistaken as mistaken:
        for sentence in mistaken.sentences:
            console.tell_sentence(sentence)
        return Code.USAGE


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console) as session:
        city = await session.city() if needs_city(wish.do, wish.fields) else None
        command = await _command(wish, session, console, city)
        speech = await session.speech_with_city()
        if wish.preview:
            outcome = await session.client.preview(command)
            _tell(outcome, "cli.do_would", wish, speech, console)
            return Code.DONE
        return await _ask(command, wish, session, speech, console)


async def _command(wish: argparse.Namespace, session: Session, console: Console, city: City | None) -> OnTicket | Register:
    fields = read_fields(wish.do, [pair for pair in wish.fields if not _is_request(pair, wish.do)], city=city, say=console.say)
    seen, requests = (0, []) if wish.number == NEW else await _seen(wish, session, console)
    if wish.do in HELD:
        named = [pair.partition("=")[2] for pair in wish.fields if _is_request(pair, wish.do)]
        fields |= {"request": (named or requests)[0]} if named or len(requests) == 1 else {}
    return build_command(wish.do, fields, id=uuid4(), ticket=wish.number, seen=seen, say=console.say)


def _is_request(pair: str, do: str) -> bool:
    return do in HELD and pair.startswith("request=")


async def _seen(wish: argparse.Namespace, session: Session, console: Console) -> tuple[int, list[str]]:
    """The ticket's version, and the requests for a signature on it: from the hotline, or as last heard."""
    try:
        ticket: dict[str, Any] | None = (await session.client.ticket(wish.number)).ticket.model_dump(mode="json")
    except Unreachable as error:
        ticket = session.mirror.ticket(wish.number)
        if ticket is None and wish.seen is None:
            raise console.stop(Code.UNREACHABLE, "cli.do_unseen", why=console.why(error), number=wish.number) from None
    known = ticket or {"version": wish.seen, "cosigns": []}
    return (known["version"] if wish.seen is None else wish.seen), [request["request"] for request in known["cosigns"]]


async def _ask(command: OnTicket | Register, wish: argparse.Namespace, session: Session, speech: Speech, console: Console) -> Code:
    session.outbox.put([command], now=console.now(), hold=0.0)
    id, why = str(command.id), ""
    try:
        await session.sync().push()
    except Unreachable as error:
        why = console.why(error)
    except NotSignedIn:
        console.tell("cli.kept", id=id)
        raise
    row = session.outbox.row(id)
    assert row is not None
    if row.state == "waiting":
        console.tell("cli.do_waiting" if why else "cli.do_behind", why=why, id=id)
        return Code.UNREACHABLE
    return _settled(row, wish, session, speech, console)


def _settled(row: Row, wish: argparse.Namespace, session: Session, speech: Speech, console: Console) -> Code:
    """Say what came of it; whoever asked has then seen it."""
    session.outbox.acknowledge(row.id)
    if row.state == "done":
        outcome = Outcome.model_validate_json(row.answer)
        _tell(outcome, "cli.do_held" if outcome.held else "cli.do_done", wish, speech, console)
        return Code.DONE
    if wish.json:
        console.json(json.loads(row.answer))
    match row.state:
        case "refused":
            why = Problem.model_validate_json(row.answer).detail
            console.tell("cli.do_refused", number=wish.number, do=speech.word("command", wish.do), why=why)
        case "stale":
            console.tell("cli.do_stale", number=wish.number, why=Problem.model_validate_json(row.answer).detail)
        case _:
            console.tell("cli.unexpected", why=row.answer)
    return Code.REFUSED


def _tell(outcome: Outcome, key: str, wish: argparse.Namespace, speech: Speech, console: Console) -> None:
    if wish.json:
        console.json(outcome.model_dump(mode="json"))
    signers = speech.listed(speech.signer(signer) for signer in outcome.must_sign)
    number = outcome.number or wish.number
    console.tell(key, number=number, do=speech.word("command", wish.do), signers=signers)
    if wish.json:
        return
    for line in outcome_lines(outcome, speech):
        console.data(line)
