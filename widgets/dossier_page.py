"""A dossier on a page: what it is about, measures, remarks, what came of its tickets, what may be asked, its history (台账)."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from api_client.models.dossier import Dossier, DossierKind
from api_client.models.page import DossierView, Results
from api_client.models.text import clean
from widgets.sheet_page import handover_lines, month_lines
from widgets.speech import Speech
from widgets.timeline import timeline_lines
from widgets.work_tables import owner

MOST = 20
"""Longest list of one sort; the count tells of the rest."""
OTHER_KIND = "wrong_kind"
"""Why a command is not for dossiers of this kind: nothing one needs to be told."""
PAIR = tuple[str, str]


def dossier_lines(view: DossierView, speech: Speech, *, now: int) -> list[Content]:
    """The whole page."""
    dossier = view.dossier
    lines = [Content.styled(clean(dossier.title), "bold"), *(_fact(label, value, speech) for label, value in _facts(dossier, speech, now) if value)]
    if dossier.text:
        lines += [Content(""), *map(Content, clean(dossier.text, lines=True).splitlines())]
    parts: list[tuple[str, list[str]]] = [
        ("filed.changes", list(_changes(dossier, speech))),
        ("filed.measures", list(_measures(dossier, speech, now))),
        ("dossiers.remarks", list(_remarks(dossier, speech, now))),
        ("filed.results", list(_results(view.results, speech, now)) if view.results else []),
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


def _fact(label: str, value: str, speech: Speech) -> Content:
    return Content.assemble((f"{speech.say(f'filed.{label}')}  ", "dim"), value)


def _facts(dossier: Dossier, speech: Speech, now: int) -> Iterator[PAIR]:
    yield "sort", speech.word("choice.sort", dossier.sort) if dossier.kind is not DossierKind.CONDUCT else speech.word("breach", dossier.sort)
    yield "unit", speech.unit(dossier.unit) if dossier.unit else ""
    yield "units", _some(tuple(map(speech.unit, dossier.units)), speech)
    yield "streets", _some(tuple(map(speech.unit, dossier.streets)), speech)
    yield "people", speech.listed(map(clean, dossier.people))
    yield "theme", clean(dossier.theme)
    yield "month", dossier.month
    yield "items", _some(tuple(map(clean, dossier.items)), speech)
    yield "setting", clean(dossier.setting)
    yield "tickets", _some(dossier.tickets, speech)
    yield "time", f"{speech.moment(dossier.starts, now)} - {speech.moment(dossier.ends, now)}" if dossier.starts and dossier.ends else ""
    yield "due", dossier.due.isoformat() if dossier.due else ""
    yield "referred", clean(dossier.referred)
    yield "result", clean(dossier.result)


def _some(names: Sequence[str], speech: Speech) -> str:
    more = f" {speech.say('sheet.more', count=len(names) - MOST)}" if len(names) > MOST else ""
    return speech.listed(names[:MOST]) + more


def _changes(dossier: Dossier, speech: Speech) -> Iterator[str]:
    for line in dossier.changes[:MOST]:
        facts = {"code": clean(line.code), "path": clean(f"{line.level1} / {line.level2} / {line.level3}"), "day": line.effective_from.isoformat()}
        if line.effective_to == line.effective_from:
            yield speech.say("filed.change_ends", **facts)
        else:
            yield speech.say("filed.change", owner=owner(line.owner, speech), tier=speech.word("tier", line.tier), **facts)
    if len(dossier.changes) > MOST:
        yield speech.say("sheet.more", count=len(dossier.changes) - MOST)


def _measures(dossier: Dossier, speech: Speech, now: int) -> Iterator[str]:
    for place, one in enumerate(dossier.measures, 1):
        facts = {"place": place, "text": clean(one.text), "unit": speech.unit(one.unit)}
        if one.met is None:
            yield speech.say("filed.measure", due=one.due.isoformat(), **facts)
        else:
            yield speech.say("filed.measure_met", met=speech.moment(one.met, now), result=clean(one.result), **facts)


def _remarks(dossier: Dossier, speech: Speech, now: int) -> Iterator[str]:
    for one in dossier.remarks:
        yield f"{speech.moment(one.at, now)}  {speech.person(one.by)}  {speech.word('choice.sort', one.sort)}  {clean(one.text)}"


def _results(results: Results, speech: Speech, now: int) -> Iterator[str]:
    say = speech.say
    yield say("filed.results_counts", tickets=results.tickets, solved=results.solved)
    if stages := speech.listed(f"{speech.word('stage', stage)} {count}" for stage, count in results.stages.items()):
        yield stages
    if results.chain:
        yield say("filed.results_same_day", count=results.same_day)
    for ticket in results.chain[:MOST]:
        stamps = {name: speech.moment(getattr(ticket, name), now) for name in ("received", "dispatched", "contacted", "fed_back")}
        yield say("filed.chain", number=ticket.number, **stamps)
    if results.months:
        yield say("labelled", label=say("filed.results_months"), value=speech.listed(f"{month} {count}" for month, count in results.months.items()))


def _asks(view: DossierView, speech: Speech) -> Iterator[Content]:
    may = speech.listed(speech.word("command", ask.do) for ask in view.asks if ask.may)
    yield Content.assemble((f"{speech.say('page.asks')}  ", "bold"), may or speech.say("page.asks.none"))
    for ask in view.asks:
        if not ask.may and ask.code != OTHER_KIND:
            yield Content.styled(f"{speech.word('command', ask.do)}  {clean(ask.why)}", "dim")
