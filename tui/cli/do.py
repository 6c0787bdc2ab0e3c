"""`paidan do`: one command, through the same outbox and under the same rules as a key of the desk."""

import argparse
import asyncio
import json
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from api_client.errors import NotSignedIn, Unreachable
from api_client.models.city import City
from api_client.models.commands import OnDossier, OnTicket, Register
from api_client.models.page import AnyOutcome, DossierOutcome, Outcome
from api_client.outbox import Row
from tui.cli.console import Code, Console
from tui.cli.fields import HELD, Mistaken, build_command, check_name, is_on, needs_city, read_fields
from tui.cli.session import Session, open_session
from tui.cli.show import DOSSIER, NUMBER
from tui.cli.telling import outcome_lines
from tui.cli.telling_dossiers import dossier_outcome_lines
from tui.commands.said import why
from widgets.forms.moments import written_moment
from widgets.speech import Speech

NEW = "new"
"""Stands for the number of a ticket or a dossier that does not exist yet."""
AnyOrder = OnTicket | Register | OnDossier


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Ask the command and wait for what comes of it."""
    if not wish.number or not wish.do:
        raise console.stop(Code.USAGE, "cli.do_needs_words")
    try:
        check_name(wish.do, console.say)
        _check_number(wish, console)
        return asyncio.run(_run(wish, console))
    except Mistaken as mistaken:
        for sentence in mistaken.sentences:
            console.tell_sentence(sentence)
        return Code.USAGE


def _check_number(wish: argparse.Namespace, console: Console) -> None:
    """Stop where the number is none, or the command is nothing one asks of such a number."""
    on = is_on(wish.do)
    if wish.number == NEW and on:
        raise console.stop(Code.USAGE, "cli.new_is_register")
    if wish.number != NEW and not (NUMBER.fullmatch(wish.number) or DOSSIER.fullmatch(wish.number)):
        raise console.stop(Code.USAGE, "cli.not_a_number", number=wish.number)
    if wish.number != NEW and not on:
        raise console.stop(Code.USAGE, "cli.new_is_register" if wish.do == "register" else "cli.dossier_opens", do=wish.do)
    if wish.number != NEW and (on == "dossier") != bool(DOSSIER.fullmatch(wish.number)):
        raise console.stop(Code.USAGE, "cli.dossier_on_ticket", do=wish.do, number=wish.number)


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console, asks=True) as session:
        city = await session.city() if needs_city(wish.do, wish.fields) else None
        command = await _command(wish, session, console, city)
        speech = await session.speech_with_city()
        if wish.preview:
            outcome = await session.client.weigh(command.id, command.model_dump_json())
            _tell(outcome, "cli.do_would", wish, speech, console)
            return Code.DONE
        return await _ask(command, wish, session, speech, console)


async def _command(wish: argparse.Namespace, session: Session, console: Console, city: City | None) -> AnyOrder:
    pairs = [pair for pair in wish.fields if not _is_request(pair, wish.do)]
    fields = read_fields(wish.do, pairs, city=city, now=session.hotline_moment(), say=console.say)
    for name, meant in fields.items():
        if isinstance(meant, datetime) and city is not None:
            console.tell("cli.meant", field=name, at=written_moment(meant, ZoneInfo(city.zone)))
    seen, requests = (0, []) if wish.number == NEW else await _seen(wish, session, console)
    if wish.do in HELD:
        named = [pair.partition("=")[2] for pair in wish.fields if _is_request(pair, wish.do)]
        fields |= {"request": (named or requests)[0]} if named or len(requests) == 1 else {}
    return build_command(wish.do, fields, id=uuid4(), ticket=wish.number, seen=seen, say=console.say)


def _is_request(pair: str, do: str) -> bool:
    return do in HELD and pair.startswith("request=")


async def _seen(wish: argparse.Namespace, session: Session, console: Console) -> tuple[int, list[str]]:
    """The ticket's version, and the requests for a signature on it: from the hotline, or as last heard."""
    if is_on(wish.do) == "dossier":
        return await _seen_dossier(wish, session, console), []
    try:
        ticket: dict[str, Any] | None = (await session.client.ticket(wish.number)).ticket.model_dump(mode="json")
    except Unreachable as error:
        ticket = session.mirror.ticket(wish.number)
        if ticket is None and wish.seen is None:
            raise console.stop(Code.UNREACHABLE, "cli.do_unseen", why=console.why(error), number=wish.number) from None
    known = ticket or {"version": wish.seen, "cosigns": []}
    return (known["version"] if wish.seen is None else wish.seen), [request["request"] for request in known["cosigns"]]


async def _seen_dossier(wish: argparse.Namespace, session: Session, console: Console) -> int:
    """The dossier's version; nothing of dossiers is kept here, so without a line it has to be told."""
    if wish.seen is not None:
        return int(wish.seen)
    try:
        return (await session.client.dossier(wish.number)).dossier.version
    except Unreachable as error:
        raise console.stop(Code.UNREACHABLE, "cli.dossier_unread", why=console.why(error), number=wish.number) from None


async def _ask(command: AnyOrder, wish: argparse.Namespace, session: Session, speech: Speech, console: Console) -> Code:
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
        answer = json.loads(row.answer)
        outcome: AnyOutcome = DossierOutcome.model_validate(answer) if "dossier" in answer else Outcome.model_validate(answer)
        _tell(outcome, "cli.do_held" if isinstance(outcome, Outcome) and outcome.held else "cli.do_done", wish, speech, console)
        return Code.DONE
    if wish.json:
        console.json(json.loads(row.answer))
    match row.state:
        case "refused":
            console.tell("cli.do_refused", number=wish.number, do=speech.word("command", wish.do), why=why(row, console.say))
        case "stale":
            console.tell("cli.do_stale", number=wish.number, why=why(row, console.say))
        case _:
            console.tell("cli.unexpected", why=why(row, console.say))
    return Code.REFUSED


def _tell(outcome: AnyOutcome, key: str, wish: argparse.Namespace, speech: Speech, console: Console) -> None:
    if wish.json:
        console.json(outcome.model_dump(mode="json"))
    signers = speech.listed(speech.signer(signer) for signer in outcome.must_sign) if isinstance(outcome, Outcome) else ""
    number = outcome.number or wish.number
    console.tell(key, number=number, do=speech.word("command", wish.do), signers=signers)
    if wish.json:
        return
    for line in outcome_lines(outcome, speech) if isinstance(outcome, Outcome) else dossier_outcome_lines(outcome, speech):
        console.data(line)
