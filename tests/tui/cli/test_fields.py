"""`field=value` words become a command, or sentences that say what is wrong."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from api_client.models.commands import CallBack, Extend, Feedback, Hang, OnDossier, OnTicket, Reassign, Register, Whistle, WhistleKind
from tests.cities import shipped
from tui.cli.fields import Mistaken, build_command, check_name, help_lines, read_fields
from tui.words.words import Words
from widgets.forms.command_fields import ASKABLE, fields_of

ID = UUID(int=7)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SAY = Words("en")
BEIJING = shipped("beijing")


def command(do: str, *pairs: str) -> OnTicket | Register | OnDossier:
    fields = read_fields(do, pairs, city=BEIJING, now=NOW, say=SAY)
    return build_command(do, fields, id=ID, ticket="20261122-000123", seen=4, say=SAY)


def mistakes(do: str, *pairs: str) -> tuple[str, ...]:
    with pytest.raises(Mistaken) as mistaken:
        command(do, *pairs)
    return mistaken.value.sentences


def test_a_unit_is_found_by_its_initials() -> None:
    reassign = command("reassign", "unit=hdq", "reason=wrong district")
    assert isinstance(reassign, Reassign)
    assert (reassign.unit, reassign.seen, reassign.id) == ("110108", 4, ID)


def test_numbers_and_yes_and_no() -> None:
    extend = command("extend", "hours=24", "reason=parts on order", "requester_told=是")
    assert isinstance(extend, Extend)
    assert (extend.hours, extend.requester_told) == (24, True)


def test_a_list_is_given_word_by_word() -> None:
    feedback = command("feedback", "solved=true", "handling=mended", "evidence=photo 1", "evidence=photo 2")
    assert isinstance(feedback, Feedback)
    assert feedback.evidence == ("photo 1", "photo 2")


def test_several_units_and_a_moment() -> None:
    whistle = command("whistle", "kind=emergency", "units=hdq,cyq", "matter=burst pipe")
    assert isinstance(whistle, Whistle)
    assert (whistle.kind, whistle.units, whistle.mode) == (WhistleKind.EMERGENCY, ("110108", "110105"), "onsite")
    hang = command("hang", "until=2026-12-31 18:00", "condition=plan", "reason=none yet", "requester_told=true")
    assert isinstance(hang, Hang)
    assert hang.until == datetime(2026, 12, 31, 10, 0, tzinfo=UTC)


def test_an_open_answer_stays_open() -> None:
    call = command("call_back", "reached=true", "solved=", "satisfied=4")
    assert isinstance(call, CallBack)
    assert (call.solved, call.satisfied) == (None, 4)


def test_parts_of_parts_and_equal_signs_in_the_text() -> None:
    register = command("register", "title=a=b", "requester.name=A. Example", "district=chaoyangqu")
    assert isinstance(register, Register)
    assert (register.title, register.requester.name, register.district) == ("a=b", "A. Example", "110105")


@pytest.mark.parametrize(
    ("do", "pairs", "named"),
    [
        ("reassign", ["unit=hdq"], "reason=TEXT is missing"),
        ("reassign", ["unit=hdq", "reason="], "reason=TEXT is missing"),
        ("reassign", ["unit=hdq", "reason=x", "kind=whim"], "correction|dispute_upheld|redo"),
        ("extend", ["hours=many", "reason=x"], "hours=many will not do; it takes 1..360"),
        ("extend", ["hours=999", "reason=x"], "hours=999 will not do; it takes 1..360"),
        ("feedback", ["solved=perhaps", "handling=x"], "solved=perhaps will not do; it takes true|false"),
        ("note", ["txt=x"], "note has no field txt; it has: text"),
        ("note", ["hello"], "“hello” should be FIELD=VALUE."),
        ("reassign", ["unit=街道", "reason=x"], "more than one unit: "),
        ("reassign", ["unit=zzzz", "reason=x"], "unit=zzzz: no such unit."),
        ("note", ["text=" + "x" * 20_001], "text is too long: 20000"),
        ("cosign", [], "request=ID"),
        ("hang", ["until=soon"], "until=soon is no time"),
        ("pause", ["why=weather", "reason=x"], "until=TIME is missing"),
        ("whistle", ["kind=emergency", "matter=x"], "units=UNIT,… is missing"),
        ("whistle", ["kind=emergency", "units=", "matter=x"], "units=UNIT,… is missing"),
        ("mediate", ["parties=a", "agreed=true", "result=x"], "parties=TEXT,… is missing"),
        ("merge", ["into=12", "reason=x"], "into=12 will not do; it takes NUMBER"),
        ("dismiss", ["unit=hdq", "stayed=true", "score=6"], "score=6 will not do; it takes 1|2|3|4|5"),
    ],
)
def test_a_mistake_names_the_field_and_what_it_takes(do: str, pairs: list[str], named: str) -> None:
    assert any(named in sentence for sentence in mistakes(do, *pairs))


def test_every_mistake_is_told_at_once() -> None:
    assert len(mistakes("extend", "hours=0", "requester_told=x")) == 3


def test_an_unknown_command_names_the_near_ones() -> None:
    with pytest.raises(Mistaken, match=r"near it: .*reassign"):
        check_name("reasign", SAY)


def test_only_people_s_commands_can_be_asked() -> None:
    with pytest.raises(Mistaken):
        check_name("elapse", SAY)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_lists_every_command_and_field(lang: str) -> None:
    text = "\n".join(help_lines(Words(lang)))
    for do in ASKABLE:
        assert f"  {do} " in text
        assert all(f"{field.name}=" in text for field in fields_of(do))
