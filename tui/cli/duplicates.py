"""`paidan duplicates`: which tickets a call may repeat, asked before it is registered."""

import argparse
import asyncio

from api_client.models.recurring import Call
from api_client.models.text import clean
from tui.cli.console import Code, Console
from tui.cli.session import open_session
from tui.cli.units import Ambiguous, find_unit

OF_UNITS = ("district", "street")


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Show them with their reasons."""
    told = dict(pair.partition("=")[::2] for pair in wish.fields)
    for field in told:
        if field not in Call.model_fields:
            raise console.stop(Code.USAGE, "cli.duplicates_unknown", field=field, fields=", ".join(Call.model_fields))
    return asyncio.run(_run(told, wish, console))


async def _run(told: dict[str, str], wish: argparse.Namespace, console: Console) -> Code:
    async with open_session(console, asks=True) as session:
        speech = await session.speech_with_city()
        city = await session.city() if any(told.get(field) for field in OF_UNITS) else None
        for field in OF_UNITS:
            if city is not None and told.get(field):
                try:
                    told[field] = find_unit(told[field], city, lang=console.say.lang)
                except Ambiguous as names:
                    key = "cli.unclear_unit" if names.names else "cli.no_such_unit"
                    raise console.stop(Code.USAGE, key, field=field, text=told[field], units=str(names)) from None
        found = await session.client.duplicates(Call(**told))
    if wish.json:
        console.json(found.model_dump(mode="json"))
        return Code.DONE
    for one in found.items:
        reasons = ", ".join(console.say(f"alike.{reason}") for reason in one.reasons)
        stands = console.say("alike.open" if one.open else "alike.ended")
        console.data(f"{one.ticket.number}  {stands}  {clean(one.ticket.title)}  {speech.unit(one.ticket.lead)}  ({reasons})")
    if not found.items:
        console.tell("cli.duplicates_none")
    return Code.DONE
