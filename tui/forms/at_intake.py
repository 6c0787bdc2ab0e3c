"""What is asked while a call is typed: whose it would be, what it may repeat, what the hotline would make of it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pydantic import ValidationError

from api_client.errors import HotlineError, Refused
from api_client.models.city import City
from api_client.models.commands import Register
from api_client.models.page import DossierWindow, Outcome
from api_client.models.recurring import Call, Duplicate, Duplicates
from api_client.models.routing import Foretold
from tui.desk import Desk
from widgets.forms.matching import Candidate
from widgets.forms.moments import written_moment
from widgets.forms.register_form import sessions_of
from widgets.outcome.pane import Answer

WEIGHED_SIGNS = 200
"""The content changes nothing in what registering does; so much of it goes with a preview."""


SESSION_HOURS = 1
"""How long leaders usually answer calls."""
CITY_WITHIN_SECONDS = 3
"""How long a form waits for the city before it opens without."""


class Weighed(NamedTuple):
    """The hotline's answers about one call; None where it could not be asked, or where there was nothing to ask about."""

    foretold: Foretold | None = None
    likely: tuple[Duplicate, ...] = ()
    verdict: Answer = None
    reached: bool = True


async def weigh(desk: Desk, call: Call, command: Register | None) -> Weighed:
    """Ask all that can be asked about a call at once; `command` is what registering it would be, as far as it can be said."""
    try:
        foretold, likely, verdict = await asyncio.gather(_route(desk, call), _likely(desk, call), _verdict(desk, command))
    except (HotlineError, ValidationError):
        return Weighed(reached=False)
    return Weighed(foretold, likely, verdict)


async def _route(desk: Desk, call: Call) -> Foretold | None:
    if not (call.item or call.district or call.street):
        return None
    try:
        return Foretold.model_validate_json(await desk.link.ask("route", item=call.item, district=call.district, street=call.street))
    except Refused:  # the preview of the registration says it
        return None


async def _likely(desk: Desk, call: Call) -> tuple[Duplicate, ...]:
    if not (call.phone or call.title or (call.item and call.street)):
        return ()
    return Duplicates.model_validate_json(await desk.link.ask("duplicates", call=call.model_dump_json())).items


async def _verdict(desk: Desk, command: Register | None) -> Answer:
    if command is None:
        return None
    try:
        told = await desk.preview(command.model_copy(update={"content": command.content[:WEIGHED_SIGNS]}))
    except Refused as refused:
        return refused.problem
    return told if isinstance(told, Outcome) else None


async def known_city(desk: Desk) -> City | None:
    """The city, or None where it cannot be learnt soon."""
    try:
        return await asyncio.wait_for(desk.city(), CITY_WITHIN_SECONDS)
    except (HotlineError, TimeoutError):
        return None


def session_from_now(desk: Desk) -> dict[str, str]:
    """How the form of a new session begins: of the person's own unit, now, for an hour."""
    now = datetime.fromtimestamp(desk.now(), UTC)
    me = desk.me()
    return {
        "unit": me.person.unit if me else "",
        "starts": written_moment(now, desk.zone),
        "ends": written_moment(now + timedelta(hours=SESSION_HOURS), desk.zone),
    }


async def open_sessions(desk: Desk) -> tuple[Candidate, ...] | None:
    """The sessions that calls may come in on; None where they cannot be learnt."""
    try:
        told = DossierWindow.model_validate_json(await desk.link.ask("dossiers", kind="session", open="true"))
    except (HotlineError, ValidationError):
        return None
    return sessions_of(told.items)
