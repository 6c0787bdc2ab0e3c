"""What stands beside a call: the reason for the route, the reasons for a likeness, and what registering would come to."""

from uuid import uuid4

import pytest

from api_client.models.clock import ClockName
from api_client.models.commands import Register
from api_client.models.recurring import Duplicate
from api_client.models.routing import Foretold
from api_client.models.ticket import Ticket
from tests.tui.fake_desk import NOW, clock, outcome, problem, recorded, ticket
from widgets.outcome.foretold import foretold_lines, likely_lines, verdict_lines
from widgets.speech import Speech

AT = int(NOW.timestamp())


def route(**more: object) -> Foretold:
    told = {
        "unit": "110108018",
        "tier": "7d",
        "cc": "110108",
        "basis": "catalogue",
        "owner": "street",
        "clocks": (clock(ClockName.SIGN),),
        "now": NOW,
    }
    return Foretold.model_validate(told | more)


def alike(number: str = "20261122-000123", **more: object) -> Duplicate:
    summary = Ticket.model_validate(ticket(number).model_dump())
    return Duplicate.model_validate({"ticket": summary, "reasons": ("same_phone", "similar_text"), "likeness": 0.667, "open": True} | more)


def text(lines: object) -> str:
    return "\n".join(line.plain for line in lines)  # type: ignore[attr-defined] # lines of Content


def test_lead_tier_copy_and_clocks(zh: Speech) -> None:
    said = text(foretold_lines(route(), zh, guessed="110108018", now=AT))
    assert "将派  花园路街道  7d  抄送海淀区" in said
    assert "由属地街道、乡镇承办" in said
    assert "按地址推定：花园路街道" in said
    assert "签收 " in said


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"owner": "district"}, "to the district of the address"),
        ({"owner": "D14"}, "gives it to Housing"),
        ({"owner": "", "basis": "fallback"}, "Without a catalogue line"),
        ({"owner": "street", "basis": "fallback"}, "which is not known yet"),
    ],
)
def test_the_reason_is_said(en: Speech, more: dict[str, str], why: str) -> None:
    said = text(foretold_lines(route(**more), en, now=AT))
    assert why in said or (why == "gives it to Housing" and f"gives it to {en.unit('D14')}" in said)


def test_nobody_is_said_to_be_nobody(zh: Speech) -> None:
    said = text(foretold_lines(route(unit="", cc="", owner="street", basis="fallback"), zh, now=AT))
    assert "还不知派给谁" in said
    assert "签收" not in said


def test_every_likeness_has_its_reasons_in_words(zh: Speech) -> None:
    said = text(likely_lines([alike(), alike("20261122-000124", reasons=("same_item", "same_address"))], zh, chosen=1, keys="F3"))
    head, first, second = said.splitlines()
    assert "2 件" in head
    assert "同一电话、内容相似 67%" in first
    assert second.startswith("> 20261122-000124 办理中 〔同一事项、同一地址〕")
    assert likely_lines([], zh, chosen=0, keys="") == []


def test_a_refusal_and_a_repeat_are_said_and_a_new_ticket_needs_no_word(zh: Speech) -> None:
    asked = Register(id=uuid4(), title="样", anonymous=True)
    assert "不能改派" in text(verdict_lines(problem(), zh, now=AT))
    inquiry = outcome(asked, number="20261122-000123", events=(recorded("inquired", text="", channel="phone"),))
    assert "记为 20261122-000123 的进度查询" in text(verdict_lines(inquiry, zh, now=AT))
    assert verdict_lines(outcome(asked, events=(recorded("registered"),)), zh, now=AT) == []
    assert verdict_lines(None, zh, now=AT) == []
