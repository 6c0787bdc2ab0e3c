"""Every event is told, known or not, whole or broken."""

import re
import typing
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from api_client.models.events import EVENTS, AnyEvent
from api_client.models.parts import Callback, Reply
from tests.tui.fake_desk import DISPATCHER, LEADER, NOW, recorded
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.ticket.timeline import timeline_lines

FACTS: dict[str, dict[str, Any]] = {
    "registered": {"channel": "phone", "title": "暖气不热", "kind": "complaint"},
    "routed_elsewhere": {"exit": "emergency", "reason": "着火"},
    "answered": {"text": "已答复"},
    "dispatched": {"unit": "110108", "tier": "24h", "policy": "1", "basis": "catalogue"},
    "signed": {}, "contacted": {}, "arrived": {}, "repaired": {}, "feedback_written": {}, "feedback_returned": {}, "callback_opened": {},
    "disputed": {"unit": "110108", "reason": "不归我管", "legal_basis": "条例"},
    "ruled": {"upheld": False, "reason": "属地明确"},
    "reassigned": {"kind": "correction", "unit_from": "110105", "unit": "110108", "due_from": NOW, "due_to": NOW, "reason": "派错"},
    "escalated": {"to": "110000", "reason": "须停热"},
    "opined": {"opinion": "同意"},
    "extended": {"due_from": NOW, "due_to": NOW + timedelta(hours=5), "reason": "停热检修"},
    "fed_back": {"reply": Reply(at=NOW, by=LEADER, solved=True, handling="已修")},
    "cosign_requested": {"request": uuid4(), "command": {"do": "extend"}, "signers": ({"role": "supervisor"},)},
    "cosigned": {"request": uuid4()},
    "cosign_declined": {"request": uuid4(), "reason": "理由不足"},
    "cosign_lapsed": {"request": uuid4(), "because": "reassigned"},
    "called_back": {"callback": Callback(at=NOW, by=DISPATCHER, channel="phone", reached=True, solved=False)},
    "closed": {"result": "solved"},
    "noted": {"text": "留意"},
    "missed": {"clock": "due"},
    "inquired": {"text": "催问"},
    "merged": {"into": "20261122-000001", "reason": "同一事"},
    "unmerged": {"reason": "不是一事"},
    "absorbed": {"child": "20261122-000002"},
    "warned": {"reason": "一天十次"},
    "marked_nuisance": {"reason": "无理"},
    "revealed": {"reason": "须上门"},
    "forgotten": {},
    "consulted": {"units": ("110105", "110108"), "question": "归谁"},
    "advised": {"unit": "110108", "ours": True, "opinion": "归我"},
    "problem_ordered": {"why": "round", "count": 3},
    "mediated": {"parties": ("甲", "乙"), "agreed": True, "result": "各让一步"},
    "whistled": {"kind": "emergency", "units": ("110108",), "mode": "onsite", "matter": "管线爆裂"},
    "reported_in": {"unit": "110108", "late": True},
    "joined": {"unit": "110108", "task": "断水"},
    "interim_reported": {"unit": "110108", "text": "已关阀", "late_reason": "等料"},
    "co_reported": {"unit": "110108", "solved": True, "text": "已修"},
    "dismissed": {"unit": "110108", "stayed": True, "score": 5},
    "appraised": {"unit": "110108", "score": 4},
    "waived": {"unit": "110108", "reason": "已自行解决"},
    "paused": {"why": "weather", "until": NOW, "reason": "大风"},
    "hung": {"until": NOW, "condition": "规划调整", "reason": "暂无条件"},
    "resumed": {"reason": "条件已具备", "due_from": NOW, "due_to": NOW + timedelta(hours=5)},
    "tier_changed": {"tier_from": "24h", "tier": "7d", "due_from": NOW, "due_to": NOW, "reason": "须开挖"},
    "excluded": {"why": "objective", "evidence": ("批复",), "reason": "规划不许"},
    "climbed": {"rung": "warned", "told": ("lead", "district")},
    "supervised": {"why": "hot", "level": "city", "unit": "110000", "owner": "督办处", "reason": "多人"},
    "released": {"unit": "110000", "reason": "已解决"},
    "instructed": {"leader": "副市长", "due": NOW, "text": "速办"},
    "complied": {"text": "已办"},
    "reminded": {"text": "快到期"},
    "alerted": {"text": "要堵路"},
    "gathered": {"count": 9, "usual": 1.5},
    "linked_to_problem": {"problem": "P2026-0007"},
    "dossier_opened": {"dossier": {"kind": "problem", "title": "老旧管网", "text": "说明"}},
    "measure_added": {"text": "换管", "unit": "110108", "due": "2026-12-01"},
    "measure_met": {"measure": 1, "result": "已换"},
    "remarked": {"sort": "visit", "text": "看过"},
    "interview_held": {"minutes": "认账", "rectify_by": "2026-12-01"},
    "taken_over": {"text": "收到"},
    "referred": {"to": "市纪委", "reason": "造假"},
    "dossier_closed": {"result": "了结"},
    "loaded": {"source": "别处", "external": "A1", "title": "旧单", "kind": "report", "received": NOW},
}  # fmt: skip


def texts_in(value: object) -> Iterator[str]:
    """What people wrote among the facts: everything in Chinese."""
    if isinstance(value, Reply | Callback):
        value = value.model_dump()
    if isinstance(value, dict):
        yield from (text for name, inner in value.items() if name != "by" for text in texts_in(inner))
    elif isinstance(value, tuple):
        yield from (text for inner in value for text in texts_in(inner))
    elif isinstance(value, str) and not value.isascii():
        yield value


@pytest.mark.parametrize("kind", [event.model_fields["type"].default for event in typing.get_args(AnyEvent)])
@pytest.mark.parametrize("speak", ["zh", "en"])
def test_every_event_is_told_with_its_facts(kind: str, speak: str, request: pytest.FixtureRequest) -> None:
    event = EVENTS.validate_python({"type": kind, **FACTS[kind]})
    told = recorded(kind, **event.model_dump(mode="json", exclude={"type"}))
    said = plain(timeline_lines((told,), request.getfixturevalue(speak), now=SECONDS))
    assert said
    assert "{" not in said
    sentence = said.partition("\n")[0].removeprefix("11-22 ")
    assert not re.search(r"(?<![\w-])-(?![\w>-])|[a-z]_[a-z]|\d{6}\b", re.sub(r"20261122-\d{6}", "", sentence)), "a fact without its word"
    for text in texts_in(FACTS[kind]):
        assert text in said or kind in ("registered", "loaded"), text


def test_what_people_wrote_stands_under_the_sentence(zh: Speech) -> None:
    said = plain(timeline_lines((recorded("disputed", unit="110108", reason="不归我管", legal_basis="条例第十二条"),), zh, now=SECONDS))
    assert "理由：不归我管" in said
    assert "依据：条例第十二条" in said


def test_an_event_that_nobody_here_knows_is_told_by_name_and_fields(zh: Speech) -> None:
    told = recorded("beamed_up", where="[red]月球[/]", esc="\x1b[31m")
    said = plain(timeline_lines((told,), zh, now=SECONDS))
    assert "beamed_up" in said
    assert "[red]月球[/]" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("kind", FACTS)
def test_an_event_without_its_fields_breaks_nothing(kind: str, zh: Speech) -> None:
    assert plain(timeline_lines((recorded(kind),), zh, now=SECONDS))


@pytest.mark.parametrize("kind", FACTS)
def test_an_event_with_the_wrong_kind_of_fields_breaks_nothing(kind: str, zh: Speech) -> None:
    wrong: dict[str, Any] = dict.fromkeys(FACTS[kind], 7)
    assert plain(timeline_lines((recorded(kind, **wrong),), zh, now=SECONDS))


def test_a_wide_page_has_columns_of_when_and_who(zh: Speech) -> None:
    events = [recorded("dispatched", **FACTS["dispatched"]), recorded("noted", by=LEADER, **FACTS["noted"])]
    narrow, wide = (plain(timeline_lines(events, zh, now=SECONDS, width=width)).splitlines() for width in (100, 160))
    assert [line.split() for line in narrow] == [line.split() for line in wide]
    place = wide[-1].index("留意") - len("内容：")
    assert all(line[:place].rstrip() for line in wide[:-1])
    assert not wide[-1][:place].strip()
