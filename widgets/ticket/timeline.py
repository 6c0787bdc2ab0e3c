"""A ticket's history as lines: when, who, what, and what people wrote."""

from collections.abc import Iterable

from textual.content import Content

from api_client.models.recorded import Recorded
from widgets.speech import Speech
from widgets.ticket.history import sentence, written


def timeline_lines(timeline: Iterable[Recorded], speech: Speech, *, now: int) -> list[Content]:
    """The whole history, oldest first: a line for what happened, dim lines for what was written."""
    lines: list[Content] = []
    for recorded in timeline:
        lines.append(
            Content.assemble(
                (speech.moment(recorded.at, now), "bold"), "  ", (speech.person(recorded.by), "dim"), "  ", sentence(recorded, speech, now=now)
            )
        )
        lines += [Content.assemble("    ", (text, "dim")) for text in written(recorded, speech, now=now)]
    return lines or [Content.styled(speech.say("page.timeline.empty"), "dim")]
