"""What is said beside a call that is typed: whose it would be and why, which tickets it may repeat, what the hotline would refuse."""

from collections.abc import Sequence

from textual.content import Content

from api_client.models.clock import Clock
from api_client.models.page import Outcome, Problem
from api_client.models.recurring import Duplicate
from api_client.models.routing import Foretold
from api_client.models.text import clean
from widgets.outcome.pane import REFUSED, Answer, refusal_lines
from widgets.speech import Speech

REGISTERED = "registered"


def foretold_lines(told: Foretold, speech: Speech, *, guessed: str = "", now: int) -> list[Content]:
    """Lead, tier, copy, why, and when each clock would be due; `guessed` is the place that the address names."""
    say = speech.say
    lines = [
        Content.assemble((say("foretold.to"), "bold"), "  ", (speech.unit(told.unit), "bold"), f"  {speech.word('tier', told.tier)}")
        if told.unit
        else Content.styled(say("foretold.nobody"), "bold")
    ]
    if told.cc:
        lines[0] = Content.assemble(lines[0], "  ", say("foretold.cc", unit=speech.unit(told.cc)))
    lines.append(Content(_why(told, speech)))
    if guessed:
        lines.append(Content.styled(say("foretold.guessed", unit=speech.unit(guessed)), "dim"))
    if told.unit:
        lines.append(Content.styled(speech.listed(_due(clock, speech, now) for clock in told.clocks), "dim"))
    return lines


def _why(told: Foretold, speech: Speech) -> str:
    """The reason in a sentence: the line's owner, or why it is left to the district."""
    if told.basis == "fallback":
        return speech.say("foretold.why.no_street" if told.owner else "foretold.why.no_line")
    if told.owner in ("street", "district"):
        return speech.say(f"foretold.why.{told.owner}")
    return speech.say("foretold.why.unit", unit=speech.unit(told.owner))


def _due(clock: Clock, speech: Speech, now: int) -> str:
    return speech.say("foretold.clock", clock=speech.clock(clock.name.value), due=speech.moment(clock.due, now))


def likely_lines(items: Sequence[Duplicate], speech: Speech, *, chosen: int, keys: str) -> list[Content]:
    """The tickets that the call may repeat, each with its reasons, the chosen one marked; `keys` says what to press."""
    if not items:
        return []
    lines = [Content.assemble((speech.say("likely.head", n=len(items)), REFUSED), ("  " + keys, "dim"))]
    for place, one in enumerate(items):
        reasons = speech.listed(_reason(reason, one, speech) for reason in one.reasons)
        stage = speech.word("stage", one.ticket.stage.value)
        head = f"{'>' if place == chosen else ' '} {clean(one.ticket.number)} {stage}"
        said = speech.say("likely.reasons", reasons=reasons)
        rest = f" {said} {clean(one.ticket.title)} {speech.unit(one.ticket.lead)}"
        lines.append(Content.assemble((head, "bold reverse" if place == chosen else "bold"), rest))
    return lines


def _reason(reason: str, one: Duplicate, speech: Speech) -> str:
    word = speech.word("alike", reason)
    return speech.say("likely.share", reason=word, share=round(one.likeness * 100)) if reason == "similar_text" else word


def verdict_lines(answer: Answer, speech: Speech, *, now: int) -> list[Content]:
    """What the hotline would make of the registration, where that is not simply a new ticket."""
    match answer:
        case Problem():
            return refusal_lines(answer, speech, now=now)
        case Outcome(number=number, events=events) if events and all(event.type != REGISTERED for event in events):
            return [Content.styled(speech.say("likely.becomes_inquiry", number=clean(number)), REFUSED)]
    return []
