"""Clocks, history, previews and the ticket page as words: pure, from values to lines."""

import base64
import json
import typing
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from textual.content import Content

from api_client.models.commands import Reassign
from api_client.models.events import EVENTS, AnyEvent, Recorded
from api_client.models.page import Ask, ClockChange
from api_client.models.ticket import Callback, ClockName, ClockState, Dispute, Escalation, FullTicket, Held, Reply, Requester
from tests.tui.fake_desk import DISPATCHER, LEADER, NOW, beijing, clock, outcome, paused, problem, recorded, ticket, view
from tui.words.words import Words
from widgets.clock_bars import ASCII, NARROW, bar, clock_band, clock_lines
from widgets.held import command_lines
from widgets.outcome_pane import outcome_lines, refusal_lines, summary_lines
from widgets.speech import Speech
from widgets.ticket_page import ask_lines, callback_lines, dispute_lines, escalation_lines, facts_lines, head_lines, held_lines, reply_lines
from widgets.timeline import timeline_lines

SECONDS = int(NOW.timestamp())
ADVERSARIAL = Path(__file__).parents[2].parent / "shared" / "data" / "adversarial" / "items.jsonl"


@pytest.fixture
def zh() -> Speech:
    return Speech(Words("zh"), city=beijing(), lang="zh")


@pytest.fixture
def en() -> Speech:
    return Speech(Words("en"), city=beijing(), lang="en")


def plain(lines: Sequence[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def a_command() -> Reassign:
    return Reassign(id=uuid4(), ticket="20261122-000123", seen=4, unit="110108", reason="属地在海淀")


# -- time


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0m00s"), (59, "0m59s"), (599, "9m59s"), (600, "10 min"), (3599, "59 min"), (3600, "1h00m"), (86400, "1d 0h"), (-60, "1m00s")],
)
def test_a_span_is_as_fine_as_it_matters(en: Speech, seconds: int, said: str) -> None:
    assert en.span(seconds) == said


def test_a_moment_is_told_in_the_citys_time(zh: Speech) -> None:
    assert zh.moment(NOW, SECONDS) == "20:00"
    assert zh.moment(NOW + timedelta(hours=4), SECONDS) == "11-23 00:00"
    assert zh.moment(NOW + timedelta(days=60), SECONDS) == "2027-01-21 20:00"


def test_an_unknown_value_is_told_by_its_name(zh: Speech) -> None:
    assert zh.word("stage", "teleported") == "teleported"
    assert zh.unit("nowhere") == "nowhere"


# -- clocks


@pytest.mark.parametrize(("passed", "band"), [(0, "calm"), (12, "watch"), (17, "warn"), (22, "urgent"), (24, "overdue"), (48, "long")])
def test_a_clock_has_the_band_of_its_time(passed: float, band: str) -> None:
    assert clock_band(clock(passed=passed), SECONDS) == band


def test_a_bar_fills_as_time_passes_and_marks_its_due_time_when_over() -> None:
    assert bar(clock(passed=6), SECONDS, cells=8) == NARROW.spent * 2 + NARROW.rest * 6
    assert bar(clock(passed=48), SECONDS, cells=8, signs=ASCII) == "####|!!!"


def test_a_paused_stretch_shows_in_bar_and_words(zh: Speech) -> None:
    assert NARROW.paused in bar(paused(), SECONDS)
    said = plain(clock_lines((paused(),), zh, now=SECONDS))
    assert "暂停" in said
    assert "18:00 - 19:00" in said
    assert "（派单）" in said


@pytest.mark.parametrize("cells", [1, 7, 40])
@pytest.mark.parametrize("passed", [-1, 0, 3, 24, 5000])
def test_a_bar_keeps_its_length(cells: int, passed: float) -> None:
    assert len(bar(clock(passed=passed), SECONDS, cells=cells)) == cells


def test_an_ended_clock_says_how_it_ended(zh: Speech) -> None:
    ended = clock(state=ClockState.MISSED, ended=NOW)
    assert "超时" in plain(clock_lines((ended,), zh, now=SECONDS))


# -- history

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
    wrong = dict.fromkeys(FACTS[kind], 7)
    assert plain(timeline_lines((recorded(kind, **wrong),), zh, now=SECONDS))


# -- previews


def test_a_preview_says_what_moves_and_what_stays(en: Speech) -> None:
    due = clock().due
    changes = (
        ClockChange(name=ClockName.DUE, due_from=due, due_to=due + timedelta(hours=12), state="running"),
        ClockChange(name=ClockName.SIGN, due_to=NOW + timedelta(minutes=15), state="running"),
        ClockChange(name=ClockName.OPINION, due_from=due, state="met"),
    )
    said = plain(outcome_lines(outcome(a_command(), clocks=changes), en, now=SECONDS))
    assert "due 11-23 18:00 -> 11-24 06:00, 1d 10h left" in said
    assert "sign starts, due 20:15, 15 min left" in said
    assert "opinion 11-23 18:00 ends (met)" in said
    assert "contact 22:00 unchanged, 2h00m left" in said
    assert "Told  Haidian District (lead), Chaoyang District (former lead)" in said
    assert "Must sign  Beijing supervisor" in said
    assert "Counts against  Chaoyang District" in said


def test_a_held_command_says_so_first(en: Speech) -> None:
    assert plain(outcome_lines(outcome(a_command(), held=True), en, now=SECONDS)).startswith("Goes to co-signing first")


def test_a_refusal_is_the_rules_own_sentence(zh: Speech) -> None:
    assert plain(refusal_lines(problem(), zh, now=SECONDS)) == "规则不允许：工单已结案，不能改派。"


def test_a_stale_ticket_tells_what_changed(zh: Speech) -> None:
    changed = (recorded("signed", 5, by=LEADER),)
    said = plain(refusal_lines(problem("stale", "已有变化", 412, changed=changed, version=5), zh, now=SECONDS))
    assert "周宁" in said
    assert "签收" in said


def test_many_tickets_are_summed_up_by_rule(en: Speech) -> None:
    answers = {
        "1": outcome(a_command()), "2": outcome(a_command(), held=True), "3": problem("ended", "It has ended."),
        "4": problem("ended", "It has ended."),
        "5": problem("not_yours", "Not yours.", 403), "6": problem("stale", "", 412), "7": None,
    }  # fmt: skip
    said = plain(summary_lines(answers, en))
    assert "7 tickets: 1 will, 1 go to co-signing first, 3 refused" in said
    assert "2 refused: It has ended." in said
    assert "1 refused: Not yours." in said
    assert "1 changed meanwhile" in said
    assert "1 could not be asked" in said


# -- the page


def rich_ticket(text: str = "有话要说") -> FullTicket:
    """A ticket in which every part is filled, with one text wherever people write."""
    return ticket(
        title=text, content=text, address=text, path=text, origin_line=text, external=text,
        requester=Requester(name=text, phone=text), cc="110108", hops=2,
        held=(Held(request=uuid4(), command={"do": "extend", "hours": 5, "reason": text}, maker=LEADER, at=NOW, signers=(), reason=text),),
        escalations=(Escalation(to="110000", at=NOW, by=LEADER, reason=text, opinion=text),),
        disputes=(Dispute(unit="110105", at=NOW, by=LEADER, reason=text, legal_basis=text, suggested="110108", upheld=True, ruling=text),),
        callbacks=(Callback(at=NOW, by=DISPATCHER, channel="phone", reached=True, solved=False, verbatim=text),),
        replies=(Reply(at=NOW, by=LEADER, solved=False, handling=text, public_reply=text, unsolved_reason=text),),
    )  # fmt: skip


Section = Callable[[FullTicket, Speech], list[Content]]
SECTIONS: dict[str, Section] = {
    "head": lambda full, speech: head_lines(full, speech, now=SECONDS),
    "facts": lambda full, speech: facts_lines(full, speech, now=SECONDS),
    "held": lambda full, speech: held_lines(full.held, speech, now=SECONDS),
    "escalations": lambda full, speech: escalation_lines(full.escalations, speech, now=SECONDS),
    "disputes": lambda full, speech: dispute_lines(full.disputes, speech, now=SECONDS),
    "callbacks": lambda full, speech: callback_lines(full.callbacks, speech, now=SECONDS),
    "replies": lambda full, speech: reply_lines(full.replies, speech, now=SECONDS),
}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_part_of_the_page_tells_what_people_wrote(section: str, zh: Speech) -> None:
    assert "有话要说" in plain(SECTIONS[section](rich_ticket(), zh))


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("text", ["[red]甲[/]", "甲[/]乙", "[@click=app.quit]点[/]", "[link=http://x]y", "{number}", "\x1b[2J\x07甲"])
def test_text_is_data_in_every_part(section: str, text: str, zh: Speech) -> None:
    lines = SECTIONS[section](rich_ticket(text), zh)
    said = plain(lines)
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "[2J" in said if "\x1b" in text else text in said
    assert not any("@click" in str(span.style) or "link" in str(span.style) for line in lines for span in line.spans)


def test_the_page_tells_what_may_be_asked_and_why_not(zh: Speech) -> None:
    said = plain(ask_lines(view().asks, zh, keys=lambda do: {"note": "o", "reassign": "r"}.get(do, "")))
    assert "o 备注  r 改派" in said
    assert "延期：已过办结时限，不能再延期。" in said


def test_a_command_that_a_newer_hotline_knows_is_named(zh: Speech) -> None:
    assert "teleport" in plain(ask_lines((Ask(do="teleport", may=True),), zh))
    assert "where：月球" in plain(command_lines({"do": "teleport", "where": "月球"}, zh))


def test_a_held_command_is_shown_field_by_field(zh: Speech) -> None:
    said = plain(command_lines({"do": "reassign", "kind": "redo", "unit": "110108", "reason": "再派"}, zh))
    assert said == "改派类别：二次派单\n新主办单位：海淀区\n理由：再派"


@pytest.mark.skipif(not ADVERSARIAL.exists(), reason="the adversarial texts are not here")
def test_no_adversarial_text_reaches_a_line_as_a_control(zh: Speech) -> None:
    for row in ADVERSARIAL.read_text("utf-8").splitlines():
        text = base64.b64decode(json.loads(row)["b64"]).decode("utf-8", "replace")
        full = rich_ticket(text)
        timeline = (Recorded(seq=1, ticket="x", version=1, at=NOW, by=LEADER, type=text or "x", data={text: text}), recorded("noted", text=text))
        lines = [line for section in SECTIONS.values() for line in section(full, zh)] + timeline_lines(timeline, zh, now=SECONDS)
        assert not {sign for line in lines for sign in line.plain if sign != "\n" and not sign.isprintable() and sign != "\u3000"}, row[:60]
