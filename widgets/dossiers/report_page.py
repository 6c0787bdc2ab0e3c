"""A report as lines of text: its parts as tables that fit the width, and what is said below them."""

from collections.abc import Iterator, Mapping
from typing import Any

from textual.content import Content

from api_client.models.text import clean
from widgets.cells import glyphs
from widgets.cells.glyphs import Signs
from widgets.speech import Say
from widgets.tables.table import Cell, Table, drawn, widths
from widgets.tables.work_tables import section

Told = Mapping[str, Any]


def report_lines(report: Told, width: int, say: Say, signs: Signs) -> list[Content]:
    """The whole report in so many cells; where a table had to leave columns out, it says which."""
    lines: list[Content] = []
    for part in report["sections"]:
        lines += [Content(""), Content.styled(clean(str(part["title"])), "bold underline")]
        table = section(dict(part))
        lines += list(_table(table, width, say, signs)) if table.columns else []
        lines += [Content.styled(line, "dim") for note in table.notes for line in note.splitlines()]
    return lines[1:]


def _table(table: Table, width: int, say: Say, signs: Signs) -> Iterator[Content]:
    if not table.rows:
        yield Content.styled(say("boards.empty"), "dim")
        return
    sizes = widths(table, width)
    heads = tuple(Cell(column.title, glyphs.HEAD) for column in table.columns)
    yield Content.styled("".join(part.text for part in drawn(heads, table.columns, sizes, signs)).rstrip(), "bold")
    for row in table.rows:
        yield Content("".join(part.text for part in drawn(row.cells, table.columns, sizes, signs)).rstrip())
    left_out = [column.title for column, size in zip(table.columns, sizes, strict=True) if not size]
    if left_out:
        yield Content.styled(say("reports.left_out", columns=", ".join(left_out)), "dim")
