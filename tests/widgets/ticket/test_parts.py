"""What people said to one another about a ticket, each part with how it stands."""

from datetime import timedelta
from uuid import uuid4

from api_client.models.city import Signer
from api_client.models.parts import Callback, Consultation, Dispute, Held, Mediation, Reply
from api_client.models.ticket import Pending
from tests.tui.fake_desk import DISPATCHER, LEADER, NOW, recorded
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.ticket.parts import (
    callback_lines,
    consultation_lines,
    dispute_lines,
    held_lines,
    mediation_lines,
    pending_lines,
    quoted,
    reply_lines,
    signed_at,
)


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


def test_each_signature_has_its_moment_where_the_timeline_tells_it(zh: Speech) -> None:
    held = Held(request=uuid4(), command={"do": "extend"}, maker=DISPATCHER, at=NOW, signers=(), signed=(LEADER,), state="signed")
    timeline = (recorded("cosigned", 9, by=LEADER, request=str(held.request)), recorded("cosigned", 30, by=LEADER, request=str(uuid4())))
    assert "已签：周宁（朝阳区） 19:09" in plain(held_lines((held,), zh, now=SECONDS, signed=signed_at(timeline)))
    assert "已签：周宁（朝阳区）\n" in plain(held_lines((held,), zh, now=SECONDS)) + "\n"


def test_a_summary_tells_what_waits_for_signatures(zh: Speech) -> None:
    pending = Pending(
        request=uuid4(), do="extend", maker="sunqi", title="孙启", at=NOW, signers=(Signer(role="supervisor", unit="110000"),), command={"hours": 12}
    )
    assert plain(pending_lines((pending,), zh, now=SECONDS)).splitlines() == [
        "孙启 20:00 请求延期  待签", "  待 北京市 督办员 签", "  延长小时数：12",
    ]  # fmt: skip


def test_attempts_are_numbered_and_say_when_the_next_counts(zh: Speech) -> None:
    missed = Callback(at=NOW, by=DISPATCHER, channel="phone", reached=False, again=NOW + timedelta(hours=3), left=2)
    reached = Callback(at=NOW, by=DISPATCHER, channel="phone", reached=True, solved=True, verbatim="谢谢")
    said = plain(callback_lines((missed, reached), zh, now=SECONDS)).splitlines()
    assert said[0].startswith("20:00  第 1 次  孙启（北京市）  电话")
    assert said[1] == "  23:00 后可再拨，还可拨 2 次"
    assert "第 2 次" in said[2]
    assert "谢谢" in said[3]
