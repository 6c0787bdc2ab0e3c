"""Boards as tables of plain text: titles, cells, widths counted in cells of the terminal."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from rich.cells import cell_len

from api_client.models.text import clean
from tui.cli.units import OWNERS
from widgets.cells.columns import fit, right
from widgets.speech import Speech

Cell = str | int | float | None
Row = dict[str, Any]
WIDEST = 40
"""Most cells of a column; what is longer is cut."""


class Table(NamedTuple):
    """A board before it is lines."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    good: bool = True
    """Whether what must add up does."""


def table_of(board: Row, speech: Speech) -> Table:
    """The board's table in the person's language."""
    makers: dict[str, Callable[[Row, Speech], Table]] = {
        "rates": _rates, "ranking": _ranking, "supervision": _supervision, "load": _load, "lines": _lines, "misdispatch": _misdispatch,
        "trace": _trace,
    }  # fmt: skip
    return makers[board["board"]](board, speech)


def plain_lines(table: Table) -> Iterator[str]:
    """The table, columns aligned by cells: words to the left, numbers to the right; notes below."""
    shown = [tuple(_shown(cell) for cell in row) for row in table.rows]
    widths = [min(WIDEST, max(cell_len(text) for text in column)) for column in zip(table.titles, *shown, strict=True)]
    numeric = [all(isinstance(row[place], int | float | None) for row in table.rows) for place in range(len(table.titles))]
    for line in (table.titles, *shown):
        cells = (right(text, width, "…") if number else fit(text, width, "…") for text, width, number in zip(line, widths, numeric, strict=True))
        yield "  ".join(cells).rstrip()
    for note in table.notes:
        yield from ("", *note.splitlines())


def _shown(cell: Cell) -> str:
    return "–" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else clean(str(cell))


def _titles(speech: Speech, *names: str) -> tuple[str, ...]:
    return tuple(speech.word("board", name) for name in names)


def _indicators(board: Row, speech: Speech) -> list[tuple[str, str]]:
    return [(one["key"], clean(one["name"] if speech.lang == "zh" else one["name_en"] or one["name"])) for one in board["indicators"]]


def _basis(board: Row, speech: Speech) -> tuple[str, ...]:
    """The formula and the warning, as every board has them."""
    return tuple(text for text in (clean(board[name][speech.lang], lines=True) for name in ("formula", "banner")) if text)


def _key(key: str, by: str, speech: Speech) -> str:
    """A row's name: units by name, matters by their words, the rest as it is."""
    if by in ("unit", "district", "street", "industry") and key:
        return speech.unit(key)
    if by == "item" and speech.city and (item := speech.city.items.get(key)):
        levels = (item.level1_en, item.level2_en, item.level3_en)
        return " / ".join(levels if speech.lang == "en" and all(levels) else (item.level1, item.level2, item.level3))
    if by == "kind" and key:
        return speech.word("kind", key)
    called = {"tag": speech.tag, "channel": speech.channel, "line": speech.line}.get(by, clean)
    return called(key) or speech.say("board.no_key")


def _rates(board: Row, speech: Speech) -> Table:
    indicators = _indicators(board, speech)
    names = [*((_key(row["key"], board["by"], speech), row) for row in board["rows"]), (speech.say("board.total"), board["total"])]
    rows = tuple(
        (name, row["points"], *(row["figures"][key]["rate"] for key, _ in indicators), row["volume"], sum(row["left_out"].values()))
        for name, row in names
    )
    titles = (*_titles(speech, "key", "points"), *(title for _, title in indicators), *_titles(speech, "volume", "left_out"))
    return Table(titles, rows, _basis(board, speech))


def _ranking(board: Row, speech: Speech) -> Table:
    indicators = _indicators(board, speech)
    after = ("volume", "points_change", "rank_change", "volume_change")
    rows = tuple(
        (row["rank"], speech.unit(row["unit"]), row["points"], *(row["figures"][key]["rate"] for key, _ in indicators),
         *(row[name] for name in after), speech.word("class", row["class"]))
        for row in board["rows"]
    )  # fmt: skip
    titles = (*_titles(speech, "rank", "unit", "points"), *(title for _, title in indicators), *_titles(speech, *after, "class"))
    return Table(titles, rows, _basis(board, speech))


def _supervision(board: Row, speech: Speech) -> Table:
    rows = tuple(
        (row["ticket"], speech.word("supervised_at", row["level"]), speech.word("supervise_reason", row["why"]), row["days"],
         speech.unit(row["lead"]), _moment(row["due"], board["now"], speech), row["title"])
        for row in board["rows"]
    )  # fmt: skip
    return Table(_titles(speech, "ticket", "level", "why", "days", "lead", "due", "title"), rows)


def _moment(text: str, now: str, speech: Speech) -> str:
    return speech.moment(datetime.fromisoformat(text), int(datetime.fromisoformat(now).timestamp())) if text else ""


def _load(board: Row, speech: Speech) -> Table:
    names = ("open", "overdue", "orders", "share", "cumulated", "hops", "whistle", "whistle_in_time", "joint", "joint_in_time")
    rows = tuple((speech.unit(row["unit"]), *(row.get(name) for name in names)) for row in board["rows"])
    people = tuple(f"{clean(one['title'] or one['name'])}  {one['did']}" for one in board["people"])
    return Table(_titles(speech, "unit", *names), rows, ("\n".join(people),) if people else ())


def _lines(board: Row, speech: Speech) -> Table:
    names = ("received", "accepted", "consulted", "exits", "merged", "undecided", "replied")
    told = [(_key(row["key"], by, speech), row) for by, part in (("line", "lines"), ("channel", "channels")) for row in board[part]]
    told.append((speech.say("board.total"), board["total"]))
    rows = tuple((called, *(row[name] for name in names)) for called, row in told)
    return Table(_titles(speech, "key", *names), rows, good=all(row["reconciled"] for _, row in told))


def _misdispatch(board: Row, speech: Speech) -> Table:
    units = ("owner", "unit", "proposed_owner")
    rows = tuple((_key(row["item"], "item", speech), row["times"], *(_owner(row[name], speech) for name in units)) for row in board["rows"])
    return Table(_titles(speech, "item", "times", *units), rows)


def _owner(code: str, speech: Speech) -> str:
    """A unit, or whose the address is."""
    return speech.say(f"filed.owner.{code}") if code in OWNERS else speech.unit(code)


def _trace(board: Row, speech: Speech) -> Table:
    rows = tuple((one["ticket"], speech.unit(one["unit"]), speech.word("left_out", one["left_out"])) for one in board["items"])
    return Table(_titles(speech, "ticket", "unit", "left_out"), rows)
