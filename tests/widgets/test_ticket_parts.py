"""What people said to one another about a ticket, each part with how it stands."""

from uuid import uuid4

from api_client.models.parts import Consultation, Dispute, Held, Mediation, Reply
from tests.tui.fake_desk import DISPATCHER, LEADER, NOW
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.ticket_parts import consultation_lines, dispute_lines, held_lines, mediation_lines, quoted, reply_lines


def test_what_is_to_be_signed_is_told_in_words(zh: Speech) -> None:
    command = {"do": "whistle", "kind": "emergency", "units": ["110108", "110105"], "mode": "joint", "matter": "管线爆裂"}
    held = Held(request=uuid4(), command=command, maker=DISPATCHER, at=NOW, signers=())
    said = plain(held_lines((held,), zh, now=SECONDS))
    assert "请求吹哨" in said
    assert "召集单位：海淀区、朝阳区" in said
    assert "方式：联合行动" in said


def test_a_moment_to_be_signed_is_on_the_city_s_clock(zh: Speech) -> None:
    command = {"do": "hang", "until": "2026-12-22T10:00:00Z", "condition": "规划调整", "reason": "暂无条件"}
    held = Held(request=uuid4(), command=command, maker=DISPATCHER, at=NOW, signers=())
    assert "最迟再议：12-22 18:00" in plain(held_lines((held,), zh, now=SECONDS))


def test_a_consultation_and_its_answer(zh: Speech) -> None:
    asked = Consultation(unit="110108", question="归谁", asked=NOW)
    assert plain(consultation_lines((asked,), zh, now=SECONDS)) == "20:00 问 海淀区  未答\n  会商事项：归谁"
    for ours, said in ((True, "属其职责"), (False, "不属其职责")):
        answered = asked.model_copy(update={"ours": ours, "opinion": "条例第三条"})
        assert plain(consultation_lines((answered,), zh, now=SECONDS)) == f"20:00 问 海淀区  {said}\n  会商事项：归谁\n  意见：条例第三条"


def test_a_mediation(zh: Speech) -> None:
    held = Mediation(at=NOW, parties=("甲", "乙"), agreed=False, result="改日再谈")
    assert plain(mediation_lines((held,), zh, now=SECONDS)) == "20:00  甲、乙：未成\n  结果：改日再谈"


def test_an_objection_waits_for_its_ruling(zh: Speech) -> None:
    dispute = Dispute(unit="110105", at=NOW, by=LEADER, reason="不归我", legal_basis="条例")
    assert "待裁定" in plain(dispute_lines((dispute,), zh, now=SECONDS))


def test_everything_of_a_reply_is_told(zh: Speech) -> None:
    reply = Reply(at=NOW, by=LEADER, solved=True, handling="已修", fee=True, evidence=("照片", "录音"), flagged=("不归我管",))
    said = plain(reply_lines((reply,), zh, now=SECONDS))
    assert "已解决、收取了费用" in said
    assert "佐证：照片、录音" in said
    assert "服务忌语：不归我管" in said


def test_nothing_written_takes_no_line(zh: Speech) -> None:
    assert quoted(zh, ("reason", ""), ("text", "")) == []
