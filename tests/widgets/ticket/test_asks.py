"""What may be asked of a ticket now; and, unfolded, what may not and why."""

from api_client.models.page import Ask
from tests.tui.fake_desk import view
from tests.widgets.ticket_lines import plain
from widgets.speech import Speech
from widgets.ticket.asks import ask_lines


def test_the_page_tells_what_may_be_asked_and_why_not(zh: Speech) -> None:
    said = plain(ask_lines(view().asks, zh, keys=lambda do: {"note": "o", "reassign": "r"}.get(do, "")))
    assert "o 备注  r 改派" in said
    assert "延期：已过办结时限，不能再延期。" in said


def test_a_reason_that_many_share_is_told_once(zh: Speech) -> None:
    asks = tuple(Ask(do=do, may=False, code="wrong_stage", why="不行") for do in ("sign", "rule", "feedback"))
    assert plain(ask_lines(asks, zh)).splitlines()[-1] == "  现在这一阶段不能（流转表）：签收、异议裁定、反馈"


def test_a_command_that_a_newer_hotline_knows_is_named(zh: Speech) -> None:
    assert "teleport" in plain(ask_lines((Ask(do="teleport", may=True),), zh))


def test_folded_it_says_how_many_and_which_key_unfolds_them(zh: Speech) -> None:
    said = plain(ask_lines(view().asks, zh, folded=True, fold_key="i"))
    assert said.splitlines()[-1] == "另有 1 项暂不可办：按 i 看原因"
    assert "已过办结时限" not in said
