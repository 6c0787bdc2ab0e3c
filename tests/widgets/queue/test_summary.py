"""The pane beside the queue: a ticket's summary as lines no wider than the pane."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from api_client.models.clock import ClockName
from tests.tui.fake_desk import NOW, beijing, clock, ticket
from tui.words.words import Words
from widgets.cells.folding import wrap
from widgets.cells.glyphs import UNICODE
from widgets.queue.summary import Summary
from widgets.speech import Speech

SECONDS = int(NOW.timestamp())


def told(lang: str, width: int = 60, **more: Any) -> list[str]:
    speech = Speech(Words(lang), city=beijing(), lang=lang)
    summary = Summary(Words(lang), lambda: lang, speech.unit, UNICODE, lambda: SECONDS, UTC)
    lines = summary.lines(ticket(**more).model_dump(mode="json"), [], width)
    return ["".join(segment.text for segment in summary.ruled(line, width)).rstrip() for line in lines]


@pytest.mark.parametrize(("lang", "whose"), [("zh", "海淀区"), ("en", "Haidian District")])
def test_the_clock_of_another_unit_names_it(lang: str, whose: str) -> None:
    lines = told(lang, clocks=(clock(), clock(ClockName.WHISTLE, hours=3, of="110108")))
    assert sum(whose in line and "11-22 13:00" in line for line in lines) == 1
    narrow = told(lang, 36, clocks=(clock(), clock(ClockName.WHISTLE, hours=3, of="110108")))
    due = next(at for at, line in enumerate(narrow) if line.endswith("11-22 13:00"))
    assert whose in narrow[due + 1]
    own = told(lang, 36, clocks=(clock(), clock(ClockName.CONTACT, hours=3)))
    assert [line.endswith(":00") for line in own[3:6]] == [True, True, False], "the lead's own clocks take one line each"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_stand_still_from_ticket_to_ticket(lang: str) -> None:
    def labels(**more: Any) -> list[str]:
        return [line[2:].split(" ")[0] for line in told(lang, 40, **more)][3:]

    usual = labels(title="短", hops=0, flags=(), lead="")
    assert usual == labels(title="一个比窗格还要宽得多的标题，因此写成两行才够", hops=2, flags=("supervised",), lead="110108")


@pytest.mark.parametrize("width", [30, 42, 60])
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    for lang in ("zh", "en"):
        lines = told(lang, width, clocks=(clock(ClockName.INSTRUCTION, of="110108"),), campaign="S2026-0003", problem="P2026-0007")
        assert max(map(cell_len, lines)) <= width
        assert any("S2026-0003" in line for line in lines)


def test_text_is_wrapped_at_blanks_or_anywhere() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("水管爆裂", 4) == ["水管", "爆裂"]


def test_a_pane_without_a_ticket_says_so() -> None:
    summary = Summary(Words("en"), lambda: "en", str, UNICODE, lambda: SECONDS)
    assert "".join(segment.text for line in summary.lines(None, [], 40) for segment in line) == "No ticket selected"


def test_moments_are_the_city_s() -> None:
    assert any(f"{datetime.fromtimestamp(SECONDS, UTC) - timedelta(hours=3):%m-%d %H:%M}" in line for line in told("en"))
