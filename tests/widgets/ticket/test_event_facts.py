"""Each fact of an event in words, whatever stands in its place."""

from typing import Any

import pytest

from tests.widgets.ticket_lines import SECONDS
from widgets.speech import Speech
from widgets.ticket.event_facts import callback_answers, event_facts, inner, moment_of, text_of, texts_of
from widgets.ticket.history import KNOWN


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, ["x", 7], {"x": 7}])
def test_no_value_breaks_a_fact(value: Any, zh: Speech) -> None:
    more = ("told", "of", "reply", "dossier", "callback", "command")
    facts = {kind: (*event_facts(kind, {}, zh, now=SECONDS), *more) for kind in KNOWN}
    assert [kind for kind, names in facts.items() if not all(event_facts(kind, dict.fromkeys(names, value), zh, now=SECONDS).values())] == []


def test_a_number_is_told_without_a_useless_end(zh: Speech) -> None:
    facts = event_facts("gathered", {"count": 9, "usual": 1.0}, zh, now=SECONDS)
    assert (facts["count"], facts["usual"]) == ("9", "1")


def test_a_day_stays_as_it_is_written_and_a_moment_is_the_city_s(zh: Speech) -> None:
    assert event_facts("measure_added", {"due": "2026-12-01"}, zh, now=SECONDS)["due"] == "2026-12-01"
    assert event_facts("instructed", {"due": "2026-12-01T10:00:00Z"}, zh, now=SECONDS)["due"] == "12-01 18:00"


@pytest.mark.parametrize(
    ("because", "said"), [("reassigned", "改派"), ("extension_too_late", "时限已过，延期须在到期前提出"), ("teleported", "teleported"), ("", "-")]
)
def test_why_a_request_to_sign_lapsed_is_an_event_or_a_rule(because: str, said: str, zh: Speech) -> None:
    assert event_facts("cosign_lapsed", {"because": because}, zh, now=SECONDS)["because"] == said


def test_text_is_cleaned(zh: Speech) -> None:
    assert event_facts("instructed", {"leader": "\x1b[2J甲"}, zh, now=SECONDS)["leader"] == "␛[2J甲"
    assert event_facts("mediated", {"parties": ["\x1b", "乙"]}, zh, now=SECONDS)["parties"] == "␛、乙"


def test_parts_of_events_are_read_with_care() -> None:
    assert inner({"reply": 7}, "reply") == {}
    assert text_of({"a": 7}, "a") == ""
    assert texts_of({"a": "bc"}, "a") == []
    assert moment_of("soon") is None


def test_a_callback_that_is_none(zh: Speech) -> None:
    assert callback_answers({"reached": "maybe"}, zh) == "-"
