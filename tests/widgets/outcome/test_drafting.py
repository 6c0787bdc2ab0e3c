"""From a form to commands: one a ticket, ids that stay, none that a rule refused."""

import pytest
from pydantic import ValidationError

from api_client.models.commands import HandOver, Note, Register, Remark
from tests.tui.fake_desk import outcome, problem
from widgets.outcome.drafting import command_for, effect_of, filed_line, left_out, sendable, target

ONE = target("20261122-000001", seen=3)
TWO = target("20261122-000002", seen=5)


def test_a_command_carries_its_ticket_its_version_and_its_id() -> None:
    command = command_for("note", {"text": "好"}, ONE)
    assert isinstance(command, Note)
    assert (command.id, command.ticket, command.seen) == (ONE.id, ONE.number, 3)


def test_a_ticket_to_be_has_neither_number_nor_version() -> None:
    assert isinstance(command_for("register", {"title": "暖气"}, target()), Register)


def test_what_a_command_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError):
        command_for("note", {"text": "好", "colour": "red"}, ONE)


def test_records_are_not_loaded_by_a_form() -> None:
    with pytest.raises(TypeError):
        command_for("load", {"source": "x", "external": "1", "title": "t", "received": "2026-11-22T12:00:00Z"}, target())


def test_what_a_rule_refused_is_not_sent_and_what_is_stale_goes_with_the_new_version() -> None:
    command = command_for("note", {"text": "好"}, ONE)
    assert sendable([ONE, TWO], {ONE.key: problem(), TWO.key: outcome(command)}) == [TWO]
    assert sendable([ONE], {ONE.key: problem("stale", "", 412, version=9)}) == [ONE._replace(seen=9)]
    assert sendable([ONE, TWO], {ONE.key: None}) == [ONE, TWO]


def test_what_is_left_out_is_told_with_the_rule_s_sentence() -> None:
    command = command_for("note", {"text": "好"}, ONE)
    assert left_out([ONE, TWO], {ONE.key: problem(), TWO.key: outcome(command)}) == {ONE.number: problem().detail}
    assert left_out([ONE, TWO], {ONE.key: problem("stale", "", 412, version=9), TWO.key: None}) == {}


def test_free_text_counts_by_its_being_there() -> None:
    def effect(reason: str, unit: str = "1") -> str:
        return effect_of("dispatch", {"reason": reason, "unit": unit}, [ONE])

    assert effect("a") == effect("ab")
    assert effect("") != effect("a")
    assert effect("a", "1") != effect("a", "2")


def test_what_is_written_one_a_line_counts_by_its_being_there_and_a_number_by_itself() -> None:
    assert effect_of("exclude", {"evidence": ["a"]}, [ONE]) == effect_of("exclude", {"evidence": ["a", "b"]}, [ONE])
    assert effect_of("merge", {"into": "20261122-000001"}, [ONE]) != effect_of("merge", {"into": "20261122-000002"}, [ONE])
    assert effect_of("whistle", {"units": ["1"]}, [ONE]) != effect_of("whistle", {"units": ["1", "2"]}, [ONE])


def test_a_dossier_s_command_carries_its_number_and_the_version_that_was_seen() -> None:
    command = command_for("remark", {"text": "踏勘"}, target("P2026-0001", seen=2))
    assert isinstance(command, Remark)
    assert (command.dossier, command.seen) == ("P2026-0001", 2)
    line = filed_line("P2026-0001", 2, "供暖")
    assert (line.number, line.version, line.title) == ("P2026-0001", 2, "供暖")
    assert isinstance(command_for("hand_over", {}, target()), HandOver)
