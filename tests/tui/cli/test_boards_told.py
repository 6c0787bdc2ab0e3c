"""Boards as tables: names instead of codes, what does not add up is seen."""

from typing import Any

from api_client.models.city import City
from tests.playbook import CITY
from tests.tui.fake_desk import beijing
from tui.cli.boards_told import table_of
from tui.words.words import Words
from widgets.speech import Speech

SPEECH = Speech(Words("zh"), city=City.model_validate(CITY.model_dump()), lang="zh")
COUNTS = {"received": 3, "accepted": 1, "consulted": 1, "exits": 0, "merged": 0, "undecided": 0, "replied": 2, "reconciled": False}


def test_lines_that_do_not_add_up_are_not_good() -> None:
    board: dict[str, Any] = {"board": "lines", "lines": [{"key": "12318"} | COUNTS], "channels": [], "total": {"key": ""} | COUNTS}
    table = table_of(board, SPEECH)
    assert not table.good
    assert [row[0] for row in table.rows] == ["12318", "合计"]


def test_tags_and_channels_are_told_in_english() -> None:
    english = Speech(Words("en"), city=beijing(), lang="en")
    board: dict[str, Any] = {
        "board": "lines", "lines": [{"key": "12318"} | COUNTS], "channels": [{"key": "首都之窗"} | COUNTS, {"key": ""} | COUNTS], "total": COUNTS,
    }  # fmt: skip
    assert [row[0] for row in table_of(board, english).rows] == ["12318 Culture market", "Capital Window portal", "(none)", "Total"]
    rates = {"board": "rates", "by": "tag", "indicators": [], "formula": {"en": ""}, "banner": {"en": ""}}
    row = {"points": 1, "figures": {}, "volume": 1, "left_out": {}}
    assert table_of(rates | {"rows": [row | {"key": "住有所居"}], "total": row}, english).rows[0][0] == "housing"


def test_what_is_supervised_is_told_in_words() -> None:
    row = {"ticket": "20260301-000001", "level": "city", "why": "media", "days": 3, "lead": "1101", "due": "2026-03-09T08:00:00Z", "title": "噪声"}
    assert table_of({"board": "supervision", "rows": [row], "now": "2026-03-08T00:00:00Z"}, SPEECH).rows == (
        ("20260301-000001", "市级", "媒体曝光", 3, "一号街道", "03-09 16:00", "噪声"),
    )


def test_a_wrong_line_is_told_by_its_words() -> None:
    row = {"item": "noise", "times": 3, "owner": "street", "unit": "D1", "proposed_owner": ""}
    assert table_of({"board": "misdispatch", "rows": [row]}, SPEECH).rows == (
        ("环境 / 噪声 / 夜间施工", 3, SPEECH.say("filed.owner.street"), "市样管委", ""),
    )


def test_the_people_of_a_unit_stand_below_its_load() -> None:
    board = {"board": "load", "rows": [{"unit": "1101", "open": 1}], "people": [{"name": "a", "title": "", "did": 4}]}
    table = table_of(board, SPEECH)
    assert table.rows[0][:2] == ("一号街道", 1)
    assert table.notes == ("a  4",)


def test_tickets_behind_a_figure_say_why_they_are_left_out() -> None:
    item = {"ticket": "20260301-000001", "unit": "1101", "left_out": "merged", "why": ""}
    assert table_of({"board": "trace", "items": [item]}, SPEECH).rows == (("20260301-000001", "一号街道", "已并单"),)
