"""`paidan show`: all there is of one ticket, or of one dossier."""

import argparse
import asyncio
import re

from api_client.errors import Refused, Unexpected, Unreachable
from api_client.models.page import TicketView
from api_client.models.ticket import FullTicket
from tui.cli.console import Code, Console
from tui.cli.session import Session, open_session
from tui.cli.telling import ticket_lines
from tui.cli.telling_dossiers import dossier_lines
from tui.reported import view_of

NUMBER = re.compile(r"\d{8}-\d{6,}")
DOSSIER = re.compile(r"[A-Z]\d{4}-\d{4,}")


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Show the ticket, or the dossier."""
    if console.open311 is None and DOSSIER.fullmatch(wish.number):
        return asyncio.run(_dossier(wish, console))
    if console.open311 is not None:
        return asyncio.run(_reported(wish, console))
    if not NUMBER.fullmatch(wish.number):
        raise console.stop(Code.USAGE, "cli.not_a_number", number=wish.number)
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console) as session:
        try:
            view = await session.client.ticket(wish.number)
        except Unreachable as error:
            view = _kept(wish.number, session, console, why=console.why(error))
        if wish.json:
            console.json(view.model_dump(mode="json"))
        else:
            for line in ticket_lines(view, await session.speech_with_city()):
                console.data(line)
    return Code.DONE


async def _reported(wish: argparse.Namespace, console: Console) -> Code:
    """A request of an Open311 city, as it tells it now, or as the copy holds it where it cannot be read."""
    async with open_session(console) as session:
        try:
            summary = (await session.city_client.reported(wish.number)).model_dump(mode="json")
        except Refused:
            raise console.stop(Code.REFUSED, "open311.no_such", number=wish.number) from None
        except (Unreachable, Unexpected) as error:
            held = session.mirror.ticket(wish.number)
            if held is None:
                raise console.stop(Code.UNREACHABLE, "open311.unreachable", why=console.why(error)) from None
            console.tell("open311.queue_from_mirror", why=console.why(error), at=session.told_at())
            summary = held
        if wish.json:
            console.json(summary)
        else:
            for line in ticket_lines(view_of(summary, console.say, session.hotline_moment()), await session.speech_with_city()):
                console.data(line)
    return Code.DONE


async def _dossier(wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console) as session:
        view = await session.client.dossier(wish.number)
        if wish.json:
            console.json(view.model_dump(mode="json"))
        else:
            for line in dossier_lines(view, await session.speech_with_city()):
                console.data(line)
    return Code.DONE


def _kept(number: str, session: Session, console: Console, *, why: str) -> TicketView:
    """The summary of the local copy, where the hotline cannot be asked."""
    ticket = session.mirror.ticket(number)
    if ticket is None:
        console.tell("cli.unreachable", why=why)
        raise console.stop(Code.UNREACHABLE, "cli.show_unknown", number=number)
    console.tell("cli.queue_from_mirror", why=why, at=session.told_at())
    return TicketView(ticket=FullTicket.model_validate(ticket), now=session.hotline_moment())
