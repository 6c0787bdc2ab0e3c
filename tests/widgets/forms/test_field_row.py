"""What stands in a field, what the command would carry of it, and what is wrong with it."""

from typing import Any

import pytest
from textual.app import App

from tui.words.words import Words
from widgets.forms.command_fields import Field, Shape, fields_of
from widgets.forms.field_row import FieldRow, Stock
from widgets.forms.matching import Candidate
from widgets.speech import Speech

STOCK = Stock(units=(Candidate("u1", "海淀区", initials="hdq"),), tiers=(("2h", "2h"), ("24h", "24h")))


def field(do: str, name: str) -> Field:
    return next(field for field in fields_of(do) if field.name == name)


def row(do: str, name: str, raw: Any = None) -> FieldRow:
    return FieldRow(field(do, name), do, Words("zh"), STOCK, raw=raw)


@pytest.mark.parametrize(
    ("do", "name", "raw", "value", "fault"),
    [
        ("note", "text", " 好 ", "好", ""),
        ("note", "text", "", "", "missing"),
        ("note", "text", "长" * 20_001, "长" * 20_001, "too_long"),
        ("extend", "hours", "12", 12, ""),
        ("extend", "hours", "", None, "missing"),
        ("extend", "hours", "many", None, "not_a_number"),
        ("extend", "hours", "-3", None, "not_a_number"),
        ("extend", "hours", "9" * 30, None, "not_a_number"),
        ("reassign", "unit", "u1", "u1", ""),
        ("reassign", "unit", "hd", None, "not_picked"),
        ("reassign", "unit", "", "", "missing"),
        ("dispatch", "unit", "", "", ""),
        ("dispatch", "tier", "24h", "24h", ""),
        ("feedback", "evidence", "照片\n\n 录音 ", ["照片", "录音"], ""),
        ("feedback", "evidence", ["照片"], ["照片"], ""),
        ("rule", "upheld", None, None, "missing"),
        ("rule", "upheld", False, False, ""),
        ("call_back", "solved", None, None, ""),
        ("call_back", "satisfied", 4, 4, ""),
        ("route_elsewhere", "to", "x\x1b[2J", "x␛[2J", ""),
    ],
)  # fmt: skip
async def test_a_field_by_what_stands_in_it(do: str, name: str, raw: Any, value: Any, fault: str) -> None:
    async with App[None]().run_test():
        made = row(do, name, raw)
        assert made.value == value
        assert made.fault == fault


async def test_a_required_field_is_marked_and_labelled() -> None:
    async with App[None]().run_test():
        assert row("reassign", "unit").label == "新主办单位"


async def test_what_stands_in_a_field_can_be_put_back() -> None:
    async with App[None]().run_test():
        for do, name, raw in (("note", "text", "甲\n乙"), ("extend", "hours", "x"), ("reassign", "unit", "hd"), ("rule", "upheld", True)):
            assert row(do, name, row(do, name, raw).raw).raw == raw


def test_a_number_says_between_which_it_lies_or_from_where_on(zh: Speech, en: Speech) -> None:
    hours, measure = (next(field for field in fields_of(do) if field.shape is Shape.NUMBER) for do in ("extend", "meet_measure"))
    assert FieldRow(hours, "extend", zh.say, Stock()).range == "1-360"
    assert FieldRow(measure, "meet_measure", en.say, Stock()).range == "1 or more"
    assert FieldRow(fields_of("note")[0], "note", en.say, Stock()).range == ""
