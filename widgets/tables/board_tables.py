"""The boards that count: rates, ranking, lines, trend, what an indicator is; from the wire's JSON to tables (考核看板)."""

from collections.abc import Sequence
from typing import Any

from api_client.models.text import clean
from widgets.cells import glyphs
from widgets.cells.chart import chart
from widgets.cells.spark import LENGTH, measure, spark
from widgets.speech import Speech
from widgets.tables.table import Cell, Column, Row, Table, row

Told = dict[str, Any]
GOOD, BAD = glyphs.GOOD, glyphs.BAD
FATES = ("received", "accepted", "consulted", "exits", "merged", "undecided", "replied")
FIGURE_RANK = 2
TOTAL = "total"
MOST_POINTS = 100
BAR = Column("", rank=9, least=LENGTH, most=LENGTH, again=True)
"""A figure as a bar, where there is room beside all figures."""


def word(speech: Speech, name: str) -> str:
    """The heading of a column."""
    return speech.word("board", name)


def indicators(board: Told, speech: Speech) -> list[tuple[str, str]]:
    """The rates by key, with their names."""
    return [(str(one["key"]), clean(one["name"] if speech.lang == "zh" else one["name_en"] or one["name"])) for one in board["indicators"]]


def heads(board: Told, speech: Speech) -> list[tuple[str, str]]:
    """The same as they stand over a column: on a board of rates, in English, without the word."""
    return [(key, name.removesuffix(" rate") if speech.lang == "en" else name) for key, name in indicators(board, speech)]


def basis(board: Told, speech: Speech) -> tuple[str, ...]:
    """The formula, and the warning where its weights are only illustrative."""
    return tuple(text for text in (clean(board[name][speech.lang], lines=True) for name in ("formula", "banner")) if text)


def basis_in_short(board: Told, speech: Speech) -> tuple[str, ...]:
    """The same below a table: of the formula the line that puts the rates together; the board of formulas has the rest."""
    return tuple(text.partition("\n")[0] for text in basis(board, speech))


def rates(board: Told, speech: Speech, *, ascii_only: bool = False) -> Table:
    """The rates of a month by unit, the total first."""
    names = heads(board, speech)
    columns = (
        Column(word(speech, "unit"), least=10), Column(word(speech, "points"), number=True), BAR,
        *(Column(name, number=True, rank=FIGURE_RANK if at > 2 else 0) for at, (_, name) in enumerate(names)),
        Column(word(speech, "volume"), number=True, rank=3), Column(word(speech, "left_out"), number=True, rank=4),
    )  # fmt: skip
    told = [
        (f"key:{TOTAL}", speech.say("board.total"), board["total"]),
        *((f"key:{one['key']}", speech.unit(one["key"]), one) for one in board["rows"]),
    ]
    rows = tuple(
        row(
            id, name, one["points"], measure(one["points"], MOST_POINTS, ascii_only=ascii_only),
            *(one["figures"][key]["rate"] for key, _ in names), one["volume"], sum(one["left_out"].values()),
            strong=id == f"key:{TOTAL}",
        )
        for id, name, one in told
    )  # fmt: skip
    return Table(columns, rows, basis_in_short(board, speech))


def ranking(board: Told, speech: Speech, *, ascii_only: bool = False) -> Table:
    """A level's ranking: places, what moved since the month before, classes, first phalanx and honour."""
    names = heads(board, speech)
    columns = (
        Column(word(speech, "rank"), number=True), Column(word(speech, "rank_change"), number=True), Column(word(speech, "unit"), least=10),
        Column(word(speech, "points"), number=True), BAR, Column(word(speech, "points_change"), number=True, rank=3),
        Column(word(speech, "class"), least=8, rank=1), *(Column(name, number=True, rank=FIGURE_RANK) for _, name in names),
        Column(word(speech, "volume"), number=True, rank=4), Column(word(speech, "volume_change"), number=True, rank=5),
        Column(word(speech, "progress_rank"), number=True, rank=6), Column(word(speech, "marks"), least=14, rank=6),
    )  # fmt: skip
    return Table(columns, tuple(_ranked(one, names, speech, ascii_only) for one in board["rows"]), basis_in_short(board, speech))


def _ranked(one: Told, names: Sequence[tuple[str, str]], speech: Speech, ascii_only: bool) -> Row:
    marks = speech.listed(word(speech, mark) for mark in ("phalanx", "honoured") if one[mark])
    return row(
        f"key:{one['unit']}", one["rank"], moved(one["rank_change"]), speech.unit(one["unit"]), one["points"],
        measure(one["points"], MOST_POINTS, ascii_only=ascii_only), moved(one["points_change"]),
        speech.word("class", one["class"]), *(one["figures"][key]["rate"] for key, _ in names), one["volume"],
        moved(one["volume_change"], plain=True), one["progress_rank"], marks,
    )  # fmt: skip


def moved(change: float | int | None, *, plain: bool = False) -> Cell:
    """A change with its sign; coloured where more is better."""
    if change is None:
        return Cell("-")
    text = f"{change:+.2f}" if isinstance(change, float) else f"{change:+d}"
    return Cell("0" if not change else text, glyphs.PLAIN if plain or not change else GOOD if change > 0 else BAD)


def formula(board: Told, speech: Speech) -> Table:
    """What each rate is a share of, its weight, and on what that rests; what the column of sources says is not said again below."""
    policy = speech.city.policies[-1] if speech.city else None
    known = {one.key: one for one in policy.indicators} if policy else {}
    columns = (
        Column(word(speech, "indicator"), least=10), Column(word(speech, "weight"), number=True), Column(word(speech, "numerator"), least=12),
        Column(word(speech, "denominator"), least=12), Column(word(speech, "basis"), least=10, rank=1),
        Column(word(speech, "source"), least=12, rank=2, most=80),
    )  # fmt: skip
    rows, sources = [], list[str]()
    for told, (key, name) in zip(board["indicators"], indicators(board, speech), strict=True):
        one = known.get(key)
        parts = [speech.listed(speech.word("question", part) for part in parts) for parts in ((one.numerator, one.denominator) if one else ((), ()))]
        sources.append(clean(one.source) if one else "")
        grounds = (speech.word("grounds", one.basis.replace(" ", "_")), clean(one.source)) if one else ("", "")
        rows.append(row("", name, told["weight"], *parts, *grounds))
    notes = basis(board, speech)
    for source in filter(None, sources):
        notes = tuple(note.replace(f" ({source})", "").replace(f"（{source}）", "") for note in notes)
    return Table(columns, tuple(rows), notes)


def trend(boards: Sequence[Told], speech: Speech, *, ascii_only: bool) -> Table:
    """The whole scope's figures over months, the newest last: a spark, the change, and each month's figure."""
    newest = boards[-1]
    months = [str(board["month"]) for board in boards]
    columns = (
        Column(word(speech, "indicator"), least=10), Column(word(speech, "trend")), Column(word(speech, "change"), number=True),
        *(Column(month, number=True, rank=len(months) - at) for at, month in enumerate(months, 1)),
    )  # fmt: skip
    lines: list[tuple[str, list[float | int | None]]] = [(word(speech, "points"), [board["total"]["points"] for board in boards])]
    for key, name in indicators(newest, speech):
        lines.append((name, [board["total"]["figures"].get(key, {}).get("rate") for board in boards]))
    lines.append((word(speech, "volume"), [board["total"]["volume"] for board in boards]))
    rows = []
    for at, (name, figures) in enumerate(lines):
        now, then = figures[-1], figures[-2] if len(figures) > 1 else None
        change = None if now is None or then is None else round(now - then, 2)
        cells = row("", name, spark(figures, ascii_only=ascii_only), moved(change, plain=at == len(lines) - 1), *figures)
        rows.append(cells._replace(chart=chart(figures, months, ascii_only=ascii_only)))
    return Table(columns, tuple(rows), basis_in_short(newest, speech))


def lines(board: Told, speech: Speech) -> Table:
    """What came in by each merged line and channel and what became of it; received must be the sum of the fates."""
    columns = (
        Column(word(speech, "key"), least=10), Column(word(speech, "sum")),
        *(Column(word(speech, name), number=True, rank=at if at > 2 else 0) for at, name in enumerate(FATES)),
    )  # fmt: skip
    rows = [_fates(board["total"], speech.say("board.total"), speech, strong=True)]
    for part in ("lines", "channels"):
        if board[part]:
            rows.append(row("", Cell(word(speech, part), glyphs.HEAD), *[""] * (len(columns) - 1)))
            called = speech.line if part == "lines" else speech.channel
            rows += [_fates(one, called(one["key"]) or speech.say("board.no_key"), speech) for one in board[part]]
    good = all(one["reconciled"] for one in (*board["lines"], *board["channels"], board["total"]))
    exits = speech.listed(f"{speech.word('exit', name)} {count}" for name, count in board["exits"].items())
    said = [speech.say("board.reconciled" if good else "cli.boards_unreconciled")]
    return Table(columns, tuple(rows), (*said, *([speech.say("labelled", label=word(speech, "exits"), value=exits)] if exits else [])))


def _fates(one: Told, name: str, speech: Speech, *, strong: bool = False) -> Row:
    good = bool(one["reconciled"])
    sign = Cell(word(speech, "adds_up" if good else "adds_not"), GOOD if good else BAD)
    return row("", name, sign, *(one[fate] for fate in FATES), strong=strong)


def traced(board: Told, speech: Speech, titles: dict[str, str]) -> Table:
    """The tickets behind a figure; `titles` are those that this desk holds."""
    columns = (
        Column(word(speech, "ticket"), least=15), Column(word(speech, "title"), least=10, most=60), Column(word(speech, "unit"), least=8, rank=1),
        Column(word(speech, "left_out"), least=6, rank=2), Column(word(speech, "why"), rank=3),
    )  # fmt: skip
    rows = tuple(
        row(
            f"ticket:{one['ticket']}", clean(one["ticket"]), clean(titles.get(one["ticket"], "")), speech.unit(one["unit"]),
            speech.word("left_out", one["left_out"]), speech.word("exclusion", one["why"]),
        )
        for one in board["items"]
    )  # fmt: skip
    shown, total = len(board["items"]), int(board["total"])
    return Table(columns, rows, (speech.say("board.first_of", shown=shown, total=total),) if shown < total else ())
