"""The ticket page's parts in the order one reads them, and the lines of each; none where there is nothing to tell."""

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content

from api_client.models.page import TicketView, Unmasked
from api_client.models.text import clean
from api_client.models.ticket import FullTicket, Ticket
from api_client.models.waiting import Waiting
from widgets.speech import Speech
from widgets.ticket.asks import ask_lines
from widgets.ticket.clock_bars import WIDE, clock_lines
from widgets.ticket.clock_story import extended_by
from widgets.ticket.facts import facts_lines, head_lines, similar_lines
from widgets.ticket.part_order import FULL
from widgets.ticket.parts import Lines, held_lines, pending_lines, signed_at
from widgets.ticket.timeline import timeline_lines

PARTS = ("head", "contacts", "content", "facts", "clocks", *FULL, "asks", "timeline", "similar", "missing")


class Told(NamedTuple):
    """What a page has to show, and how."""

    speech: Speech
    keys: Callable[[str], str] = lambda _: ""
    ascii_only: bool = False
    width: int = WIDE
    now: int | None = None
    """The moment at which the page was last drawn."""
    ticket: Ticket | None = None
    view: TicketView | None = None
    """The hotline's whole answer; None while only the summary is known."""
    contacts: Unmasked | None = None
    missing: bool = False
    """Whether it is to be said what a summary does not tell."""
    folded: bool = True
    """Whether the reasons why something may not be asked are hidden."""


def part_lines(name: str, told: Told, now: int) -> Lines:
    """One part under its heading, after a blank line."""
    ticket, speech = told.ticket, told.speech
    if ticket is None:
        return []
    match name:
        case "head":
            return head_lines(ticket, speech, now=now)
        case "content":
            return [Content(), Content(clean(ticket.content, lines=True) or speech.say("page.no_content"))] if isinstance(ticket, FullTicket) else []
        case "facts":
            return [Content(), *facts_lines(ticket, speech, now=now)]
        case "missing":
            return [Content(), Content.styled(speech.say("page.missing"), "dim")] if told.missing and told.view is None else []
    lines = _lines(name, ticket, told, now)
    return [Content(), Content.styled(speech.say(f"page.{name}"), "bold underline"), *lines] if lines else []


def _lines(name: str, ticket: Ticket, told: Told, now: int) -> Lines:
    speech, view = told.speech, told.view
    match name:
        case "contacts":
            return contact_lines(told.contacts, speech, now=now) if told.contacts else []
        case "clocks":
            added = extended_by(view.timeline) if view else 0
            return clock_lines(ticket.clocks, speech, now=now, ascii_only=told.ascii_only, next_clock=ticket.next, width=told.width, added=added)
        case "similar":
            return similar_lines(view.similar, ticket, speech) if view else []
        case "asks":
            if view is None or not (view.asks or view.timeline):  # neither rules nor a history: no hotline told this
                return []
            return ask_lines(view.asks, speech, keys=told.keys, folded=told.folded, fold_key=told.keys("reasons"))
        case "timeline":
            return timeline_lines(view.timeline, speech, now=now, width=told.width) if view and (view.asks or view.timeline) else []
        case "held":
            return _signatures(ticket, told, now)
    return FULL[name](ticket if isinstance(ticket, FullTicket) else waiting_in(ticket), speech, now)


def waiting_in(ticket: Ticket) -> FullTicket:
    """A summary as a ticket in full, with those of its parts on which somebody has yet to act; all others are empty."""
    told = ticket.waiting or Waiting()
    return FullTicket(
        **dict(ticket), callbacks=told.attempts, co_orders=told.parts, supervisions=told.supervisions, reminded=told.reminded,
        disputes=(told.objection,) if told.objection else (), instructions=(told.instruction,) if told.instruction else (),
    )  # fmt: skip


def _signatures(ticket: Ticket, told: Told, now: int) -> Lines:
    """Who must sign, who did and when; of a summary as much as it tells."""
    if not isinstance(ticket, FullTicket):
        return pending_lines(ticket.cosigns, told.speech, now=now)
    return held_lines(ticket.held, told.speech, now=now, signed=signed_at(told.view.timeline if told.view else ()))


def contact_lines(contacts: Unmasked, speech: Speech, *, now: int) -> Lines:
    """Who asks, unmasked, as it was told; and for how long it stands here."""
    say = speech.say
    rows = [(say(f"reveal.{name}"), clean(value) or say("reveal.none")) for name, value in (("name", contacts.name), ("phone", contacts.phone))]
    lines = [Content.assemble((label, "bold"), "  ", (value, "bold")) for label, value in rows]
    if contacts.content:
        lines.append(Content(clean(contacts.content, lines=True)))
    left = speech.span(max(0, int(contacts.until.timestamp()) - now))
    return [*lines, Content.styled(say("page.contacts.until", left=left), "dim")]
