"""The boards of the work as tables: what opens what, what is late stands out, parts of reports keep their figures."""

from typing import Any

from tests.widgets.boards import speech
from widgets.tables import work_tables as made
from widgets.tables.board_tables import BAD
from widgets.tables.table import Table

NOW = "2026-11-22T12:00:00Z"


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def supervised(**more: Any) -> dict[str, Any]:
    return {
        "ticket": "20261122-000001", "title": "暖气不热", "level": "city", "unit": "110000", "owner": "", "why": "risk", "reason": "群众关注",
        "days": 3, "lead": "110108", "due": "2026-11-22T10:00:00Z", "overdue": True, **more,
    }  # fmt: skip


def test_a_supervised_ticket_opens_and_its_missed_limit_stands_out() -> None:
    [row] = made.supervision({"rows": [supervised()], "now": NOW}, speech()).rows
    assert row.id == "ticket:20261122-000001"
    assert [cell.text for cell in row.cells][:6] == ["3", "市级", "风险", "暖气不热", "海淀区", "18:00"]
    assert row.cells[5].style == BAD
    [calm] = made.supervision({"rows": [supervised(overdue=False, due="")], "now": NOW}, speech()).rows
    assert (calm.cells[5].text, calm.cells[5].style == BAD) == ("", False)


def test_load_tells_what_is_missing_as_nought_and_people_below() -> None:
    row = {"unit": "110108", "open": 5, "overdue": 1, "orders": 4, "share": 40.0, "cumulated": 40.0, "hops": 0.5, "handed": 1, "handover_hours": None}
    table = made.load({"rows": [row], "people": [{"name": "a", "title": "周宁", "did": 9}]}, speech())
    assert texts(table)[0][:9] == ["海淀区", "5", "▮" * 20, "1", "4", "40.00", "40.00", "0.50", "-"]
    assert table.notes == ("周宁  9",)


def test_a_doubted_line_opens_its_tickets_and_names_whose_it_might_be() -> None:
    told = {"item": "020101", "times": 3, "owner": "street", "unit": "110108", "proposed_owner": "district", "tickets": ["a", "b"]}
    [row] = made.misdispatch({"rows": [told]}, speech()).rows
    assert row.id == "numbers:a,b"
    assert [cell.text for cell in row.cells] == ["3", "暖气不热", "所在街乡镇", "海淀区", "所在区", "020101"]
    assert made.path("999999", speech()) == "999999"
    assert made.path("020101", speech("en")).count(" / ") == 2


def test_surges_and_topics_open_what_they_stand_for() -> None:
    ticket = {"number": "20261122-000001", "title": "停水", "street": "110108001", "lead": "110108"}
    [row] = made.surge({"surges": [{"ticket": ticket, "count": 12}]}, speech()).rows
    assert (row.id, row.cells[0].text, row.cells[1].text) == ("ticket:20261122-000001", "12", "停水")
    topic = {"title": "停水", "count": 2, "numbers": ["a", "b"]}
    again = {"item": "020101", "street": "110108001", "count": 3, "last": NOW, "numbers": ["c"]}
    table = made.topics({"topics": [topic], "recurring": [again], "since": "2026-10-23T16:00:00Z", "now": NOW}, speech())
    assert [row.id for row in table.rows] == ["numbers:a,b", "numbers:c"]
    assert [row.cells[1].text for row in table.rows] == ["话题", "复发"]
    assert table.notes == ("2026-10-24 至 2026-11-22",)


def test_seasons_say_when_to_begin() -> None:
    told = {"item": "020101", "path": "", "year": 2025, "peak": 11, "in_season": 40, "plan_in": 8, "last_year": 33}
    table = made.seasons({"year": 2025, "items": [told]}, speech())
    assert texts(table) == [["40", "暖气不热", "11 月", "8 月", "33"]]
    assert table.notes == ("2025 年",)


def test_a_part_of_a_report_keeps_numbers_at_the_right_and_no_control_signs() -> None:
    part = {"columns": [{"title": "单位"}, {"title": "得分"}], "rows": [["海淀\x1b[31m区", 98.5], ["朝阳区", None]], "notes": ["一\n二"]}
    table = made.section(part)
    assert [column.number for column in table.columns] == [False, True]
    assert "\x1b" not in texts(table)[0][0]
    assert [row[1] for row in texts(table)] == ["98.50", "-"]


def test_tickets_by_number_are_listed_with_the_titles_known_here() -> None:
    assert texts(made.listed(["a", "b"], speech(), {"a": "停水"})) == [["a", "停水"], ["b", ""]]
