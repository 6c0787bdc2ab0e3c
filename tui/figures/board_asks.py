"""The boards of the desk: what each asks the hotline, and the table that the answers become."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from api_client.models.city import UnitKind
from tui.figures.periods import before
from tui.questions import Question, question
from widgets.speech import Speech
from widgets.tables import board_tables as count
from widgets.tables import work_tables as work
from widgets.tables.board_tables import Told
from widgets.tables.table import Table

LEVELS = ("district", "street", "department", "enterprise")
TREND_MONTHS = 6
TRACED = "200"
"""How many of the tickets behind a figure are listed."""
PARTS = ("misses", "numerator", "denominator", "excluded")
"""What of a figure can be traced, what went wrong first."""


class Scope(NamedTuple):
    """What a board is asked about."""

    month: str
    level: str = ""
    lang: str = "zh"
    indicator: str = "response"
    """Any indicator of the policy in force: what is left out is left out of all."""


class Shown(NamedTuple):
    """What a table is made with beside the answers."""

    speech: Speech
    ascii_only: bool
    titles: Mapping[str, str]
    """Titles of the tickets that this desk holds, by number."""


KINDS = {"enterprise": (UnitKind.SOE, UnitKind.GREEN)}
"""Kinds of unit at a level, where they are called otherwise."""


class Board(NamedTuple):
    """One board; by its name a sentence says what an empty one means."""

    name: str
    asks: Callable[[Scope], Sequence[Question]]
    table: Callable[[Sequence[Told], Shown], Table]
    levels: tuple[str, ...] = ()
    """The levels it is drawn up for; an empty one is all of them."""
    monthly: bool = True
    """Whether it is of a month."""


def levels_there(board: Board, units: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The levels of a board at which a city has units; all of them where nothing is known of the city."""
    kinds = {unit["kind"] for unit in units}
    found = tuple(level for level in board.levels if not level or not kinds.isdisjoint(KINDS.get(level, (level,))))
    return found if kinds else board.levels


def idle(board: Board, month: str, this_month: str) -> set[str]:
    """Names of the keys that would do nothing on a board: a level or a month where it has none, a month that has not begun."""
    none = set() if board.levels else {"level"}
    if not board.monthly:
        return none | {"earlier", "later"}
    return none | ({"later"} if month >= this_month else set())


def named_in(told: Sequence[Any]) -> set[str]:
    """The tickets that answers list."""
    return {one["ticket"] for board in told if isinstance(board, dict) for one in board.get("items", ()) if isinstance(one.get("ticket"), str)}


def trace(month: str, figure: str, *, key: str = "", level: str = "", by: str = "unit") -> Board:
    """The tickets behind a figure of a row as a board of its own."""
    asked = question("board", name="rates/tickets", month=month, figure=figure, key=key, level=level, by=by, limit=TRACED)
    return Board("trace", lambda _: (asked,), lambda told, shown: count.traced(told[0], shown.speech, dict(shown.titles)))


def listed(numbers: Sequence[str]) -> Board:
    """Some tickets as a board of its own; nothing is asked for them."""
    return Board("list", lambda _: (), lambda _, shown: work.listed(list(numbers), shown.speech, dict(shown.titles)), monthly=False)


def _asks(name: str) -> Callable[[Scope], Sequence[Question]]:
    return lambda scope: (question("board", name=name, month=scope.month, level=scope.level),)


def _now(name: str) -> Callable[[Scope], Sequence[Question]]:
    return lambda _: (question("board", name=name),)


def _months(scope: Scope) -> Sequence[Question]:
    return [question("board", name="rates", month=before(scope.month, ago), level=LEVELS[0]) for ago in reversed(range(TREND_MONTHS))]


def _left_out(scope: Scope) -> Sequence[Question]:
    return (question("board", name="rates/tickets", month=scope.month, figure=f"{scope.indicator}.excluded", limit=TRACED),)


def _interviews(scope: Scope) -> Sequence[Question]:
    return (question("report", name="monthly", form="application/json", month=scope.month, lang=scope.lang),)


def _called(told: Sequence[Any], _: Shown) -> Table:
    """The part of the month's report that names who is called to an interview. The report comes as JSON in a text."""
    return work.section(next(part for part in report(told[0])["sections"] if part["key"] == "interviews"))


def report(text: Any) -> Told:
    """A report that was asked for as JSON; what the courier hands on is its text."""
    read: Told = json.loads(text)
    return read


BOARDS: tuple[Board, ...] = (
    Board("rates", _asks("rates"), lambda told, shown: count.rates(told[0], shown.speech, ascii_only=shown.ascii_only), LEVELS),
    Board("ranking", _asks("ranking"), lambda told, shown: count.ranking(told[0], shown.speech, ascii_only=shown.ascii_only), LEVELS),
    Board("interviews", _interviews, _called),
    Board("excluded", _left_out, lambda told, shown: count.traced(told[0], shown.speech, dict(shown.titles))),
    Board("trend", _months, lambda told, shown: count.trend(told, shown.speech, ascii_only=shown.ascii_only)),
    Board("supervision", _now("supervision"), lambda told, shown: work.supervision(told[0], shown.speech), monthly=False),
    Board("load", _asks("load"), lambda told, shown: work.load(told[0], shown.speech, ascii_only=shown.ascii_only), ("", *LEVELS)),
    Board("lines", _asks("lines"), lambda told, shown: count.lines(told[0], shown.speech)),
    Board("misdispatch", _asks("misdispatch"), lambda told, shown: work.misdispatch(told[0], shown.speech)),
    Board("surge", _now("surge"), lambda told, shown: work.surge(told[0], shown.speech), monthly=False),
    Board("topics", _now("topics"), lambda told, shown: work.topics(told[0], shown.speech), monthly=False),
    Board("seasons", _now("seasons"), lambda told, shown: work.seasons(told[0], shown.speech), monthly=False),
    Board("formula", _asks("rates"), lambda told, shown: count.formula(told[0], shown.speech)),
)
"""All of them, in the order of the tabs."""
