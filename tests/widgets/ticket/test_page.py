"""The whole ticket in words, and text that stays text."""

import base64
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from api_client.models.parts import Callback, Instruction
from api_client.models.recorded import Recorded
from api_client.models.ticket import FullTicket, Ticket
from api_client.models.waiting import Waiting
from tests.tui.fake_desk import LEADER, NOW, recorded, ticket, view
from tests.tui.waiting import until
from tests.widgets.ticket_lines import SECONDS, plain, rich_ticket
from widgets.speech import Speech
from widgets.ticket.facts import facts_lines, head_lines
from widgets.ticket.page import TicketPage
from widgets.ticket.page_parts import PARTS, Told, part_lines
from widgets.ticket.part_order import FULL
from widgets.ticket.timeline import timeline_lines

ADVERSARIAL = Path(__file__).parents[3].parent / "shared" / "data" / "adversarial" / "items.jsonl"


Section = Callable[[FullTicket, Speech], list[Content]]
SECTIONS: dict[str, Section] = {
    "head": lambda full, speech: head_lines(full, speech, now=SECONDS),
    "facts": lambda full, speech: facts_lines(full, speech, now=SECONDS),
    **{name: partial(lambda part, full, speech: part(full, speech, SECONDS), part) for name, part in FULL.items()},
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


async def test_nothing_that_is_known_of_a_ticket_is_hidden(zh: Speech) -> None:
    texts = [f"话{number}号" for number in range(1, 200)]
    told = iter(texts)
    full = rich_ticket(lambda: next(told))
    used = texts[: texts.index(next(told))]
    page = TicketPage(zh)

    class OnePage(App[None]):
        def compose(self) -> ComposeResult:
            yield page

    async with OnePage().run_test():
        page.show(view(full), SECONDS)
        assert len(used) > 50
        assert [text for text in used if text not in page.said] == []


async def test_the_parts_stand_in_reading_order_and_an_empty_one_takes_no_room(zh: Speech, en: Speech) -> None:
    page = TicketPage(en)

    class OnePage(App[None]):
        def compose(self) -> ComposeResult:
            yield page

    async with OnePage().run_test() as pilot:
        page.show(view(rich_ticket()), SECONDS)
        heads = [zh.say(f"page.{name}") for name in PARTS if name in FULL]
        page.relabel(zh, SECONDS)
        places = [page.said.index(f"\n{head}\n") for head in heads]
        assert places == sorted(places)
        page.show(view(), SECONDS)
        await pilot.pause()
        assert [part.id for part in page.query("Static") if part.display] == [
            f"part-{name}" for name in ("head", "content", "facts", "clocks", "asks", "timeline")
        ]


def test_a_summary_tells_what_somebody_has_yet_to_act_on(zh: Speech) -> None:
    attempt = Callback(at=NOW, by=LEADER, channel="phone", reached=False, again=NOW, left=1)
    waiting = Waiting(attempts=(attempt,), instruction=Instruction(leader="分管副市长", text="速办", at=NOW, due=NOW), reminded=(NOW,))
    summary = Ticket(**{name: getattr(ticket(), name) for name in Ticket.model_fields} | {"waiting": waiting})
    said = {name: plain(part_lines(name, Told(zh, ticket=summary, missing=True), SECONDS)) for name in PARTS}
    assert "第 1 次" in said["callbacks"]
    assert "分管副市长" in said["instructions"]
    assert "20:00 催办" in said["supervisions"]
    assert "摘要里没有" in said["missing"]
    assert (said["content"], said["timeline"], said["disputes"]) == ("", "", "")


async def test_bars_are_shorter_in_a_narrow_place(zh: Speech) -> None:
    page = TicketPage(zh)

    class OnePage(App[None]):
        def compose(self) -> ComposeResult:
            yield page

    async with OnePage().run_test(size=(120, 40)) as pilot:
        page.show(view(), SECONDS)
        await pilot.pause()
        wide = page.said.count("▯")
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: 0 < page.said.count("▯") < wide)


async def test_time_turns_only_what_reads_differently(zh: Speech) -> None:
    page = TicketPage(zh)

    class OnePage(App[None]):
        def compose(self) -> ComposeResult:
            yield page

    async with OnePage().run_test():
        page.show(view(rich_ticket()), SECONDS)
        before = page.said
        page.tick(SECONDS + 3600)
        changed = {line for line in page.said.splitlines() if line not in before.splitlines()}
        assert any("报到" in line for line in changed)
        assert not any("话" in line for line in changed)


@pytest.mark.skipif(not ADVERSARIAL.exists(), reason="the adversarial texts are not here")
def test_no_adversarial_text_reaches_a_line_as_a_control(zh: Speech) -> None:
    for row in ADVERSARIAL.read_text("utf-8").splitlines():
        text = base64.b64decode(json.loads(row)["b64"]).decode("utf-8", "replace")
        full = rich_ticket(text)
        timeline = (Recorded(seq=1, ticket="x", version=1, at=NOW, by=LEADER, type=text or "x", data={text: text}), recorded("noted", text=text))
        lines = [line for section in SECTIONS.values() for line in section(full, zh)] + timeline_lines(timeline, zh, now=SECONDS)
        assert not {sign for line in lines for sign in line.plain if sign != "\n" and not sign.isprintable() and sign != "\u3000"}, row[:60]
