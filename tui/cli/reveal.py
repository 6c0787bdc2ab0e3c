"""`paidan reveal`: who asks, unmasked, for a reason that the hotline records; nothing of it is kept here."""

import argparse
import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

from api_client.models.commands import Reveal
from api_client.models.page import Unmasked
from api_client.models.text import clean
from tui.cli.console import Code, Console
from tui.cli.fields import Mistaken, build_command, read_fields
from tui.cli.session import open_session
from tui.cli.show import NUMBER
from widgets.speech import Speech


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Give the reason, and show who asks."""
    if not NUMBER.fullmatch(wish.number):
        raise console.stop(Code.USAGE, "cli.not_a_number", number=wish.number)
    try:
        fields = read_fields("reveal", wish.fields, city=None, now=datetime.fromtimestamp(console.now(), UTC), say=console.say)
        command = build_command("reveal", fields, id=uuid4(), ticket=wish.number, seen=0, say=console.say)
    except Mistaken as mistaken:
        for sentence in mistaken.sentences:
            console.tell_sentence(sentence)
        return Code.USAGE
    assert isinstance(command, Reveal), "as its name says"
    return asyncio.run(_run(command, wish, console))


async def _run(command: Reveal, wish: argparse.Namespace, console: Console) -> Code:
    # Not through the outbox: who asks for contacts waits for them, and what was seen is kept nowhere.
    async with open_session(console, asks=True) as session:
        await session.client.submit(command)
        shown = await session.client.contacts(command.ticket, command.id)
        if wish.json:
            console.json(shown.model_dump(mode="json"))
            return Code.DONE
        for line in _lines(shown, session.speech()):
            console.data(line)
        console.tell("cli.revealed", until=session.speech().moment(shown.until, session.hotline_now()))
    return Code.DONE


def _lines(shown: Unmasked, speech: Speech) -> Iterator[str]:
    say = speech.say
    yield shown.ticket
    for label, value in (("reveal.name", shown.name), ("reveal.phone", shown.phone)):
        yield f"  {say('labelled', label=say(label), value=clean(value) or say('reveal.none'))}"
    yield from ("", *(f"  {line}" for line in clean(shown.content, lines=True).splitlines())) if shown.content else ()
