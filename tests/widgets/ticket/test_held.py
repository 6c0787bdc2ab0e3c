"""A held command is shown field by field."""

from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.ticket.held import command_lines


def test_a_held_command_is_shown_field_by_field(zh: Speech) -> None:
    said = plain(command_lines({"do": "reassign", "kind": "redo", "unit": "110108", "reason": "再派"}, zh, now=SECONDS))
    assert said == "改派类别：二次派单\n新主办单位：海淀区\n理由：再派"


def test_a_command_that_a_newer_hotline_knows_is_shown_as_it_comes(zh: Speech) -> None:
    assert plain(command_lines({"do": "teleport", "where": "月球"}, zh, now=SECONDS)) == "where：月球"


def test_a_value_that_is_no_choice_is_shown_as_it_is(zh: Speech) -> None:
    assert plain(command_lines({"do": "feedback", "solved": "maybe", "evidence": ["照片"]}, zh, now=SECONDS)) == "已解决：maybe\n佐证：照片"
