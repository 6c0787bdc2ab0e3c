"""A preview in words: what moves, who is told, why not."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from api_client.models.clock import ClockName
from api_client.models.page import ClockChange, DossierOutcome
from tests.tui.fake_desk import LEADER, NOW, clock, outcome, problem, recorded
from tests.widgets.boards import speech
from tests.widgets.filed import dossier
from tests.widgets.ticket_lines import SECONDS, a_command, plain
from widgets.outcome.pane import dossier_lines, outcome_lines, refusal_lines, summary_lines
from widgets.speech import Speech


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
    assert "contact 22:00 unchanged, 2h left" in said
    assert "Told       Haidian District (lead), Chaoyang District (former lead)" in said
    assert "Must sign  Beijing supervisor" in said
    assert "Counts against  Chaoyang District" in said


def test_where_an_order_goes_out_it_says_to_whom_before_all_else(en: Speech) -> None:
    sent = recorded("dispatched", 3, by=LEADER, unit="110108", tier="24h", basis="catalogue", clocks=())
    said = plain(outcome_lines(outcome(a_command(), events=(sent,)), en, now=SECONDS))
    assert said.startswith("Goes to    Haidian District  24h\nClocks")
    left = recorded("dispatched", 3, by=LEADER, unit="110108", tier="7d", basis="fallback", clocks=())
    assert "Haidian District  7d, nobody clearer: the district" in plain(outcome_lines(outcome(a_command(), events=(left,)), en, now=SECONDS))


def test_a_signature_on_what_can_no_longer_be_done_says_so_first(en: Speech) -> None:
    lapsed = recorded("cosign_lapsed", request=str(uuid4()), because="extension_too_late")
    said = plain(outcome_lines(outcome(a_command(), events=(lapsed,)), en, now=SECONDS))
    assert said.startswith("co-sign request lapsed: ")
    assert "extension_too_late" not in said


def test_forbidden_phrases_are_named_and_only_where_there_are_any(en: Speech) -> None:
    assert "Forbidden phrases" not in plain(outcome_lines(outcome(a_command()), en, now=SECONDS))
    assert "Forbidden phrases  不归我管, 等着吧" in plain(outcome_lines(outcome(a_command(), flagged=("不归我管", "等着吧")), en, now=SECONDS))


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
    assert "7 tickets: 1 will be done, 1 to co-signing first, 3 refused" in said
    assert "2 refused. It has ended." in said
    assert "1 refused. Not yours." in said
    assert "1 changed meanwhile" in said
    assert "1 could not be asked" in said


def test_each_sentence_of_a_rule_is_told_with_how_many_it_is_of(en: Speech) -> None:
    """One rule says another thing of each stage: none of them is told for all."""
    several = {str(at): problem("wrong_stage", f"It is at stage {at % 6}.") for at in range(9)}
    said = plain(summary_lines(several, en)).splitlines()
    assert said[0] == "9 tickets: 9 refused"
    assert said[1:4] == [f"2 refused. It is at stage {at}." for at in range(3)]
    assert said[5:] == ["2 more refused by other rules"]


def test_what_a_command_writes_into_a_dossier_and_who_hears_of_it() -> None:
    data: dict[str, Any] = {"measure": {"text": "疏通", "unit": "110108", "due": "2026-12-01"}}
    told = DossierOutcome(
        command=UUID(int=1), number="P2026-0001", dossier=dossier(), now=NOW, told=("110108",),
        events=(recorded("measure_added", **data),),
    )  # fmt: skip
    said = plain(dossier_lines(told, speech(), now=SECONDS))
    assert "增加措施" in said
    assert "告知    海淀区" in said
    assert "告知    无" in plain(dossier_lines(told.model_copy(update={"told": ()}), speech(), now=SECONDS))
