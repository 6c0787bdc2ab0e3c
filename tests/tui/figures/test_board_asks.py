"""What each board asks: its month, its level, and for a trend the months before."""

import json
from typing import Any, cast

import pytest

from tui.figures.board_asks import BOARDS, LEVELS, Scope, Shown, idle, levels_there, listed, named_in, report, trace
from tui.words.words import Words
from widgets.speech import Speech

SCOPE = Scope("2026-01", "street", "en", "solution")
SHOWN = Shown(Speech(Words("zh")), ascii_only=False, titles={"20261122-000001": "暖气不热"})


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.name)
def test_a_monthly_board_asks_for_its_month_and_no_other_does(board: object) -> None:
    one = next(known for known in BOARDS if known is board)
    months = {dict(asked.of).get("month") for asked in one.asks(SCOPE)}
    assert ("2026-01" in months) is one.monthly


def test_a_trend_asks_for_six_months_the_newest_last() -> None:
    asked = next(one for one in BOARDS if one.name == "trend").asks(SCOPE)
    assert [dict(one.of)["month"] for one in asked] == ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01"]


def test_levels_are_asked_for_where_there_are_any() -> None:
    for board in BOARDS:
        asked = dict(board.asks(SCOPE)[0].of)
        if set(LEVELS) <= set(board.levels):
            assert asked["level"] == "street"


def test_a_city_without_districts_is_asked_for_none() -> None:
    rates = next(one for one in BOARDS if one.name == "rates")
    kinds = ("city", "street", "green")
    assert levels_there(rates, [{"code": kind, "kind": kind} for kind in kinds]) == ("street", "enterprise")
    assert levels_there(rates, ()) == rates.levels, "nothing is known yet"


def test_what_is_left_out_is_asked_for_by_an_indicator_of_the_policy() -> None:
    [asked] = next(one for one in BOARDS if one.name == "excluded").asks(SCOPE)
    assert dict(asked.of)["figure"] == "solution.excluded"


def test_a_figure_is_traced_by_its_row() -> None:
    [asked] = trace("2026-01", "response.misses", key="110108").asks(SCOPE)
    assert dict(asked.of) == {
        "name": "rates/tickets", "month": "2026-01", "figure": "response.misses", "key": "110108", "by": "unit", "limit": "200",
    }  # fmt: skip


def test_tickets_by_number_need_no_question() -> None:
    board = listed(["20261122-000001", "20261122-000002"])
    assert board.asks(SCOPE) == ()
    assert [[cell.text for cell in one.cells] for one in board.table([], SHOWN).rows] == [["20261122-000001", "暖气不热"], ["20261122-000002", ""]]


def test_the_interview_list_is_the_report_s_own() -> None:
    told = {"sections": [{"key": "rates"}, {"key": "interviews", "columns": [{"title": "单位"}], "rows": [["海淀区"]], "notes": ["并列者一并约谈"]}]}
    text = json.dumps(told)
    assert report(text) == told
    table = next(one for one in BOARDS if one.name == "interviews").table([cast(Any, text)], SHOWN)
    assert ([row.cells[0].text for row in table.rows], table.notes) == (["海淀区"], ("并列者一并约谈",))


def test_keys_that_would_do_nothing_on_a_board_are_known() -> None:
    named = {board.name: board for board in BOARDS}
    assert idle(named["rates"], "2026-01", "2026-02") == set()
    assert idle(named["trend"], "2026-02", "2026-02") == {"level", "later"}
    assert idle(named["surge"], "2026-01", "2026-02") == {"level", "earlier", "later"}


def test_an_empty_board_says_what_that_means() -> None:
    say = Words("en")
    bare = {"rates", "ranking", "trend", "load", "lines", "formula"}
    assert {board.name for board in BOARDS if say.get(f"boards.empty.{board.name}") is None} == bare, "these always have rows"


def test_tickets_are_named_where_answers_list_them() -> None:
    assert named_in([{"items": [{"ticket": "20261122-000001"}, {"ticket": None}]}, "text"]) == {"20261122-000001"}
