"""The sheets that a dossier keeps: a shift as it was handed over, a month as it was closed; from their figures to lines (交接班、月度考核)."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from api_client.models.text import clean
from widgets.cells.columns import fit
from widgets.speech import Speech
from widgets.tables.board_tables import basis, indicators

BANDS = ("long", "overdue", "urgent", "warn", "watch", "calm", "paused")
LISTS = ("signatures", "halted", "unsigned")
FIRST = 10
"""So many units of a ranking are named; the boards have the rest."""
Sheet = Mapping[str, Any]


def _part(head: str, told: list[str], speech: Speech) -> list[Content]:
    return [Content(""), Content.styled(head.lstrip("# "), "bold"), *map(Content, told or [speech.say("sheet.none")])]


def handover_lines(sheet: Sheet, speech: Speech, *, now: int) -> list[Content]:
    """The shift: how it stood by tier, what burns, what waits, what happened."""
    say = speech.say
    lines = [Content(""), Content(say("sheet.since", since=_moment(sheet["since"], speech, now), open=sheet["open"]))]
    names = {tier: tier or say("desk.no_tier") for tier in sorted(sheet["bands"], key=_quickest)}
    tiers = [f"{fit(name, max(map(cell_len, names.values())), '')}  {_counts(sheet['bands'][tier], speech)}" for tier, name in names.items()]
    lines += _part(say("sheet.bands"), tiers, speech)
    lines += _part(say("sheet.burning"), _tickets(sheet["burning"], speech, now), speech)
    for name in LISTS:
        part = sheet[name]
        lines += _part(say(f"sheet.{name}", count=part["count"]), _tickets(part["first"], speech, now), speech)
    lines += _part(say("sheet.happened"), [f"{speech.word('did', what)} {count}" for what, count in sheet["happened"].items()], speech)
    alerts = [f"{_moment(one['at'], speech, now)}  {one['number']}  {speech.word('did', one['what'])}" for one in sheet["alerts"]]
    return lines + _part(say("sheet.alerts"), alerts, speech)


def _quickest(tier: str) -> tuple[bool, float, str]:
    """Where a tier stands among others: the shortest time first, what has none last."""
    number, unit = tier[:-1], tier[-1:]
    hours = float(number) * (24 if unit == "d" else 1) if number.isdecimal() else math.inf
    return not tier, hours, tier


def _counts(counts: Mapping[str, int], speech: Speech) -> str:
    return speech.listed(f"{speech.word('band', band)} {counts[band]}" for band in BANDS if band in counts)


def _tickets(ones: Sequence[Mapping[str, Any]], speech: Speech, now: int) -> list[str]:
    """Tickets with whatever the list they stand in tells of them: what is due and what is asked each in one column, the title last."""
    dues = [f"{speech.clock(str(one['clock']))} {_moment(one['due'], speech, now)}" if one.get("due") else "" for one in ones]
    asked = [speech.listed(speech.word("command", wait["do"]) for wait in one.get("waits", ())) for one in ones]
    columns = [[fit(text, max(map(cell_len, texts)), "") for text in texts] for texts in (dues, asked) if texts]
    return ["  ".join(_parts(one, filter(None, told), speech, now)) for one, *told in zip(ones, *columns, strict=True)]


def _parts(one: Mapping[str, Any], told: Iterable[str], speech: Speech, now: int) -> Iterator[str]:
    yield str(one["number"])
    yield from told
    if one.get("until"):
        yield speech.say("sheet.until", until=_moment(one["until"], speech, now))
    if one.get("lead"):
        yield speech.unit(str(one["lead"]))
    yield clean(str(one["title"]))


def _moment(text: str, speech: Speech, now: int) -> str:
    return speech.moment(datetime.fromisoformat(text), now)


def month_lines(sheet: Sheet, speech: Speech) -> list[Content]:
    """The month: its figures, the first of each ranking, classes, interviews, how many do not count."""
    say, total = speech.say, sheet["total"]
    rates = [f"{name} {_rate(total['figures'][key]['rate'])}" for key, name in indicators(dict(sheet), speech)]
    figures = [f"{speech.word('board', 'points')} {_rate(total['points'])}", *rates, f"{speech.word('board', 'volume')} {total['volume']}"]
    lines = _part(say("board.total"), ["  ".join(figures), *(line for text in basis(dict(sheet), speech) for line in text.splitlines())], speech)
    for level, rows in sheet["levels"].items():
        told = [f"{row['rank']}. {speech.unit(row['unit'])}  {_rate(row['points'])}" for row in rows[:FIRST] if row["rank"] is not None]
        lines += _part(f"{say('boards.ranking')}  {say(f'boards.level.{level}')}", told, speech)
    lines += _part(say("board.class"), list(_named(sheet["classes"], "class", speech)), speech)
    lines += _part(say("boards.interviews"), list(_named(sheet["interviews"], "choice.sort", speech)), speech)
    return lines + _part(say("boards.excluded"), [say("boards.tickets", count=len(sheet["exclusions"]))], speech)


def _named(groups: Mapping[str, list[str]], topic: str, speech: Speech) -> Iterator[str]:
    for name, units in groups.items():
        if units:
            yield speech.say("labelled", label=speech.word(topic, name), value=speech.units(units))


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
