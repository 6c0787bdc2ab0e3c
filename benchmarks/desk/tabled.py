"""The queue in a table widget, as most programs would begin: all tickets read from the mirror, all handed to the widget.

`python tabled.py DataTable MIRROR` or `python tabled.py FastDataTable MIRROR`; needs Textual, or textual-fastdatatable, and nothing of ours.
"""

import sqlite3
import sys
from typing import Any

from textual.app import App, ComposeResult

COLUMNS = ("next_due", "tier", "number", "title", "lead", "stage", "hops")
ASKED = f"SELECT {', '.join(COLUMNS)} FROM ticket WHERE open = 1 ORDER BY next_due, number"


class Tabled(App[None]):
    """One table and nothing else."""

    def compose(self) -> ComposeResult:
        """The table, filled before it is shown."""
        rows = sqlite3.connect(f"file:{sys.argv[2]}?mode=ro", uri=True).execute(ASKED).fetchall()
        yield TABLES[sys.argv[1]](rows)


def plain(rows: list[Any]) -> Any:
    """Textual's own."""
    from textual.widgets import DataTable

    table: DataTable[Any] = DataTable(cursor_type="row")
    table.add_columns(*COLUMNS)
    table.add_rows(rows)
    return table


def fast(rows: list[Any]) -> Any:
    """The one on Arrow."""
    from textual_fastdatatable import DataTable
    from textual_fastdatatable.backend import ArrowBackend

    columns = zip(*rows, strict=True)
    return DataTable(backend=ArrowBackend.from_pydict({name: list(column) for name, column in zip(COLUMNS, columns, strict=True)}), cursor_type="row")


TABLES = {"DataTable": plain, "FastDataTable": fast}

if __name__ == "__main__":
    Tabled().run(mouse=False)
