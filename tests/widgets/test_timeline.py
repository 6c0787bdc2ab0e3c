"""Every event is told, known or not, whole or broken."""

import typing
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from api_client.models.events import EVENTS, AnyEvent
from api_client.models.parts import Callback, Reply
from tests.tui.fake_desk import DISPATCHER, LEADER, NOW, recorded
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.timeline import timeline_lines

FACTS: dict[str, dict[str, Any]] = {
    "registered": {"title": "暖气不热", "kind": "complaint"},
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
    "loaded": {"source": "别处", "title": "旧单", "kind": "report", "received": NOW},
}  # fmt: skip


@pytest.mark.parametrize("kind", [event.model_fields["type"].default for event in typing.get_args(AnyEvent)])
@pytest.mark.parametrize("speak", ["zh", "en"])
def test_every_event_is_told_with_its_facts(kind: str, speak: str, request: pytest.FixtureRequest) -> None:
    event = EVENTS.validate_python({"type": kind, **FACTS[kind]})
    told = recorded(kind, **event.model_dump(mode="json", exclude={"type"}))
    said = plain(timeline_lines((told,), request.getfixturevalue(speak), now=SECONDS))
    assert said
    assert "{" not in said


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
