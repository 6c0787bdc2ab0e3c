"""The plain facts of a ticket, and what may be asked of it."""

from api_client.models.clock import ClockName
from api_client.models.page import Ask
from api_client.models.ticket import Flag, Stage
from tests.tui.fake_desk import clock, ticket, view
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.ticket_facts import ask_lines, facts_lines, head_lines, similar_lines


def test_the_head_names_the_unit_whose_clock_is_next(zh: Speech, en: Speech) -> None:
    full = ticket(clocks=(clock(), clock(ClockName.WHISTLE, hours=3, of="110108")), next_clock=ClockName.WHISTLE, next_of="110108", urgent=True)
    assert "下一时限：报到（海淀区） 21:00，剩 1小时00分" in plain(head_lines(full, zh, now=SECONDS))
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


def test_what_it_is_tied_to(zh: Speech) -> None:
    full = ticket(parent="20261122-000001", children=("20261122-000007",), merged_from=Stage.IN_HAND, problem="P2026-0007", stage=Stage.MERGED)
    assert "关联  主单 20261122-000001  主题问题 P2026-0007  并入本单 20261122-000007  并单前办理中" in plain(facts_lines(full, zh, now=SECONDS))


def test_how_it_ended_is_a_word_whether_result_or_exit(zh: Speech) -> None:
    assert "结果 已解决" in plain(facts_lines(ticket(result="solved"), zh, now=SECONDS))
    assert "结果 违法或有悖公序良俗" in plain(facts_lines(ticket(result="unlawful"), zh, now=SECONDS))


def test_a_summary_is_told_as_far_as_it_goes(zh: Speech) -> None:
    said = plain(facts_lines(ticket().model_copy(), zh, now=SECONDS))
    assert "要求" not in said
    assert "情况" not in said


def test_the_page_tells_what_may_be_asked_and_why_not(zh: Speech) -> None:
    said = plain(ask_lines(view().asks, zh, keys=lambda do: {"note": "o", "reassign": "r"}.get(do, "")))
    assert "o 备注  r 改派" in said
    assert "延期：已过办结时限，不能再延期。" in said


def test_a_reason_that_many_share_is_told_once(zh: Speech) -> None:
    asks = tuple(Ask(do=do, may=False, code="wrong_stage", why="不行") for do in ("sign", "rule", "feedback"))
    assert plain(ask_lines(asks, zh)).splitlines()[-1] == "  这一阶段不能：签收、异议裁定、反馈"


def test_a_command_that_a_newer_hotline_knows_is_named(zh: Speech) -> None:
    assert "teleport" in plain(ask_lines((Ask(do="teleport", may=True),), zh))


def test_tickets_that_look_alike_are_told_with_their_stage(zh: Speech) -> None:
    assert plain(similar_lines((ticket(title="[b]暖气[/]"),), zh)) == "20261122-000123  办理中  [b]暖气[/]"
