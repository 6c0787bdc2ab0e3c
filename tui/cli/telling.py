"""What the hotline answers, as lines of plain text: outcomes, whole tickets, lines of the queue."""

import shutil
import sys
from collections.abc import Iterator, Sequence

from api_client.models.clock import Clock
from api_client.models.line import Line, band
from api_client.models.page import Outcome, TicketView
from api_client.models.text import clean
from api_client.models.ticket import FullTicket
from widgets.cells.columns import countdown, fit
from widgets.cells.glyphs import ASCII, UNICODE, flag_signs, short
from widgets.cells.glyphs import CLOCKS as CLOCK_WORDS
from widgets.cells.glyphs import STAGES as STAGE_WORDS
from widgets.outcome.changes import change_said
from widgets.speech import Speech
from widgets.ticket.history import sentence, written


def outcome_lines(outcome: Outcome, speech: Speech) -> Iterator[str]:
    """What a command does: clocks, who is told, who must sign, whom it counts against."""
    say, now = speech.say, int(outcome.now.timestamp())
    for change in outcome.clocks:
        yield f"  {change_said(change, speech, now)}"
    if not outcome.clocks:
        yield f"  {say('outcome.clock.none')}"
    told = speech.listed(_party(told.unit, told.role, speech) for told in outcome.told)
    signers = speech.listed(speech.signer(signer) for signer in outcome.must_sign)
    against, flagged = speech.units(outcome.against), speech.listed(map(clean, outcome.flagged))
    for key, value in (("told", told), ("must_sign", signers), ("against", against), ("flagged", flagged)):
        if value:
            yield f"  {say('labelled', label=say(f'outcome.{key}'), value=value)}"


def _party(unit: str, role: str, speech: Speech) -> str:
    word = speech.word("told", role)
    return f"{speech.unit(unit)}{speech.say('aside', text=word)}" if unit else word


def ticket_lines(view: TicketView, speech: Speech) -> Iterator[str]:
    """One ticket from head to timeline."""
    from widgets.ticket.facts import course_lines
    from widgets.ticket.part_order import FULL  # here, because outcomes and the queue come sooner without

    ticket, say, now = view.ticket, speech.say, int(view.now.timestamp())
    yield f"{ticket.number}  {clean(ticket.title)}"
    for label, value in _facts(ticket, speech, now):
        if value:
            yield f"  {say('labelled', label=label, value=value)}"
    yield from (f"  {line.plain}" for line in course_lines(ticket, speech, now=now))
    if ticket.content:
        yield from ("", *(f"  {line}" for line in clean(ticket.content, lines=True).splitlines()))
    if ticket.clocks:
        yield from ("", say("page.clocks"), *(f"  {_clock(clock, speech, now)}" for clock in ticket.clocks))
    for name, part in FULL.items():
        if lines := part(ticket, speech, now):
            yield from ("", say(f"page.{name}"), *(f"  {line}" for told in lines for line in told.plain.splitlines()))
    if view.timeline:
        yield from ("", say("page.timeline"))
    for recorded in view.timeline:
        yield f"  {speech.moment(recorded.at, now)}  {speech.person(recorded.by)}  {sentence(recorded, speech, now=now)}"
        yield from (f"    {line}" for text in written(recorded, speech, now=now) for line in text.splitlines())
    may = speech.listed(ask.do for ask in view.asks if ask.may)
    if may:
        yield from ("", say("labelled", label=say("page.asks"), value=may))


def _facts(ticket: FullTicket, speech: Speech, now: int) -> Iterator[tuple[str, str]]:
    say = speech.say
    yield say("preview.stage"), speech.word("stage", ticket.stage.value)
    yield say("cli.tier"), ticket.tier
    yield say("preview.kind"), speech.word("kind", ticket.kind.value)
    yield say("preview.path"), speech.path(ticket)
    yield say("preview.lead"), speech.unit(ticket.lead)
    yield say("preview.first_receiver"), speech.unit(ticket.first_receiver)
    yield say("preview.co_units"), speech.units(ticket.co_units)
    yield say("preview.cc"), speech.unit(ticket.cc)
    yield say("preview.place"), " ".join(part for part in (speech.unit(ticket.district), speech.unit(ticket.street), clean(ticket.address)) if part)
    yield say("preview.requester"), clean(f"{ticket.requester.name} {ticket.requester.phone}").strip()
    yield say("preview.channel"), f"{speech.channel(ticket.channel)} {speech.line(ticket.origin_line)}".strip()
    yield say("preview.external"), clean(ticket.external)
    yield say("preview.hops"), str(ticket.hops) if ticket.hops else ""
    yield say("preview.flags"), speech.listed(speech.word("flag", flag.value) for flag in ticket.flags)
    yield say("preview.received"), speech.moment(ticket.received, now)
    for request in ticket.cosigns:
        waits = say("page.held.missing", signers=speech.listed(speech.signer(signer) for signer in request.signers))
        yield say("preview.cosigns"), f"{speech.word('command', request.do)} {request.request} {waits}"


def _clock(clock: Clock, speech: Speech, now: int) -> str:
    name, due = speech.clock(clock.name.value, clock.of), say_due(clock, speech, now)
    rest = speech.left(clock.due, now) if clock.open else speech.word("state", clock.state.value)
    return f"{name}  {due}  {rest}"


def say_due(clock: Clock, speech: Speech, now: int) -> str:
    """When a clock is due, in words."""
    return speech.say("page.bar", due=speech.moment(clock.due, now))


def queue_lines(lines: Sequence[Line], speech: Speech, *, now: int, encoding: str) -> Iterator[str]:
    """Lines of the queue, as wide as the terminal or as they are where there is none."""
    signs = UNICODE if encoding.lower().replace("-", "") == "utf8" else ASCII
    lang = speech.lang
    leads = {line.lead: speech.unit(line.lead) for line in lines}
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in lines:
        due = countdown(line.next_due - now) if line.next_clock else ""
        head = (
            f"{signs.bands[band(line, now)]} {due:>7} {fit(short(CLOCK_WORDS, line.next_clock, lang), 3, signs.more)} {line.tier:<3} "
            f"{line.number} {fit(short(STAGE_WORDS, line.stage, lang), 9, signs.more)} {fit(leads[line.lead], 20, signs.more)} "
        )
        flags = flag_signs(line.flags, urgent=bool(line.urgent), signs=signs, lang=lang)
        text = f"{clean(line.title)} {flags}".rstrip()
        yield (fit(head + text, width, signs.more) if width else head + text).rstrip()
