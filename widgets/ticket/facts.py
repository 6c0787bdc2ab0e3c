"""The plain facts of a ticket as lines: its head, where it is and whose, what it is tied to, what looks alike."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from textual.content import Content

from api_client.models.text import clean
from api_client.models.ticket import FullTicket, Stage, Ticket
from widgets.cells.naming import place_said
from widgets.speech import Speech
from widgets.ticket.clock_bars import STYLES, clock_band
from widgets.ticket.parts import Lines


def head_lines(ticket: Ticket, speech: Speech, *, now: int) -> Lines:
    """Number, title, how it stands, and which clock is next."""
    marks = [speech.word("kind", ticket.kind.value), speech.word("tier", ticket.tier), speech.word("stage", ticket.stage.value)]
    marks += [speech.say("preview.urgent")] if ticket.urgent else []
    marks += [speech.word("flag", flag.value) for flag in ticket.flags]
    lines = [Content.assemble((clean(ticket.title), "bold")), Content("  ".join(mark for mark in marks if mark))]
    clock = ticket.next
    if clock is None:
        return [*lines, Content.styled(speech.say("page.no_clock"), "dim")]
    name = speech.clock(clock.name.value, clock.of)
    said = speech.say("page.next", clock=name, due=speech.moment(clock.due, now), left=speech.left(clock.due, now))
    return [*lines, Content.styled(said, STYLES[clock_band(clock, now)])]


def facts_lines(ticket: Ticket, speech: Speech, *, now: int) -> Lines:
    """Where it is, whose it is, who asks, how it came; then how it went."""
    say = speech.say
    asker = ticket.requester
    requester = [clean(asker.name), clean(asker.phone), speech.word("requester", asker.kind) if asker.name or asker.phone else ""]
    came = [speech.channel(ticket.channel), speech.line(ticket.origin_line), say("page.received", at=speech.moment(ticket.received, now))]
    if ticket.external:
        came.append(say("page.external", number=clean(ticket.external)))
    rows = {
        "place": place_said([speech.unit(ticket.district), speech.unit(ticket.street)], clean(ticket.address)),
        "units": _units(ticket, speech),
        "requester": requester,
        "path": [speech.path(ticket)],
        "came": came,
    }
    return _rows(rows | _course(ticket, speech, now), speech)


def course_lines(ticket: Ticket, speech: Speech, *, now: int) -> Lines:
    """What the requester wants besides, how it went so far, what it is tied to."""
    return _rows(_course(ticket, speech, now), speech)


def _course(ticket: Ticket, speech: Speech, now: int) -> dict[str, list[str]]:
    return {
        "wishes": _wishes(ticket, speech, now) if isinstance(ticket, FullTicket) else [],
        "standing": _standing(ticket, speech, now) if isinstance(ticket, FullTicket) else [],
        "ties": _ties(ticket, speech),
    }


def _rows(rows: Mapping[str, Sequence[str]], speech: Speech) -> Lines:
    """Each row beside its label, all in one column; none where nothing is to be told."""
    said = {key: "  ".join(part for part in parts if part) for key, parts in rows.items()}
    told = [(Content.styled(speech.say(f"page.{key}"), "bold"), value) for key, value in said.items() if value]
    column = max((label.cell_length for label, _ in told), default=0)
    return [Content.assemble(label, " " * (column - label.cell_length + 2), value) for label, value in told]


def _units(ticket: Ticket, speech: Speech) -> list[str]:
    """Whose it is and was."""
    say = speech.say
    roles = (("lead", ticket.lead), ("first_receiver", ticket.first_receiver), ("cc", ticket.cc))
    lead, first, copy = (f"{say(f'page.{role}')} {speech.unit(code)}" if code else "" for role, code in roles)
    joint = f"{say('page.co_units')} {speech.units(ticket.co_units)}" if ticket.co_units else ""
    return [lead, first, joint, copy, say("page.hops", n=ticket.hops) if ticket.hops else ""]


def _wishes(ticket: FullTicket, speech: Speech, now: int) -> list[str]:
    """What the requester wants beside the matter itself."""
    return [
        speech.say("page.anonymous") if ticket.anonymous else "",
        speech.say("page.written") if ticket.reply_by == "written" else "",
        speech.say("page.promised", at=speech.moment(ticket.contact_promised, now)) if ticket.contact_promised else "",
        speech.say("page.inquiries", n=ticket.inquiries) if ticket.inquiries else "",
    ]


def dispute_window(ticket: Ticket, speech: Speech, now: int) -> timedelta:
    """How long after signing the unit may object; nothing where the city does not say."""
    if speech.city is None or not ticket.tier:
        return timedelta()
    try:
        return speech.city.policy_at(datetime.fromtimestamp(now, UTC)).span("dispute_window", ticket.tier)
    except (KeyError, ValueError):
        return timedelta()


def _objectable(ticket: FullTicket, speech: Speech, now: int) -> str:
    """Until when a lead that has signed may still object, where that is not over."""
    if ticket.stage is not Stage.IN_HAND or ticket.signed is None:
        return ""
    until = ticket.signed + dispute_window(ticket, speech, now)
    return speech.say("page.objectable", until=speech.moment(until, now)) if until.timestamp() > now else ""


def _standing(ticket: FullTicket, speech: Speech, now: int) -> list[str]:
    """How it went so far, in figures and names."""
    say, result = speech.say, ticket.result
    word = speech.word("result", result)
    return [
        say("page.result", result=word if word != result else speech.word("exit", result)) if result else "",
        say("page.redos", n=ticket.redos) if ticket.redos else "",
        say("page.extensions", n=ticket.extensions) if ticket.extensions else "",
        say("page.led", units=" -> ".join(map(speech.unit, ticket.led))) if len(ticket.led) > 1 else "",
        say("page.passed", units=speech.units(ticket.passed)) if ticket.passed else "",
        say("page.designated", unit=speech.unit(ticket.designated)) if ticket.designated else _objectable(ticket, speech, now),
        say("page.policy", version=clean(ticket.policy)) if ticket.policy else "",
    ]


def tied(ticket: Ticket) -> list[tuple[str, str]]:
    """The tickets and dossiers that a ticket names: number, and the key of the word for how it is tied."""
    named = [("parent", ticket.parent), ("problem", ticket.problem), ("campaign", ticket.campaign)]
    if isinstance(ticket, FullTicket):
        named += [("parent_before", ticket.parent_before), ("repeats", ticket.repeats), ("warned", ticket.warned)]
    return [(number, f"page.{name}") for name, number in named if number]


def _ties(ticket: Ticket, speech: Speech) -> list[str]:
    """Other tickets and dossiers it has to do with."""
    said: list[str] = []
    if isinstance(ticket, FullTicket):
        said = [speech.say("page.children", numbers=speech.listed(map(clean, ticket.children)))] if ticket.children else []
        said += [speech.say("page.merged_from", stage=speech.word("stage", ticket.merged_from.value))] if ticket.merged_from else []
    return [*(speech.say(word, number=clean(number)) for number, word in tied(ticket)), *said]


def similar_lines(similar: Iterable[Ticket], ticket: Ticket, speech: Speech) -> Lines:
    """Tickets that look alike, each with what it shares with this one and whose it is."""
    lines: Lines = []
    for other in similar:
        reasons = speech.listed(speech.word("alike", reason) for reason in alike(ticket, other))
        said = [speech.word("stage", other.stage.value), speech.say("likely.reasons", reasons=reasons) if reasons else ""]
        rest = "  ".join(part for part in (*said, clean(other.title), speech.unit(other.lead)) if part)
        lines.append(Content.assemble((other.number, "bold"), "  ", rest))
    return lines


def alike(one: Ticket, other: Ticket) -> list[str]:
    """What two tickets have in common, of what a reader would look for first."""
    shared = {
        "same_phone": (one.requester.key, other.requester.key), "same_item": (one.item, other.item), "same_address": (one.address, other.address),
        "same_street": (one.street, other.street),
    }  # fmt: skip
    return [reason for reason, (ours, theirs) in shared.items() if ours and ours == theirs]
