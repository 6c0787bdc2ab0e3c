"""The life of a clock in words that one can read out to a caller: since when, how long in all, what of it is used, when it stood still and why."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from textual.content import Content

from api_client.models.clock import Clock, ClockState, Segment
from api_client.models.recorded import Recorded
from widgets.speech import Speech
from widgets.ticket.event_facts import moment_of

EXTENDED = "extended"
"""The event that makes a limit later."""
COUNTED = (ClockState.RUNNING, ClockState.MISSED)
"""The states in which time is used up."""


def story(clock: Clock, speech: Speech, *, now: int, added: float = 0) -> list[Content]:
    """One line that sums it up; below it the stretches of a life that was ever interrupted. A summary tells no stretches.

    `added` is how much extensions gave it, in seconds.
    """
    lasting = [part for part in clock.segments if part.end != part.start]
    lines = [Content.styled(f"    {speech.listed(_summed(clock, lasting, speech, now, added))}", "dim")]
    return lines + [_segment(part, speech, now) for part in lasting] if len(lasting) > 1 else lines


def _summed(clock: Clock, lasting: list[Segment], speech: Speech, now: int, added: float) -> Iterator[str]:
    """Whose it is where not the lead's, since when, how long in all, what was used, what stood still and why, extensions, its end."""
    say = speech.say
    if clock.of:
        yield speech.unit(clock.of)
    own = [part for part in lasting if part.start >= clock.start]
    if clock.working:
        yield say("page.story.working", start=speech.moment(clock.start, now))
    else:
        still = sum(((part.end or clock.due) - part.start).total_seconds() for part in own if part.state is ClockState.PAUSED)
        yield say("page.story", start=speech.moment(clock.start, now), whole=speech.span((clock.due - clock.start).total_seconds() - still))
    if own and not clock.working:
        yield say("page.story.used", span=speech.span(sum(_length(part.start, part.end, now) for part in own if part.state in COUNTED)))
    for why, span in _stood_still(own, now).items():
        yield say("page.story.still", why=speech.word("did", why), span=speech.span(span))
    if times := sum(part.why == "extended" for part in clock.segments):
        yield say("page.extensions", n=times) + (say("aside", text=f"+{speech.span(added)}") if added else "")
    if clock.ended:
        yield say("page.ended", at=speech.moment(clock.ended, now))


def extended_by(timeline: Iterable[Recorded]) -> float:
    """How much later all extensions together made the tier's limit, in seconds."""
    told = [one.data for one in timeline if one.type == EXTENDED]
    pairs = [(moment_of(data.get("due_from")), moment_of(data.get("due_to"))) for data in told]
    return sum((to - since).total_seconds() for since, to in pairs if since and to)


def _stood_still(stretches: list[Segment], now: int) -> Mapping[str, float]:
    """How long it stood still, by what began that."""
    spans: dict[str, float] = {}
    for part in stretches:
        if part.state is ClockState.PAUSED:
            spans[part.why] = spans.get(part.why, 0) + _length(part.start, part.end, now)
    return spans


def _segment(segment: Segment, speech: Speech, now: int) -> Content:
    end = speech.moment(segment.end, now) if segment.end else speech.say("page.now")
    span = speech.span(_length(segment.start, segment.end, now))
    said = speech.say("page.segment", start=speech.moment(segment.start, now), end=end, state=speech.word("state", segment.state.value), span=span)
    why = speech.say("page.segment.why", why=speech.word("did", segment.why)) if segment.why else ""
    return Content.styled(f"      {said}{why}", "dim")


def _length(start: datetime, end: datetime | None, now: int) -> float:
    return (end.timestamp() if end else now) - start.timestamp()
