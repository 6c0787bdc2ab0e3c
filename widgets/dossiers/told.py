"""What a dossier tells, in words without a look: facts, the changes it makes, measures, remarks, what came of its tickets."""

from collections.abc import Iterator, Sequence

from api_client.models.dossier import Dossier, DossierKind
from api_client.models.page import Results
from api_client.models.text import clean
from widgets.speech import Speech
from widgets.tables.work_tables import owner

MOST = 20
"""Longest list of one sort; the count tells of the rest."""
PAIR = tuple[str, str]


def facts(dossier: Dossier, speech: Speech, now: int) -> Iterator[PAIR]:
    """Each fact with the name of its label, `filed.<name>`; empty where there is none."""
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


def changes(dossier: Dossier, speech: Speech) -> Iterator[str]:
    """Lines of the catalogue that it changes, and from which day."""
    for line in dossier.changes[:MOST]:
        facts = {"code": clean(line.code), "path": clean(f"{line.level1} / {line.level2} / {line.level3}"), "day": line.effective_from.isoformat()}
        if line.effective_to == line.effective_from:
            yield speech.say("filed.change_ends", **facts)
        else:
            yield speech.say("filed.change", owner=owner(line.owner, speech), tier=speech.word("tier", line.tier), **facts)
    if len(dossier.changes) > MOST:
        yield speech.say("sheet.more", count=len(dossier.changes) - MOST)


def measures(dossier: Dossier, speech: Speech, now: int) -> Iterator[str]:
    """What is to be done by whom and until when, or what came of it."""
    for place, one in enumerate(dossier.measures, 1):
        facts = {"place": place, "text": clean(one.text), "unit": speech.unit(one.unit)}
        if one.met is None:
            yield speech.say("filed.measure", due=one.due.isoformat(), **facts)
        else:
            yield speech.say("filed.measure_met", met=speech.moment(one.met, now), result=clean(one.result), **facts)


def remarks(dossier: Dossier, speech: Speech, now: int) -> Iterator[str]:
    """What was added later."""
    for one in dossier.remarks:
        yield f"{speech.moment(one.at, now)}  {speech.person(one.by)}  {speech.word('choice.sort', one.sort)}  {clean(one.text)}"


def results(results: Results, speech: Speech, now: int, *, most: int = MOST) -> Iterator[str]:
    """What came of the tickets that belong to it, of so many of them one by one."""
    say = speech.say
    yield say("filed.results_counts", tickets=results.tickets, solved=results.solved)
    if stages := speech.listed(f"{speech.word('stage', stage)} {count}" for stage, count in results.stages.items()):
        yield stages
    if results.chain:
        yield say("filed.results_same_day", count=results.same_day)
    for ticket in results.chain[:most]:
        stamps = {name: speech.moment(getattr(ticket, name), now) for name in ("received", "dispatched", "contacted", "fed_back")}
        state = speech.listed([speech.word("stage", ticket.stage.value), speech.unit(ticket.lead) if ticket.lead else ""])
        yield f"{clean(ticket.title)}  {state}"
        yield f"  {say('filed.chain', number=ticket.number, **stamps)}"
    if len(results.chain) > most:
        yield say("sheet.more", count=len(results.chain) - most)
    if results.months:
        yield say("labelled", label=say("filed.results_months"), value=speech.listed(f"{month} {count}" for month, count in results.months.items()))
