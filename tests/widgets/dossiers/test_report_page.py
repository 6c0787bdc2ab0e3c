"""A report on the screen keeps to the width, says what it had to leave out, and what has no rows."""

from typing import Any

import pytest
from rich.cells import cell_len

from tui.words.words import Words
from widgets.cells.glyphs import UNICODE
from widgets.dossiers.report_page import report_lines

NAMES = ("单位", "得分", "响应率", "解决率", "满意率", "较上期", "上年同期", "较上年")
REPORT: dict[str, Any] = {
    "sections": [
        {"title": "三率", "columns": [{"title": name} for name in NAMES], "rows": [["海淀区", *[98.5] * 7]], "notes": ["得分＝响应率\n满分100"]},
        {"title": "约谈", "columns": [{"title": "单位"}], "rows": [], "notes": []},
    ],
}  # fmt: skip


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_every_table_keeps_to_the_width_and_says_what_is_left_out(width: int) -> None:
    lines = [line.plain for line in report_lines(REPORT, width, Words("zh"), UNICODE)]
    tables = [line for line in lines if "略去" not in line]
    assert max(cell_len(line) for line in tables) <= width
    left_out = [line for line in lines if "略去" in line]
    assert bool(left_out) is ("较上年" not in lines[1])
    assert lines[0] == "三率"
    assert "满分100" in lines


def test_a_part_without_rows_says_so() -> None:
    lines = [line.plain for line in report_lines(REPORT, 80, Words("en"), UNICODE)]
    assert lines[-2:] == ["约谈", "Nothing to list."]
