"""Forms are read from the commands' own definitions."""

from typing import Any

import pytest

from widgets.forms.command_fields import ASKABLE, OF_DOSSIERS, OF_TICKETS, Shape, fields_of, flat, nested

UNIT_FIELDS = {
    ("register", "district"),
    ("register", "street"),
    ("dispatch", "unit"),
    ("dispute", "suggested"),
    ("reassign", "unit"),
    ("escalate", "to"),
    ("join", "unit"),
    ("dismiss", "unit"),
    ("waive", "unit"),
}


def shapes(shape: Shape) -> set[tuple[str, str]]:
    return {(do, field.name) for do in OF_TICKETS for field in fields_of(do) if field.shape is shape}


def test_codes_of_units_are_picked() -> None:
    assert shapes(Shape.UNIT) == UNIT_FIELDS


def test_the_tier_and_the_catalogue_line_come_from_the_city() -> None:
    assert shapes(Shape.TIER) == {("dispatch", "tier"), ("change_tier", "tier")}
    assert shapes(Shape.ITEM) == {("register", "item")}


def test_several_units_are_picked_one_after_the_other() -> None:
    assert shapes(Shape.UNITS) == {("whistle", "units"), ("consult", "units")}


def test_several_texts_are_written_one_a_line() -> None:
    assert shapes(Shape.LINES) == {("feedback", "evidence"), ("exclude", "evidence"), ("mediate", "parties")}
    (parties,) = (field for field in fields_of("mediate") if field.name == "parties")
    assert (parties.low, parties.high, parties.length, parties.required) == (2, 20, 500, True)


def test_moments_and_days() -> None:
    assert shapes(Shape.MOMENT) == {("register", "contact_promised"), ("pause", "until"), ("hang", "until"), ("instruct", "due")}
    assert {(do, field.name) for do in OF_DOSSIERS for field in fields_of(do) if field.shape is Shape.DAY} == {
        ("open_problem", "due"), ("change_item", "effective_from"), ("hold_interview", "rectify_by"), ("add_measure", "due"),
    }  # fmt: skip


def test_numbers_of_tickets_and_dossiers_look_a_certain_way() -> None:
    patterns = {(do, field.name) for do in OF_TICKETS for field in fields_of(do) if field.pattern}
    assert patterns == {("merge", "into"), ("link_to_problem", "problem")}


def test_words_of_choices_are_found_by_the_enumeration() -> None:
    topics = {field.words for do in ASKABLE for field in fields_of(do)} - {""}
    assert topics == {"kind", "exit", "reassign_kind", "whistle_kind", "pause_reason", "exclusion", "supervise_reason", "breach"}


def test_commands_on_dossiers_are_not_on_tickets() -> None:
    assert set(OF_TICKETS) | OF_DOSSIERS >= set(ASKABLE)
    assert not set(OF_TICKETS) & OF_DOSSIERS
    assert {"open_problem", "hand_over", "take_over"} <= OF_DOSSIERS


def test_hours_are_a_number_within_limits() -> None:
    (hours,) = (field for field in fields_of("extend") if field.name == "hours")
    assert (hours.shape, hours.low, hours.high, hours.required) == (Shape.NUMBER, 1, 360, True)


def test_marks_of_five_are_chosen_and_may_stay_open() -> None:
    (satisfied,) = (field for field in fields_of("call_back") if field.name == "satisfied")
    assert (satisfied.shape, satisfied.choices, satisfied.required) == (Shape.CHOICE, (None, 1, 2, 3, 4, 5), False)


def test_reasons_are_required_where_the_command_requires_them() -> None:
    assert [field.name for field in fields_of("reassign") if field.required] == ["unit", "reason"]
    assert [field.name for field in fields_of("sign") if field.required] == []


def test_nobody_fills_in_what_every_command_carries() -> None:
    assert not {"id", "do", "ticket", "seen", "request"} & {field.name for do in ASKABLE for field in fields_of(do)}


@pytest.mark.parametrize("values", [{}, {"title": "暖气不热"}, {"requester.name": "甲", "requester.phone": "1", "urgent": True}])
def test_parts_within_parts_survive_the_way_there_and_back(values: dict[str, Any]) -> None:
    assert flat(nested(values)) == values


def test_a_bodys_own_fields_only_come_into_the_form() -> None:
    assert flat({"id": "1", "do": "note", "ticket": "x", "seen": 3, "text": "好"}) == {"text": "好"}
