"""A ticket's history as lines: when, who, what, and what people wrote."""

from collections.abc import Iterable

from textual.content import Content

from api_client.models.recorded import Recorded
from widgets.speech import Speech
from widgets.ticket.history import sentence, written

SPACIOUS = 130
"""From so many cells on what happened stands in a column of its own, whoever did it."""


def timeline_lines(timeline: Iterable[Recorded], speech: Speech, *, now: int, width: int = 0) -> list[Content]:
    """The whole history, oldest first: a line for what happened, dim lines for what was written; in columns where the place is wide."""
    told = [(Content.styled(speech.moment(one.at, now), "bold"), Content.styled(speech.person(one.by), "dim"), one) for one in timeline]
    wide = width >= SPACIOUS
    when = max((moment.cell_length for moment, _, _ in told), default=0) if wide else 0
    who = max((person.cell_length for _, person, _ in told), default=0) if wide else 0
    lines: list[Content] = []
    for moment, person, recorded in told:
        padded = (moment.pad_right(max(0, when - moment.cell_length)), person.pad_right(max(0, who - person.cell_length)))
        lines.append(Content("  ").join([*padded, Content(sentence(recorded, speech, now=now))]))
        inset = " " * (when + who + 4)
        lines += [Content.assemble(inset, (text, "dim")) for text in written(recorded, speech, now=now)]
    return lines or [Content.styled(speech.say("page.timeline.empty"), "dim")]
