"""A dossier on a page: what it is about, measures, remarks, what came of its tickets, what may be asked, its history (台账)."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from textual.content import Content

from api_client.models.dossier import DossierKind
from api_client.models.page import DossierView
from api_client.models.text import clean
from widgets.cells.columns import fit
from widgets.dossiers.sheet_page import handover_lines, month_lines
from widgets.dossiers.told import changes, facts, measures, remarks, results
from widgets.speech import Speech
from widgets.ticket.timeline import timeline_lines

OTHER_KIND = "wrong_kind"
"""Why a command is not for dossiers of this kind: nothing one needs to be told."""


def dossier_lines(view: DossierView, speech: Speech, *, now: int) -> list[Content]:
    """The whole page."""
    dossier = view.dossier
    lines = [Content.styled(clean(dossier.title), "bold"), *_facts(facts(dossier, speech, now), speech)]
    if dossier.text:
        lines += [Content(""), *map(Content, clean(dossier.text, lines=True).splitlines())]
    parts: list[tuple[str, list[str]]] = [
        ("filed.changes", list(changes(dossier, speech))),
        ("filed.measures", list(measures(dossier, speech, now))),
        ("dossiers.remarks", list(remarks(dossier, speech, now))),
        ("filed.results", list(results(view.results, speech, now)) if view.results else []),
        ("dossiers.signed", [speech.person(by) for by in dossier.signed]),
    ]
    for head, told in parts:
        lines += [Content(""), Content.styled(speech.say(head), "bold"), *map(Content, told)] if told else []
    if dossier.kind is DossierKind.HANDOVER and dossier.sheet:
        lines += handover_lines(dossier.sheet, speech, now=now)
    if dossier.kind is DossierKind.MONTH and dossier.sheet:
        lines += month_lines(dossier.sheet, speech)
    lines += [Content(""), *_asks(view, speech), Content(""), Content.styled(speech.say("page.timeline"), "bold")]
    lines += timeline_lines(view.timeline, speech, now=now)
    return lines


def _facts(told: Iterable[tuple[str, str]], speech: Speech) -> list[Content]:
    """What is known, each value in one column."""
    named = [(speech.say(f"filed.{label}"), value) for label, value in told if value]
    column = max((cell_len(name) for name, _ in named), default=0)
    return [Content.assemble((f"{fit(name, column, '')}  ", "dim"), value) for name, value in named]


def _asks(view: DossierView, speech: Speech) -> Iterator[Content]:
    may = speech.listed(speech.word("command", ask.do) for ask in view.asks if ask.may)
    yield Content.assemble((f"{speech.say('page.asks')}  ", "bold"), may or speech.say("page.asks.none"))
    for ask in view.asks:
        if not ask.may and ask.code != OTHER_KIND:
            yield Content.styled(f"{speech.word('command', ask.do)}  {clean(ask.why)}", "dim")
