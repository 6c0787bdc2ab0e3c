"""The boards that count as tables: every figure in its place, changes with their sign, what does not add up said aloud."""

from typing import Any

import pytest

from tests.widgets.boards import BASIS, figures, rates, speech
from widgets.tables import board_tables as made
from widgets.tables.table import Row, Table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_rates_begin_with_the_total_and_say_what_has_no_figure() -> None:
    table = made.rates(rates(), speech())
    assert texts(table) == [
        ["合计", "75.00", "▮" * 15, "75.00", "4", "2"], ["海淀区", "75.00", "▮" * 15, "75.00", "4", "2"], ["朝阳区", "-", "", "-", "0", "2"],
    ]  # fmt: skip
    assert [row.id for row in table.rows] == ["key:total", "key:110108", "key:110105"]
    assert table.notes == ("得分＝响应率", "示例")


def ranked(**more: Any) -> dict[str, Any]:
    row = {
        "unit": "110108", "rank": 1, "points": 98.5, "volume": 40, "figures": figures(3, 4), "points_change": 1.5, "rank_change": -2,
        "volume_change": 0, "progress_rank": 3, "class": "advanced", "phalanx": True, "honoured": False, "left_out": {},
    }  # fmt: skip
    return {"board": "ranking", "month": "2026-11", "level": "street", "ranked": 1, "rows": [row | more], **BASIS}


@pytest.mark.parametrize(("lang", "words"), [("zh", ("海淀区", "先进类", "第一方阵")), ("en", ("Haidian District", "advanced", "leading group"))])
def test_a_ranking_tells_places_changes_class_and_marks(lang: str, words: tuple[str, ...]) -> None:
    [row] = made.ranking(ranked(), speech(lang)).rows
    told = [cell.text for cell in row.cells]
    assert told[:2] == ["1", "-2"]
    assert "+1.50" in told
    assert "0" in told
    assert set(words) <= set(told)


def test_who_is_not_ranked_and_had_no_month_before_has_dashes() -> None:
    [row] = made.ranking(ranked(rank=None, rank_change=None, points=None, points_change=None, phalanx=False), speech()).rows
    assert [cell.text for cell in row.cells][:6] == ["-", "-", "海淀区", "-", "", "-"]


def test_changes_have_a_sign_beside_their_colour() -> None:
    assert [made.moved(change).text for change in (3, -1.25, 0, None)] == ["+3", "-1.25", "0", "-"]
    assert made.moved(3).style == made.GOOD
    assert made.moved(-3).style == made.BAD
    assert made.moved(-3, plain=True).style != made.BAD


def test_a_trend_has_a_spark_a_change_and_every_month() -> None:
    table = made.trend([rates("2026-09", 1), rates("2026-10", 2), rates("2026-11", 4)], speech(), ascii_only=True)
    points = texts(table)[0]
    assert table.rows[0].chart[-1].split() == ["2026-09", "2026-10", "2026-11"]
    assert points == ["得分", "_-#", "+50.00", "25.00", "50.00", "100.00"]
    assert [column.title for column in table.columns][-3:] == ["2026-09", "2026-10", "2026-11"]


def test_the_formula_names_what_each_rate_is_a_share_of() -> None:
    [told] = texts(made.formula(rates(), speech()))
    assert told[:4] == ["响应率", "30.00", "已响应", "计入考核"]
    assert told[4] == "别市做法"


def lines(*, good: bool) -> dict[str, Any]:
    fate = dict.fromkeys(made.FATES, 1) | {"key": "12319", "reconciled": good}
    return {"board": "lines", "lines": [fate], "channels": [], "total": fate | {"key": ""}, "exits": {"emergency": 2}}


@pytest.mark.parametrize(("good", "said"), [(True, "逐行相符"), (False, "不符，请核对")])
def test_lines_say_whether_they_add_up(good: bool, said: str) -> None:
    table = made.lines(lines(good=good), speech())
    assert said in table.notes[0]
    assert table.rows[-1].cells[1].text == ("相符" if good else "不符")
    assert "110" in table.notes[1]


def test_lines_and_channels_are_called_by_their_names() -> None:
    board = lines(good=True)
    board |= {"lines": [board["total"] | {"key": "12318"}], "channels": [board["total"] | {"key": "首都之窗"}]}
    names = [row.cells[0].text for row in made.lines(board, speech("en")).rows]
    assert names[2] == "12318 Culture market"
    assert names[-1] == "Capital Window portal"


def test_traced_tickets_have_the_titles_that_are_known_here_and_say_how_many_there_are() -> None:
    items = [{"ticket": "20261122-000001", "unit": "110108", "left_out": "excluded", "why": "legal_channel"}]
    table = made.traced({"items": items, "total": 7}, speech(), {"20261122-000001": "暖气不热"})
    [row] = table.rows
    assert isinstance(row, Row)
    assert row.id == "ticket:20261122-000001"
    assert [cell.text for cell in row.cells][1:4] == ["暖气不热", "海淀区", "经批准剔除"]
    assert "legal_channel" not in row.cells[4].text
    assert table.notes == ("列出 1 件，共 7 件",)
