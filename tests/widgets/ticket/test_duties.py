"""Units called in, supervision, instructions, pauses, exclusion, the ladder: each told with how it stands."""

from datetime import timedelta
from typing import Any

import pytest

from api_client.models.clock import ClockName
from api_client.models.parts import CoOrder, Exclusion, Halt, Instruction, Rung, Supervision
from api_client.models.ticket import Stage
from tests.tui.fake_desk import NOW, clock, ticket
from tests.widgets.ticket_lines import LATER, SECONDS, plain
from widgets.speech import Speech
from widgets.ticket.duties import co_order_lines, exclusion_lines, halt_lines, instruction_lines, ladder_lines, supervision_lines


def order(**more: Any) -> CoOrder:
    given: dict[str, Any] = {"unit": "110108", "sort": "whistle", "kind": "emergency", "mode": "onsite", "task": "管线爆裂", "since": NOW}
    return CoOrder(**(given | more))


def told(speech: Speech, *orders: CoOrder) -> str:
    called = ticket(clocks=(clock(), clock(ClockName.WHISTLE, hours=3, of="110108")), co_orders=orders)
    return plain(co_order_lines(called, speech, now=SECONDS))


def test_a_called_unit_that_is_waited_for_has_its_own_clock(zh: Speech) -> None:
    assert told(zh, order()).splitlines() == [
        "海淀区  吹哨（应急处置哨，现场办公），20:00  未了",
        "  报到 21:00 前，剩 1小时",
        "  事项：管线爆裂",
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reported_in": LATER}, "22:00 报到"),
        ({"reported": LATER, "solved": True, "result": "已修"}, "22:00 反馈：已解决"),
        ({"dismissed": LATER, "stayed": False, "score": 2}, "22:00 撤离，未留到办完、主办评 2 分"),
        ({"dismissed": LATER, "stayed": True, "lead_score": 5}, "22:00 撤离，留到办完、评主办 5 分"),
        ({"waived": "自行解决"}, "免报"),
        ({"sort": "joint", "kind": "", "mode": ""}, "海淀区  协办，20:00  未了"),
    ],
)
def test_what_came_of_a_unit_s_part(more: dict[str, Any], said: str, zh: Speech) -> None:
    assert said in told(zh, order(**more))


def test_a_part_that_is_over_has_no_clock_any_more(zh: Speech) -> None:
    assert "前，剩" not in told(zh, order(waived="自行解决"))


def test_an_instruction_and_its_answer(zh: Speech, en: Speech) -> None:
    due = NOW + timedelta(hours=5)
    waiting = Instruction(leader="副市长", text="速办", at=NOW, due=due)
    answered = waiting.model_copy(update={"answer": "已办", "answered": LATER})
    assert plain(instruction_lines((waiting,), zh, now=SECONDS)) == "20:00 副市长，11-23 01:00 前答复  待答复，剩 5小时\n  内容：速办"
    assert "answered 22:00" in plain(instruction_lines((answered,), en, now=SECONDS))
    assert "result: 已办" in plain(instruction_lines((answered,), en, now=SECONDS))


def test_supervision_from_its_reason_to_its_end(zh: Speech) -> None:
    goes_on = Supervision(why="frequent", level="district", unit="110108", owner="督查室", reason="三次来电", since=NOW)
    assert plain(supervision_lines((goes_on,), zh, now=SECONDS)) == "20:00 海淀区 区级（高频）  责任人 督查室  在督\n  理由：三次来电"
    ended = goes_on.model_copy(update={"released": LATER, "release_reason": "已解决"})
    assert plain(supervision_lines((ended,), zh, now=SECONDS)).endswith("22:00 销号\n  理由：三次来电\n  结果：已解决")


def test_a_pause_and_a_hang(zh: Speech) -> None:
    pause = Halt(sort="pause", why="weather", since=NOW, until=LATER, ended=LATER)
    hang = Halt(sort="hang", why="规划调整", since=NOW, until=LATER)
    said = plain(halt_lines((pause, hang), zh, now=SECONDS)).splitlines()
    assert said == ["暂停计时 20:00 - 22:00（天气等不可抗力）  22:00 恢复", "挂账 20:00 - 22:00（规划调整）  仍停"]


def test_what_is_left_out_of_the_rates(zh: Speech) -> None:
    assert exclusion_lines(None, zh, now=SECONDS) == []
    left_out = Exclusion(why="objective", evidence=("批复", "图纸"), reason="规划不许", at=NOW)
    assert plain(exclusion_lines(left_out, zh, now=SECONDS)) == "20:00  客观条件限制\n  理由：规划不许\n  佐证：批复、图纸"


def test_the_rungs_to_climb_and_those_climbed(zh: Speech) -> None:
    rungs = (Rung(name="warning", at=LATER, share=0.75, told=("lead", "lead_leader")),)
    said = plain(ladder_lines(ticket(ladder=rungs, climbed=("half",)), zh, now=SECONDS))
    assert said.splitlines()[0].endswith("用去时限 75%：主办单位、主办单位负责人")
    assert said.splitlines()[1].startswith("已升：")
    assert ladder_lines(ticket(ladder=rungs, stage=Stage.CLOSED), zh, now=SECONDS) == []
