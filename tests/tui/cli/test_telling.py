"""Answers as plain text."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from api_client.models.city import Signer
from api_client.models.clock import ClockName
from api_client.models.line import NEVER, Line
from api_client.models.page import ClockChange, Outcome, TicketView, Told
from api_client.models.ticket import FullTicket, Kind, Stage, Ticket
from tests.playbook import CITY
from tests.widgets.ticket_lines import rich_ticket
from tui.cli.telling import outcome_lines, queue_lines, ticket_lines
from tui.words.words import Words
from widgets.speech import Speech

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
HOSTILE = "\x1b]0;owned\x07\u202e暖气"
SUMMARY: dict[str, Any] = {"number": "20261122-000001", "version": 1, "title": HOSTILE, "kind": Kind.REQUEST, "stage": Stage.IN_HAND, "received": NOW}


def line(**more: Any) -> Line:
    given: dict[str, Any] = {
        "number": "20261122-000001",
        "version": 1,
        "tier": "24h",
        "stage": "in_hand",
        "kind": "request",
        "title": HOSTILE,
        "lead": "11",
    }
    given |= {"street": "", "hops": 0, "flags": "", "urgent": 0, "next_clock": "due", "next_due": int(NOW.timestamp()) + 3600}
    return Line(**(given | dict.fromkeys(("watch_at", "warn_at", "urgent_at", "long_at"), NEVER) | more))


@pytest.fixture(params=["zh", "en"])
def speech(request: pytest.FixtureRequest) -> Speech:
    return Speech(Words(request.param), city=CITY, lang=request.param)


def test_an_outcome_tells_clocks_people_and_blame(speech: Speech) -> None:
    moved = ClockChange(name=ClockName.DUE, due_from=NOW, due_to=NOW + timedelta(hours=2), state="running")
    ended = ClockChange(name=ClockName.SIGN, due_from=NOW, state="met")
    outcome = Outcome(
        command=UUID(int=1), number="20261122-000001", ticket=Ticket(**SUMMARY), now=NOW, clocks=(moved, ended),
        told=(Told(unit="11", role="lead"), Told(unit="", role="requester")), must_sign=(Signer(role="supervisor", unit="1"),), against=("12",),
    )  # fmt: skip
    text = "\n".join(outcome_lines(outcome, speech))
    assert len(text.splitlines()) == 5
    assert "东样区" in text
    assert "西样区" in text


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_no_text_of_a_citizen_commands_the_terminal(speech: Speech, encoding: str) -> None:
    ticket = FullTicket(**(SUMMARY | {"content": f"{HOSTILE}\n{HOSTILE}", "address": HOSTILE, "path": HOSTILE}))
    texts = [*ticket_lines(TicketView(ticket=ticket, now=NOW), speech), *queue_lines([line()], speech, now=0, encoding=encoding)]
    assert "暖气" in "".join(texts)
    assert all(sign.isprintable() for text in texts for sign in text)


def test_the_queue_in_ascii_where_there_is_no_more(speech: Speech) -> None:
    (text,) = queue_lines([line(title="x", long_at=0, next_due=0)], speech, now=9, encoding="gbk")
    assert text.startswith("!!")


def test_a_summary_has_no_empty_parts(speech: Speech) -> None:
    text = "\n".join(ticket_lines(TicketView(ticket=FullTicket(**SUMMARY), now=NOW), speech))
    assert not [row for row in text.splitlines() if row.rstrip().endswith((":", "："))]


def test_a_ticket_is_told_with_everything_that_is_known(speech: Speech) -> None:
    texts = [f"话{number}号" for number in range(1, 200)]
    told = iter(texts)
    full = rich_ticket(lambda: next(told))
    used = texts[: texts.index(next(told))]
    said = "\n".join(ticket_lines(TicketView(ticket=full, now=NOW), speech))
    assert [text for text in used if text not in said] == []
    assert speech.clock("whistle", "110108") in said


def test_the_clock_of_another_unit_is_told_with_its_unit() -> None:
    speech = Speech(Words("zh"), city=CITY, lang="zh")
    change = ClockChange(name=ClockName.WHISTLE, of="11", due_to=NOW + timedelta(hours=1), state="running")
    told = Outcome(command=UUID(int=1), number="20261122-000001", ticket=Ticket(**SUMMARY), now=NOW, clocks=(change,))
    assert f"报到（{speech.unit('11')}） 起算" in next(outcome_lines(told, speech))
