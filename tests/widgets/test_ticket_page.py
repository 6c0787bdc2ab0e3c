"""The whole ticket in words, and text that stays text."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from textual.content import Content

from api_client.models.page import Ask
from api_client.models.parts import Callback, Dispute, Escalation, Held, Reply
from api_client.models.recorded import Recorded
from api_client.models.ticket import FullTicket, Requester
from tests.tui.fake_desk import DISPATCHER, LEADER, NOW, recorded, ticket, view
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.speech import Speech
from widgets.ticket_page import ask_lines, callback_lines, dispute_lines, escalation_lines, facts_lines, head_lines, held_lines, reply_lines
from widgets.timeline import timeline_lines

ADVERSARIAL = Path(__file__).parents[2].parent / "shared" / "data" / "adversarial" / "items.jsonl"


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


def test_a_reason_that_many_share_is_told_once(zh: Speech) -> None:
    asks = tuple(Ask(do=do, may=False, code="wrong_stage", why="不行") for do in ("sign", "rule", "feedback"))
    assert plain(ask_lines(asks, zh)).splitlines()[-1] == "  这一阶段不能：签收、异议裁定、反馈"


def test_a_command_that_a_newer_hotline_knows_is_named(zh: Speech) -> None:
    assert "teleport" in plain(ask_lines((Ask(do="teleport", may=True),), zh))


@pytest.mark.skipif(not ADVERSARIAL.exists(), reason="the adversarial texts are not here")
def test_no_adversarial_text_reaches_a_line_as_a_control(zh: Speech) -> None:
    for row in ADVERSARIAL.read_text("utf-8").splitlines():
        text = base64.b64decode(json.loads(row)["b64"]).decode("utf-8", "replace")
        full = rich_ticket(text)
        timeline = (Recorded(seq=1, ticket="x", version=1, at=NOW, by=LEADER, type=text or "x", data={text: text}), recorded("noted", text=text))
        lines = [line for section in SECTIONS.values() for line in section(full, zh)] + timeline_lines(timeline, zh, now=SECONDS)
        assert not {sign for line in lines for sign in line.plain if sign != "\n" and not sign.isprintable() and sign != "\u3000"}, row[:60]
