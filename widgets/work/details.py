"""What is known here of one thing that waits, as lines under its list: enough to decide on it with no line to the hotline."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from rich.cells import cell_len
from textual.content import Content

from api_client.models.clock import Clock
from api_client.models.misfit import misfit
from api_client.models.text import clean
from api_client.models.ticket import FullTicket
from api_client.models.waiting import Waiting
from widgets.ticket.duties import co_order_lines, instruction_lines, supervision_lines
from widgets.ticket.facts import dispute_window
from widgets.ticket.held import command_lines
from widgets.ticket.parts import Lines, callback_line, dispute_lines
from widgets.work.items import Item
from widgets.work.rows import Hand, half_day, moment, whose

READABLE = 24
"""Cells of a place that are worth showing."""
TALL = 30
"""Lines of a screen from which on title and place may take more than one."""

Told = Mapping[str, Any]


def detail_lines(name: str, item: Item, summary: Told, hand: Hand, *, now: int) -> Lines:
    """The ticket in a line, whose turn it is, the clock it burns by, then what waits. `summary` is the ticket's as the mirror holds it."""
    try:
        ticket = FullTicket.model_validate(summary)
    except ValidationError as error:  # another hotline may tell it otherwise
        return [Content(clean(misfit(error)))]
    place = hand.speech.listed(part for part in (hand.speech.path(ticket), clean(ticket.address)) if part)
    head = Content.assemble((clean(ticket.title), "bold"), "  ", (place, "dim"))
    return [head, *_turn(item, ticket, hand, now), *DETAILS[name](item, ticket, hand, now)]


def fitted_head(head: Content, room: int, height: int) -> Content:
    """Title and place on a screen of so many lines: whole on a tall one, else in one line, the place where a good part of it can be read."""
    if height >= TALL:
        return head
    title = head.plain.partition("  ")[0]
    return (head if room - cell_len(title) - 2 >= READABLE else head[: len(title)]).truncate(room, ellipsis=True)


def _turn(item: Item, ticket: FullTicket, hand: Hand, now: int) -> Lines:
    """Whose turn it is and by when."""
    said = hand.speech.say("work.turn", who=whose(item, hand))
    clock = next((one for one in ticket.clocks if (one.name.value == item.line.next_clock and _due(one) == item.line.next_due)), None)
    if clock is None:
        return [Content(said)]
    of = clock.of if hand.speech.unit(clock.of) not in said else ""
    facts = {"clock": hand.speech.clock(clock.name.value, of), "due": hand.speech.moment(clock.due, now)}
    return [Content("  ".join((said, hand.speech.say("work.burns_by", left=hand.speech.left(clock.due, now), **facts))))]


def _due(clock: Clock) -> int:
    return int(clock.due.timestamp())


def _waiting(ticket: FullTicket) -> Waiting:
    return ticket.waiting or Waiting()


def _cosign(item: Item, ticket: FullTicket, hand: Hand, now: int) -> Lines:
    """What would be signed, which clock it asks to move, and when it lapses."""
    told, speech = item.told, hand.speech
    maker = clean(str(told.get("title") or told["maker"]))
    by = speech.of_unit(maker, str(told.get("unit") or ""))
    asked = speech.say("work.asked", by=by, at=speech.moment(moment(told.get("at")), now), do=speech.word("command", str(told["do"])))
    due = next((clock for clock in ticket.clocks if clock.name == "due" and clock.open), None)
    lines = [Content.styled(asked, "bold"), *command_lines({"do": told["do"], **(told.get("command") or {})}, speech, now=now)]
    if due is not None:
        lines.append(Content(speech.say("work.due_now", due=speech.moment(due.due, now), left=speech.left(due.due, now))))
    return [*lines, Content.styled(hand.word("lapses"), "dim")]


def _sign(_: Item, ticket: FullTicket, hand: Hand, now: int) -> Lines:
    """Since when the order lies there, and until when it can be objected to."""
    speech = hand.speech
    lines = [Content(speech.say("work.dispatched", at=speech.moment(ticket.dispatched, now), unit=speech.unit(ticket.lead)))]
    if window := dispute_window(ticket, speech, now):
        lines.append(Content(speech.say("work.window", span=speech.span(window.total_seconds()))))
    return lines


def _callback(item: Item, ticket: FullTicket, hand: Hand, now: int) -> Lines:
    """Whom to call, the attempts so far, when the next one counts, what is asked."""
    speech, attempts = hand.speech, _waiting(ticket).attempts
    asked = ticket.requester
    lines = [Content(speech.say("work.requester", name=clean(asked.name), phone=clean(asked.phone)))] if asked.name or asked.phone else []
    if item.told["redo_due"]:
        return [*lines, Content.styled(hand.word("redo_first"), "bold")]
    for number, one in enumerate(attempts, 1):
        told = callback_line(number, one, speech, now=now)
        lines.append(Content.assemble(f"{half_day(one.at, hand, now)}  ", told.plain.split("  ", 1)[-1]))
    if attempts and attempts[-1].again is not None:
        lines.append(Content(speech.say("work.again", at=half_day(attempts[-1].again, hand, now), left=attempts[-1].left or 0)))
    return [*lines, Content.styled(hand.word("questions"), "dim")]


def _supervision(_: Item, ticket: FullTicket, hand: Hand, now: int) -> Lines:
    """Instruction first, then why it is watched, reminders, and how it can end."""
    speech, waiting = hand.speech, _waiting(ticket)
    lines = instruction_lines([waiting.instruction], speech, now=now) if waiting.instruction else []
    lines += supervision_lines(waiting.supervisions, speech, now=now)
    if waiting.reminded:
        lines.append(Content(speech.say("work.reminded", n=len(waiting.reminded), at=speech.moment(waiting.reminded[-1], now))))
    return [*lines, Content.styled(hand.word("exits"), "dim")]


def _dispute(item: Item, ticket: FullTicket, hand: Hand, now: int) -> Lines:
    """The objection with its legal basis, and whether it came in its window."""
    speech, objection = hand.speech, _waiting(ticket).objection
    lines = dispute_lines([objection], speech, now=now) if objection else []
    began = ticket.signed or ticket.dispatched
    if objection and began and (window := dispute_window(ticket, speech, now)):
        after = speech.span((objection.at - began).total_seconds())
        lines.append(Content(speech.say("work.in_window", after=after, window=speech.span(window.total_seconds()))))
    return [*lines, Content.styled(hand.word("ruling_held"), "bold")] if item.told["ruling"] else lines


def _part(item: Item, ticket: FullTicket, hand: Hand, now: int) -> Lines:
    """Who called, and the unit's part with its clocks."""
    of_unit = [one for one in _waiting(ticket).parts if one.unit == item.told["unit"]]
    called = Content(hand.speech.say(f"work.called_by.{item.told['sort']}", unit=hand.speech.unit(str(item.told.get("lead") or ticket.lead))))
    return [called, *co_order_lines(ticket.model_copy(update={"co_orders": tuple(of_unit)}), hand.speech, now=now)]


DETAILS: Mapping[str, Callable[[Item, FullTicket, Hand, int], Lines]] = {
    "cosign": _cosign, "sign": _sign, "callback": _callback, "supervision": _supervision, "dispute": _dispute, "whistle": _part, "joint": _part,
}  # fmt: skip
