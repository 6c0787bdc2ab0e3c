"""A handover sheet on a page: who signed, what may not be, the remarks, then the figures; and a sketch of it from what is kept here."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rich.cells import cell_len
from textual.content import Content

from api_client.models.dossier import Dossier
from api_client.models.line import BANDS, Line
from api_client.models.page import Ask
from api_client.models.text import clean
from widgets.cells.columns import fit
from widgets.dossiers.sheet_page import handover_lines
from widgets.lines.around import Counts
from widgets.speech import Speech

MOST = 20
"""Longest list of a sketch; the counts tell of the rest."""


def sheet_page(dossier: Dossier, speech: Speech, *, now: int, asks: Iterable[Ask] = ()) -> list[Content]:
    """The whole sheet. `asks` tell whether it may be taken over."""
    say = speech.say
    title = f"{dossier.number or say('handover.unsigned')}  {speech.unit(dossier.unit)}  {clean(dossier.title)}"
    signed = speech.listed(speech.person(by) for by in dossier.signed) if dossier.number else ""
    lines = [Content.styled(title, "bold")]
    lines += [Content(say("labelled", label=say("handover.signed"), value=signed))] if signed else []
    lines += [Content.styled(clean(ask.why), "bold") for ask in asks if ask.do == "take_over" and not ask.may]
    notes = [dossier.text, *(remark.text for remark in dossier.remarks)]
    lines += [Content(line) for note in notes for line in clean(note, lines=True).splitlines()]
    return lines + handover_lines(dossier.sheet, speech, now=now)


def sketch_lines(counts: Counts, burning: Sequence[Line], tiers: Sequence[str], speech: Speech, *, now: int) -> list[Content]:
    """How the desk stands by the copy kept here: counts by tier, and what burns, worst first."""
    say = speech.say
    lines = [Content.styled(say("handover.sketch", open=sum(counts.values())), "bold"), Content("")]
    column = max(map(cell_len, (*tiers, say("desk.no_tier"))))
    for tier in (*tiers, *sorted({tier for tier, _ in counts} - set(tiers))):
        told = speech.listed(f"{speech.word('band', band)} {counts[tier, band]}" for band in BANDS if counts.get((tier, band)))
        lines += [Content(f"{fit(tier or say('desk.no_tier'), column, '')}  {told}")] if told else []
    lines += [Content(""), Content.styled(say("handover.burning", count=len(burning)), "bold")]
    dues = [f"{speech.clock(line.next_clock)} {speech.moment(datetime.fromtimestamp(line.next_due, UTC), now)}" for line in burning[:MOST]]
    wide = max(map(cell_len, dues), default=0)
    for line, due in zip(burning, dues, strict=False):
        lines.append(Content("  ".join(filter(None, (line.number, fit(due, wide, ""), speech.unit(line.lead), clean(line.title))))))
    return lines
