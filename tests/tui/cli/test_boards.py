"""Figures on the command line: tables, CSV, JSON, and the tickets behind a figure."""

import csv
import io

import pytest
from rich.cells import cell_len

from tests.tui.cli.conftest import Paidan
from tui.cli.boards_told import Table, plain_lines

NAMES = ("rates", "ranking", "supervision", "load", "lines", "misdispatch")


@pytest.mark.parametrize("name", NAMES)
def test_every_board_is_a_table_a_sheet_and_a_document(dispatcher: Paidan, name: str) -> None:
    shown = dispatcher("boards", name)
    assert (shown.code, shown.err.count("Traceback")) == (0, 0), shown.err
    told = dispatcher("boards", name, "--json").json
    assert told["board"] == name
    rows = list(csv.reader(io.StringIO(dispatcher("boards", name, "--csv").out)))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > len(told.get("rows", []))


def test_the_formula_and_its_warning_stand_below_the_ranking_in_the_person_s_language(dispatcher: Paidan) -> None:
    chinese = dispatcher("boards", "ranking", "--level", "street", "--lang", "zh").out
    assert "综合得分＝响应率×30＋解决率×35＋满意率×35" in chinese
    assert "示例" in chinese
    assert "illustrative" in dispatcher("boards", "ranking", "--level", "street").out


def test_a_figure_is_traced_to_its_tickets_with_one_command(dispatcher: Paidan) -> None:
    told = dispatcher("boards", "rates", "--by", "channel", "--json").json
    total = told["total"]["figures"]["response"]
    traced = dispatcher("boards", "trace", "response.denominator", "--json").json
    assert traced["total"] == len(traced["items"]) == total["of"]
    row = max(told["rows"], key=lambda one: one["figures"]["response"]["of"])
    behind = dispatcher("boards", "trace", "response.numerator", "--by", "channel", "--key", row["key"], "--csv").out.splitlines()
    assert len(behind) - 1 == row["figures"]["response"]["good"]


def test_a_unit_is_named_as_one_likes(dispatcher: Paidan) -> None:
    by_name = dispatcher("boards", "rates", "--unit", "hdq", "--json").json
    assert by_name["unit"] == "110108"
    assert dispatcher("boards", "trace", "response.misses", "--unit", "海淀区", "--json").json["key"] == "110108"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("boards", "trace"), 2, "trace needs a figure"),
        (("boards", "love"), 2, "love"),
        (("boards", "rates", "--unit", "zzzz"), 2, "no such unit"),
        (("boards", "rates", "--month", "soon"), 1, "month"),
        (("boards", "trace", "love.misses"), 1, "response.misses"),
        (("boards", "ranking", "--level", "city"), 1, "level"),
    ],
)
def test_what_makes_no_sense_is_said(dispatcher: Paidan, words: tuple[str, ...], code: int, said: str) -> None:
    done = dispatcher(*words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_nothing_to_list_is_said(dispatcher: Paidan) -> None:
    assert "Nothing to list" in dispatcher("boards", "misdispatch", "--month", "2001-01").err


def test_columns_are_aligned_by_cells_and_what_is_long_is_cut() -> None:
    table = Table(("单位", "得分"), (("海淀区", 98.5), ("x" * 60, None), ("\x1b[31m", 7)), ("脚注",))
    head, *rows, blank, note = plain_lines(table)
    assert len({cell_len(line) for line in (head, *rows)}) == 1
    assert head.endswith("得分")
    assert rows[0].endswith("98.50")
    assert "…" in rows[1]
    assert "\x1b" not in rows[2]
    assert (blank, note) == ("", "脚注")


def test_a_cell_that_a_spreadsheet_would_obey_is_kept_from_it() -> None:
    from tui.cli.boards import csv_text

    assert csv_text(Table(("a", "b"), (("=1", -2.5),))) == "a,b\n'=1,-2.5\n"
