"""What lies on a ticket besides its lead's own work, as lines: units called in, supervision, instructions, pauses, exclusion, the ladder."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from api_client.models.parts import CoOrder, Exclusion, Halt, Instruction, Supervision
from api_client.models.text import clean
from api_client.models.ticket import FullTicket
from widgets.speech import Speech
from widgets.ticket.clock_bars import STYLES, clock_band
from widgets.ticket.parts import Lines, quoted


def co_order_lines(ticket: FullTicket, speech: Speech, *, now: int) -> Lines:
    """Each unit that was called or joined: its part, its own clocks while it is waited for, and what came of it."""
    lines: Lines = []
    for order in ticket.co_orders:
        facts = {"kind": speech.word("whistle_kind", order.kind), "mode": speech.word("choice.mode", order.mode)}
        said = speech.say(f"page.co_order.{order.sort}", unit=speech.unit(order.unit), since=speech.moment(order.since, now), **facts)
        state = speech.listed(_course(order, speech, now)) or speech.say("page.co_order.waiting")
        lines.append(Content.assemble((said, "bold"), "  ", state))
        for clock in ticket.clocks:
            if clock.of == order.unit and clock.open and order.open:
                due = {"due": speech.moment(clock.due, now), "left": speech.left(clock.due, now)}
                told = speech.say("page.co_order.clock", clock=speech.word("clock", clock.name.value), **due)
                lines.append(Content.assemble("  ", (told, STYLES[clock_band(clock, now)])))
        lines += quoted(speech, ("matter" if order.sort == "whistle" else "task", order.task), *(("text", text) for text in order.interims))
        lines += quoted(speech, ("late_reason", order.late_reason), ("result", order.result), ("waived", order.waived))
    return lines


def _course(order: CoOrder, speech: Speech, now: int) -> Iterator[str]:
    """What a unit did with its part, in order."""
    if order.reported_in:
        yield speech.say("page.co_order.reported_in", at=speech.moment(order.reported_in, now))
    if order.reported:
        solved = speech.say("result.solved" if order.solved else "result.unsolved")
        yield speech.say("page.co_order.reported", at=speech.moment(order.reported, now), solved=solved)
    if order.dismissed:
        yield speech.say("page.co_order.stayed" if order.stayed else "page.co_order.left", at=speech.moment(order.dismissed, now))
    if order.score is not None:
        yield speech.say("page.co_order.score", n=order.score)
    if order.lead_score is not None:
        yield speech.say("page.co_order.lead_score", n=order.lead_score)
    if order.waived:
        yield speech.say("detail.waived")


def instruction_lines(instructions: Iterable[Instruction], speech: Speech, *, now: int) -> Lines:
    """What leaders wrote, until when, and the answer."""
    lines: Lines = []
    for one in instructions:
        said = speech.say("page.instruction", at=speech.moment(one.at, now), leader=clean(one.leader), due=speech.moment(one.due, now))
        open_state = speech.say("page.instruction.open", left=speech.left(one.due, now))
        state = speech.say("page.instruction.answered", at=speech.moment(one.answered, now)) if one.answered else open_state
        lines.append(Content.assemble(said, "  ", (state, "bold")))
        lines += quoted(speech, ("text", one.text), ("result", one.answer))
    return lines


def supervision_lines(supervisions: Iterable[Supervision], speech: Speech, *, now: int) -> Lines:
    """Who supervised it and why, and how that ended."""
    lines: Lines = []
    for one in supervisions:
        level, why = speech.word("choice.level", one.level), speech.word("supervise_reason", one.why)
        said = speech.say("page.supervision", at=speech.moment(one.since, now), unit=speech.unit(one.unit), level=level, why=why)
        ended = speech.say("page.supervision.released", at=speech.moment(one.released, now))
        owner = speech.say("page.supervision.owner", owner=clean(one.owner)) if one.owner else ""
        state = ended if one.released else speech.say("page.supervision.open")
        lines.append(Content.assemble("  ".join(part for part in (said, owner) if part), "  ", (state, "bold")))
        lines += quoted(speech, ("reason", one.reason), ("result", one.release_reason))
    return lines


def reminder_lines(ticket: FullTicket, speech: Speech, *, now: int) -> Lines:
    """When the lead was reminded."""
    return [Content(speech.say("page.reminded", at=speech.moment(at, now))) for at in ticket.reminded]


def halt_lines(halts: Iterable[Halt], speech: Speech, *, now: int) -> Lines:
    """When the clocks stood still, and why."""
    lines: Lines = []
    for halt in halts:
        stretch = {"since": speech.moment(halt.since, now), "until": speech.moment(halt.until, now)}
        said = speech.say(f"page.halt.{halt.sort}", why=speech.word("pause_reason", halt.why), **stretch)
        state = speech.say("page.halt.ended", at=speech.moment(halt.ended, now)) if halt.ended else speech.say("page.halt.open")
        lines.append(Content.assemble(said, "  ", (state, "bold")))
    return lines


def exclusion_lines(exclusion: Exclusion | None, speech: Speech, *, now: int) -> Lines:
    """Why the ticket is left out of the rates."""
    if exclusion is None:
        return []
    head = speech.say("page.excluded", at=speech.moment(exclusion.at, now), why=speech.word("exclusion", exclusion.why))
    return [Content(head), *quoted(speech, ("reason", exclusion.reason), ("evidence", speech.listed(exclusion.evidence)))]


def ladder_lines(ticket: FullTicket, speech: Speech, *, now: int) -> Lines:
    """The rungs still to climb with who is told then, and those climbed; nothing on a ticket that has ended."""
    lines = [
        Content(
            speech.say(
                "page.ladder.next", at=speech.moment(rung.at, now), rung=speech.word("rung", rung.name), share=f"{rung.share * 100:g}",
                told=speech.listed(speech.word("ladder", role) for role in rung.told),
            )
        )
        for rung in (() if ticket.ended else ticket.ladder)
    ]  # fmt: skip
    if ticket.climbed:
        lines.append(Content(speech.say("page.ladder.climbed", rungs=speech.listed(speech.word("rung", name) for name in ticket.climbed))))
    return lines
