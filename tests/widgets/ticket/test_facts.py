"""The plain facts of a ticket, what it is tied to, what looks alike."""

from datetime import timedelta

from rich.cells import cell_len

from api_client.models.clock import ClockName
from api_client.models.ticket import Flag, Requester, Stage
from tests.tui.fake_desk import NOW, clock, ticket
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.ticket.facts import alike, facts_lines, head_lines, similar_lines, tied


def test_the_head_names_the_unit_whose_clock_is_next(zh: Speech, en: Speech) -> None:
    full = ticket(clocks=(clock(), clock(ClockName.WHISTLE, hours=3, of="110108")), next_clock=ClockName.WHISTLE, next_of="110108", urgent=True)
    assert "下一时限：报到（海淀区） 21:00，剩 1小时" in plain(head_lines(full, zh, now=SECONDS))
    assert "Next: report in (Haidian District) by 21:00" in plain(head_lines(full, en, now=SECONDS))
    assert "应急" in plain(head_lines(full, zh, now=SECONDS))


def test_every_mark_is_a_word(zh: Speech, en: Speech) -> None:
    full = ticket(flags=tuple(Flag))
    for speech in (zh, en):
        said = plain(head_lines(full, speech, now=SECONDS))
        assert not [flag for flag in Flag if "_" in flag.value and flag.value in said]
    assert "恶意诉求" in plain(head_lines(full, zh, now=SECONDS))


def test_who_led_and_whose_matter_it_was_not(zh: Speech) -> None:
    said = plain(facts_lines(ticket(led=("110108", "110105"), passed=("110108",), designated="110105"), zh, now=SECONDS))
    assert "先后主办 海淀区 -> 朝阳区  认定不属其职责 海淀区  指定承办 朝阳区" in said


def test_until_when_a_unit_that_has_the_order_in_hand_may_object(zh: Speech) -> None:
    taken = ticket(stage=Stage.IN_HAND, tier="24h", signed=NOW - timedelta(hours=1))
    assert "21:00 前可提异议" in plain(facts_lines(taken, zh, now=SECONDS))
    for other in ({"signed": NOW - timedelta(hours=2)}, {"designated": "110105"}, {"stage": Stage.CLOSED}, {"signed": None}, {"tier": ""}):
        assert "异议" not in plain(facts_lines(taken.model_copy(update=other), zh, now=SECONDS))
    assert "异议" not in plain(facts_lines(taken, Speech(zh.say), now=SECONDS)), "the city is not known yet"


def test_what_it_is_tied_to(zh: Speech) -> None:
    full = ticket(parent="20261122-000001", children=("20261122-000007",), merged_from=Stage.IN_HAND, problem="P2026-0007", stage=Stage.MERGED)
    said = plain(facts_lines(full, zh, now=SECONDS))
    assert "关联    主单 20261122-000001  主题问题 P2026-0007  并入本单 20261122-000007  并单前办理中" in said
    assert {cell_len(line) - cell_len(line.split(maxsplit=1)[1]) for line in said.splitlines()} == {cell_len("诉求人  ")}, "in one column"


def test_how_it_ended_is_a_word_whether_result_or_exit(zh: Speech) -> None:
    assert "结果 已解决" in plain(facts_lines(ticket(result="solved"), zh, now=SECONDS))
    assert "结果 违法或有悖公序良俗" in plain(facts_lines(ticket(result="unlawful"), zh, now=SECONDS))


def test_a_summary_is_told_as_far_as_it_goes(zh: Speech) -> None:
    said = plain(facts_lines(ticket().model_copy(), zh, now=SECONDS))
    assert "要求" not in said
    assert "情况" not in said


def test_tickets_that_look_alike_are_told_with_what_they_share_and_whose_they_are(zh: Speech) -> None:
    here, other = ticket(item="010203", address="花园北路"), ticket(title="[b]暖气[/]", item="010203", address="别处", lead="110108")
    assert alike(here, other) == ["same_item", "same_street"]
    assert plain(similar_lines((other,), here, zh)) == "20261122-000123  办理中  〔同一事项、同一街乡镇〕  [b]暖气[/]  海淀区"
    caller = Requester(key="k")
    assert alike(ticket(requester=caller, street=""), ticket(requester=caller, street="", address="")) == ["same_phone"]


def test_everything_it_is_tied_to_can_be_opened() -> None:
    full = ticket(parent="1", problem="P2026-0007", parent_before="1", repeats="2", warned="3")
    assert [number for number, _ in tied(full)] == ["1", "P2026-0007", "1", "2", "3"]
