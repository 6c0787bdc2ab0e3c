"""The boards of the work itself: supervision, load, misdispatch, surges, topics, seasons; from the wire's JSON to tables."""

from datetime import datetime
from typing import Any

from api_client.models.text import clean
from widgets.cells import glyphs
from widgets.cells.spark import measure
from widgets.speech import Speech
from widgets.tables.board_tables import BAD, BAR, Told, word
from widgets.tables.table import Cell, Column, Row, Table, row

MOMENT = 11
"""Cells of a day and an hour: they are never cut."""
WHOLE = 80
"""Cells of a sentence that is told whole or, as it stands below the list too, not at all."""
SHARED_OWNERS = ("street", "district")


def supervision(board: Told, speech: Speech) -> Table:
    """Every open supervision, the longest standing first."""
    columns = (
        Column(word(speech, "days"), number=True), Column(word(speech, "level"), least=8, rank=3), Column(word(speech, "why"), least=8, rank=2),
        Column(word(speech, "title"), least=10, most=60, wish=28), Column(word(speech, "lead"), least=12, rank=1),
        Column(word(speech, "due"), least=MOMENT),
        Column(word(speech, "ticket"), rank=4, least=15), Column(word(speech, "supervisor"), rank=5, least=12),
        Column(word(speech, "said"), rank=6, least=WHOLE, most=WHOLE),
    )  # fmt: skip
    rows = tuple(
        row(
            f"ticket:{one['ticket']}", one["days"], speech.word("supervised_at", one["level"]), speech.word("supervise_reason", one["why"]),
            clean(one["title"]), speech.unit_short(one["lead"]),
            Cell(_moment(one["due"], board["now"], speech), BAD if one["overdue"] else glyphs.PLAIN),
            clean(one["ticket"]), clean(one["owner"]) or speech.unit(one["unit"]), clean(one["reason"]),
        )
        for one in board["rows"]
    )  # fmt: skip
    return Table(columns, rows)


def _moment(text: str, now: str, speech: Speech) -> str:
    return speech.moment(datetime.fromisoformat(text), int(datetime.fromisoformat(now).timestamp())) if text else ""


def load(board: Told, speech: Speech, *, ascii_only: bool = False) -> Table:
    """Who carries how much now and this month, and helps whom."""
    names = ("orders", "share", "cumulated", "hops", "handover_hours", "whistle", "whistle_in_time", "joint", "joint_in_time", "stayed", "score")
    columns = (
        Column(word(speech, "unit"), least=10), Column(word(speech, "open"), number=True), BAR, Column(word(speech, "overdue"), number=True),
        *(Column(word(speech, name), number=True, rank=at) for at, name in enumerate(names)),
    )  # fmt: skip
    most = max((one["open"] for one in board["rows"]), default=0)
    rows = tuple(
        row(
            f"key:{one['unit']}", speech.unit(one["unit"]), one["open"], measure(one["open"], most, ascii_only=ascii_only),
            Cell(str(one["overdue"]), BAD if one["overdue"] else glyphs.PLAIN), *(one.get(name, 0) for name in names),
        )
        for one in board["rows"]
    )  # fmt: skip
    people = tuple(f"{clean(one['title'] or one['name'])}  {one['did']}" for one in board["people"])
    return Table(columns, rows, people)


def misdispatch(board: Told, speech: Speech) -> Table:
    """Catalogue lines that sent tickets wrong, where those went instead, and the change that is proposed."""
    columns = (
        Column(word(speech, "times"), number=True), Column(word(speech, "item"), least=12, most=60), Column(word(speech, "owner"), least=14, rank=2),
        Column(word(speech, "went_to"), least=8, wish=16), Column(word(speech, "proposed_owner"), least=14, rank=1),
        Column(word(speech, "code"), rank=3),
    )  # fmt: skip
    rows = tuple(
        row(
            f"numbers:{','.join(one['tickets'])}", one["times"], matter(one["item"], speech), owner(one["owner"], speech), speech.unit(one["unit"]),
            Cell(owner(one["proposed_owner"], speech), glyphs.STRONG), clean(one["item"]),
        )
        for one in board["rows"]
    )  # fmt: skip
    return Table(columns, rows)


def owner(code: str, speech: Speech) -> str:
    """A unit, or whose the address is."""
    return speech.say(f"filed.owner.{code}") if code in SHARED_OWNERS else speech.unit(code)


def matter(code: str, speech: Speech) -> str:
    """A catalogue line as it is called where there is little room: its last level, its code where it is not known."""
    return path(code, speech).rpartition(" / ")[2]


def path(code: str, speech: Speech) -> str:
    """A catalogue line's three levels in this language; its code where it is not known."""
    item = speech.city.items.get(code) if speech.city else None
    if item is None:
        return clean(code)
    english = (item.level1_en, item.level2_en, item.level3_en)
    return clean(" / ".join(english if speech.lang == "en" and all(english) else (item.level1, item.level2, item.level3)))


def surge(board: Told, speech: Speech) -> Table:
    """The surges that are going on, the largest first."""
    columns = (
        Column(word(speech, "times"), number=True), Column(word(speech, "title"), least=12, most=60), Column(word(speech, "street"), least=8),
        Column(word(speech, "lead"), least=8, rank=1), Column(word(speech, "ticket"), least=15, rank=2),
    )  # fmt: skip
    told = [(one["ticket"], one["count"]) for one in board["surges"]]
    rows = tuple(
        row(f"ticket:{one['number']}", count, clean(one["title"]), speech.unit(one["street"]), speech.unit(one["lead"]), clean(one["number"]))
        for one, count in told
    )
    return Table(columns, rows)


def topics(board: Told, speech: Speech) -> Table:
    """What the tickets of a period speak of, and the catalogue lines that recur in a street."""
    columns = (
        Column(word(speech, "times"), number=True), Column(word(speech, "sort"), least=4), Column(word(speech, "title"), least=12, most=60),
        Column(word(speech, "street"), least=8, wish=14), Column(word(speech, "last_time"), rank=1, least=MOMENT),
    )  # fmt: skip
    kinds = (speech.say("board.topic"), speech.say("board.recurring"))
    rows: list[Row] = [row(_numbers(one), one["count"], kinds[0], clean(one["title"]), "", "") for one in board["topics"]]
    rows += [
        row(
            _numbers(one), one["count"], kinds[1], matter(one["item"], speech), speech.unit(one["street"]), _moment(one["last"], board["now"], speech)
        )
        for one in board["recurring"]
    ]
    return Table(columns, tuple(rows), (speech.say("board.from_to", since=_day(board["since"], speech), until=_day(board["now"], speech)),))


def _numbers(one: dict[str, Any]) -> str:
    return f"numbers:{','.join(one['numbers'])}"


def _day(text: str, speech: Speech) -> str:
    return datetime.fromisoformat(text).astimezone(speech.zone).date().isoformat()


def seasons(board: Told, speech: Speech) -> Table:
    """The catalogue lines that came with a season of a year, and when to plan against them."""
    columns = (
        Column(word(speech, "in_season"), number=True), Column(word(speech, "item"), least=12, most=60), Column(word(speech, "peak")),
        Column(word(speech, "plan_in")), Column(word(speech, "last_year"), number=True, rank=1),
    )  # fmt: skip
    rows = tuple(
        row(
            "",
            one["in_season"],
            matter(one["item"], speech),
            _month(one["peak"], speech),
            Cell(_month(one["plan_in"], speech), glyphs.STRONG),
            one["last_year"],
        )
        for one in board["items"]
    )
    return Table(columns, rows, (speech.say("board.of_year", year=board["year"]),))


def _month(number: int, speech: Speech) -> str:
    return speech.say("board.month", month=number)


def listed(numbers: list[str], speech: Speech, titles: dict[str, str]) -> Table:
    """Some tickets by number; `titles` are those that this desk holds."""
    columns = (Column(word(speech, "ticket"), least=15), Column(word(speech, "title"), least=10, most=60))
    return Table(columns, tuple(row(f"ticket:{number}", clean(number), clean(titles.get(number, ""))) for number in numbers))


def section(told: Told) -> Table:
    """A part of a report as a table; numbers stand at the right."""
    rows = told["rows"]
    numeric = [bool(rows) and all(isinstance(one[at], int | float | None) for one in rows) for at in range(len(told["columns"]))]
    columns = tuple(
        Column(clean(one["title"]).removesuffix(" rate" if number else ""), number=number, rank=max(0, at - 2), least=8)
        for at, (one, number) in enumerate(zip(told["columns"], numeric, strict=True))
    )
    cells = [[clean(cell) if isinstance(cell, str) else cell for cell in one] for one in rows]
    return Table(columns, tuple(row("", *one) for one in cells), tuple(clean(note, lines=True) for note in told["notes"]))
