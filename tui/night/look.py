"""What the night screen shows, put together from the mirror, the outbox and the hotline's word on what may be asked."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import ValidationError

from api_client.errors import HotlineError
from api_client.filter import Query
from api_client.models.line import Line
from api_client.models.text import clean
from tui import keymap
from tui.desk import Desk
from tui.night.run import Run
from widgets.lines.around import Counts
from widgets.night.page import NightPage, Nothing, OnTicket

ASIDE = ("note", "reveal")
"""Commands that decide nothing: the ticket stays on."""


class Look(NamedTuple):
    """What the mirror holds at a moment."""

    lines: list[Line]
    """What burns, worst first."""
    calm: Line | None
    """What is due next of the rest."""
    counts: Counts


class Told(NamedTuple):
    """What the hotline says of one ticket; empty before it was asked."""

    may: str = ""
    """What may be asked now, as it is shown."""
    content: str = ""
    asks: frozenset[str] | None = None
    """The commands that may be asked; None where the hotline has not said."""


def look(desk: Desk, query: Query) -> Look:
    """Read the mirror; meant for a worker thread. Raises LocalError."""
    now = desk.now()
    lines = desk.mirror.burning(now, query)
    return Look(lines, desk.mirror.calm(now, query), desk.mirror.counts(now, query))


def page(desk: Desk) -> NightPage:
    """How the page is drawn, in the language and the city's time as they are now."""
    return NightPage(desk.say, desk.lang, desk.unit, desk.signs, desk.now, desk.zone)


def under_way(desk: Desk) -> set[str]:
    """Tickets with a decision on its way to the hotline."""
    return {row.ticket for row in desk.outbox.waiting() if row.do not in ASIDE}


def shown(desk: Desk, run: Run, seen: Look | None, told: Told) -> OnTicket | Nothing | None:
    """The ticket that is on, or that none is; None before the mirror was read."""
    line = run.current
    if line is not None:
        ticket = desk.summary(line.number) or {}
        return OnTicket(line, ticket, run.place, run.ahead[1:], len(run.asleep), _pending(desk, line.number), told.may, told.content)
    if seen is None:
        return None
    back = min(run.asleep.values(), default=0)
    keys = {row.id: keymap.shown(row.keys[0]) for row in desk.keys}
    return Nothing(seen.counts, desk.tiers(), seen.calm, run.passed, len(run.asleep), back, keys, known=bool(desk.mirror.cursor))


async def ask(desk: Desk, number: str) -> Told:
    """What may be asked of a ticket and what was told; where the hotline cannot be asked, what the role may ask at all."""
    say, keys = desk.say, {row.id: keymap.shown(row.keys[0]) for row in desk.keys if row.where == "act"}
    try:
        view = await desk.view(number)
    except (HotlineError, ValidationError):
        role = desk.asks()
        return Told(say("night.may_offline", list=_listed([do for do in keys if not role or do in role], keys, desk)))
    may = sorted((ask.do for ask in view.asks if ask.may), key=lambda do: do not in keys)
    listed = say("night.may", list=_listed(may, keys, desk)) if may else say("night.may_none")
    return Told(listed, clean(view.ticket.content, lines=True), frozenset(may))


def _listed(dos: Sequence[str], keys: dict[str, str], desk: Desk) -> str:
    return "  ".join(f"{keys.get(do, '')} {desk.say.get(f'command.{do}') or do}".strip() for do in dos)


def _pending(desk: Desk, number: str) -> list[str]:
    """What became of commands on a ticket, with the rule's sentence."""
    rows = [row for row in (*desk.outbox.trouble(), *desk.outbox.waiting()) if row.ticket == number]
    return [f"{desk.say.get(f'command.{row.do}') or row.do}  {desk.say(f'outbox.{row.state}', why=_why(row.answer))}" for row in rows]


def _why(answer: str) -> str:
    told = json.loads(answer) if answer else {}
    return clean(str(told.get("detail") or told.get("code") or "")) if isinstance(told, dict) else ""
