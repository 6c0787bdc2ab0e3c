"""Dossiers as lines of plain text: the list, one of them, and a handover sheet as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from api_client.models.dossier import Dossier, DossierKind
from api_client.models.page import DossierBrief, DossierOutcome, DossierView
from api_client.models.text import clean
from widgets.cells.columns import fit
from widgets.dossiers.told import changes, facts, measures, remarks, results
from widgets.speech import Speech
from widgets.ticket.history import sentence, written

KIND_CELLS = 24
BANDS = ("long", "overdue", "urgent", "warn", "watch", "calm", "paused")


def brief_lines(items: Sequence[DossierBrief], speech: Speech) -> Iterator[str]:
    """One line a dossier."""
    say = speech.say
    for one in items:
        state = say("filed.open") if one.open else say("filed.closed")
        measures = say("filed.measures_met", met=one.met, count=one.measures) if one.measures else ""
        due = one.due.isoformat() if one.due and one.open else ""
        tail = "  ".join(part for part in (speech.unit(one.unit), measures, due) if part)
        kind = fit(say(f"dossier.{one.kind.value}"), KIND_CELLS, "…")
        yield f"{one.number:<12} {state:<6} {kind} {one.month:<7} {clean(one.title)}  {tail}".rstrip()


def dossier_outcome_lines(outcome: DossierOutcome, speech: Speech) -> Iterator[str]:
    """What a command did to a dossier: what happened, and whose desks hear of it."""
    now = int(outcome.now.timestamp())
    yield from (f"  {sentence(recorded, speech, now=now)}" for recorded in outcome.events)
    if outcome.told:
        yield f"  {speech.say('labelled', label=speech.say('outcome.told'), value=speech.units(outcome.told))}"


def dossier_lines(view: DossierView, speech: Speech) -> Iterator[str]:
    """One dossier from head to timeline; a handover as its sheet."""
    dossier, say, now = view.dossier, speech.say, int(view.now.timestamp())
    if dossier.kind is DossierKind.HANDOVER:
        yield from sheet_lines(dossier, speech, now)
        return
    state = say("filed.closed") if dossier.closed else say("filed.open")
    yield f"{dossier.number}  {say(f'dossier.{dossier.kind.value}')}  {state}  {clean(dossier.title)}"
    for label, value in facts(dossier, speech, now):
        if value:
            yield f"  {say('labelled', label=say(f'filed.{label}'), value=value)}"
    yield from _paragraph(dossier.text)
    yield from _part("filed.changes", changes(dossier, speech), speech)
    yield from _part("filed.measures", measures(dossier, speech, now), speech)
    yield from _part("dossiers.remarks", remarks(dossier, speech, now), speech)
    if dossier.kind is DossierKind.MONTH:
        yield from _figures(dossier.sheet, speech)
    if view.results:
        yield from _part("filed.results", results(view.results, speech, now, most=view.results.tickets), speech)
    yield from ("", say("page.timeline"))
    for recorded in view.timeline:
        number = f"{recorded.ticket}  " if recorded.ticket != dossier.number else ""
        yield f"  {speech.moment(recorded.at, now)}  {speech.person(recorded.by)}  {number}{sentence(recorded, speech, now=now)}"
        yield from (f"    {line}" for text in written(recorded, speech, now=now) for line in text.splitlines())
    if may := speech.listed(ask.do for ask in view.asks if ask.may):
        yield from ("", say("labelled", label=say("page.asks"), value=may))


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield from ("", *(f"  {line}" for line in clean(text, lines=True).splitlines()))


def _part(head: str, told: Iterable[str], speech: Speech) -> Iterator[str]:
    """A part under its heading; nothing where there is nothing to tell."""
    lines = list(told)
    if lines:
        yield from ("", speech.say(head), *(f"  {line}" for line in lines))


def _figures(sheet: dict[str, Any], speech: Speech) -> Iterator[str]:
    """The city's figures of a closed month, and who is called to an interview; `--json` has all of it."""
    total = sheet.get("total", {})
    yield from ("", speech.say("filed.figures", volume=total.get("volume", 0), points=_figure(total.get("points"))))
    for key, one in total.get("figures", {}).items():
        yield f"  {speech.say('filed.figure', name=clean(key), good=one['good'], of=one['of'], rate=_figure(one['rate']))}"
    for sort, units in sheet.get("interviews", {}).items():
        if units:
            yield f"  {speech.say('filed.called', sort=speech.word('choice.sort', sort), units=speech.units(units))}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def sheet_lines(dossier: Dossier, speech: Speech, now: int) -> Iterator[str]:
    """A handover sheet, as Markdown that can be kept or sent as it is."""
    sheet, say = dossier.sheet, speech.say
    yield say("sheet.title", unit=speech.unit(dossier.unit), at=clean(dossier.title))
    yield from ("", f"{dossier.number}  {say('sheet.since', since=_moment(sheet['since'], speech, now), open=sheet['open'])}")
    yield from ("", say("sheet.bands"), "")
    yield from _items(speech, [_tier(tier, counts, speech) for tier, counts in sheet["bands"].items()])
    yield from ("", say("sheet.burning"), "")
    yield from _items(speech, [_ticket(one, speech, now) for one in sheet["burning"]])
    for name in ("signatures", "halted", "unsigned"):
        part = sheet[name]
        yield from ("", say(f"sheet.{name}", count=part["count"]), "")
        yield from _items(speech, [_ticket(one, speech, now) for one in part["first"]])
        if part["count"] > len(part["first"]):
            yield say("sheet.more", count=part["count"] - len(part["first"]))
    yield from ("", say("sheet.happened"), "")
    yield from _items(speech, [f"{speech.word('did', what)} {count}" for what, count in sheet["happened"].items()])
    yield from ("", say("sheet.alerts"), "")
    yield from _items(speech, [f"{_moment(one['at'], speech, now)}  {one['number']}  {speech.word('did', one['what'])}" for one in sheet["alerts"]])
    notes = [dossier.text, *(remark.text for remark in dossier.remarks)]
    yield from ("", say("sheet.notes"), "")
    yield from _items(speech, [clean(note, lines=True).replace("\n", "\n  ") for note in notes if note])
    yield from ("", say("sheet.signed"), "")
    yield from _items(speech, [speech.person(by) for by in dossier.signed])


def _items(speech: Speech, texts: Sequence[str]) -> Iterator[str]:
    yield from (f"- {text}" for text in texts or (speech.say("sheet.none"),))


def _tier(tier: str, counts: dict[str, int], speech: Speech) -> str:
    told = speech.listed(f"{speech.word('band', band)} {counts[band]}" for band in BANDS if band in counts)
    return speech.say("labelled", label=tier or speech.say("sheet.no_tier"), value=told)


def _ticket(one: dict[str, Any], speech: Speech, now: int) -> str:
    """One ticket of the sheet with whatever the list it stands in tells of it."""
    parts = [str(one["number"]), clean(str(one["title"]))]
    if one.get("lead"):
        parts.append(speech.unit(str(one["lead"])))
    if one.get("due"):
        parts.append(f"{speech.clock(str(one['clock']))} {_moment(one['due'], speech, now)}")
    if one.get("until"):
        parts.append(speech.say("sheet.until", until=_moment(one["until"], speech, now)))
    parts += [speech.word("command", wait["do"]) for wait in one.get("waits", ())]
    return "  ".join(parts)


def _moment(text: str, speech: Speech, now: int) -> str:
    return speech.moment(datetime.fromisoformat(text).astimezone(UTC), now)
