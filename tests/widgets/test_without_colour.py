"""What a terminal without any colour shows: every band is told by its sign, and by its word where there is room for one."""

from itertools import combinations

import pytest
from rich.segment import Segment

from api_client.models.line import band
from tests.tui.fake_desk import clock
from tests.widgets.queue_lines import NOW, line
from tests.widgets.ticket_lines import SECONDS, plain
from tui.words.words import Words
from widgets.cells.columns import layout
from widgets.cells.glyphs import ASCII, UNICODE, Signs
from widgets.lines.around import Tally
from widgets.night.page import NightPage, OnTicket
from widgets.queue.line_drawing import draw, look
from widgets.speech import Speech
from widgets.ticket.clock_bars import clock_band, clock_lines

DUES = {"long": -100_000, "overdue": -600, "urgent": 400, "warn": 1_500, "watch": 2_900, "calm": 9_000}
PASSED = {"long": 48, "overdue": 24, "urgent": 22, "warn": 17, "watch": 12, "calm": 0}
BOTH = pytest.mark.parametrize("lang", ["zh", "en"])
EITHER = pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["signs", "ascii"])


def said(segments: list[Segment]) -> str:
    """A line as it reads once all looks are stripped."""
    return "".join(segment.text for segment in segments)


def told_apart(texts: dict[str, str], tellers: dict[str, str]) -> None:
    """Each text has its own band's teller as one of its words, and no other's."""
    for name, other in combinations(texts, 2):
        assert texts[name] != texts[other]
        assert tellers[name] != tellers[other]
    for name, text in texts.items():
        found = [of for of, teller in sorted(tellers.items(), key=lambda pair: -len(pair[1])) if teller in text]
        assert found, f"{name}: {text}"
        assert found[0] == name, text


@EITHER
@BOTH
def test_in_the_queue(signs: Signs, lang: str) -> None:
    for width in (60, 80, 120):
        columns = layout(width, lang)
        made = {name: line(2, due, title="", flags="", hops=0) for name, due in DUES.items()}
        assert {name: band(one, NOW) for name, one in made.items()} == {name: name for name in DUES}
        drawn = {
            name: draw(one, look(one, NOW, selected=False, marked=False, pending="", lang=lang), columns, signs, str) for name, one in made.items()
        }
        told_apart({name: said(one) for name, one in drawn.items()}, {name: f" {signs.bands[name]}" for name in DUES})


@EITHER
@BOTH
def test_in_the_counts(signs: Signs, lang: str) -> None:
    say = Words(lang)
    tallies = {name: Tally(("2h",), {("2h", name): 3}) for name in signs.bands}
    wide = {name: said(tally.parts(200, say, signs)) for name, tally in tallies.items()}
    told_apart(wide, {name: f" {say(f'band.{name}')} 3" for name in signs.bands})
    narrow = {name: said(tally.parts(6, say, signs)) for name, tally in tallies.items() if name in ("long", "urgent", "watch")}
    assert len(set(narrow.values())) == 3, "three groups stay where there is no room for eight"


@EITHER
@BOTH
def test_at_night(signs: Signs, lang: str) -> None:
    say = Words(lang)
    page = NightPage(say, lambda: lang, str, signs, lambda: NOW)
    shown = {name: page.lines(OnTicket(line(2, due), {}, (1, 1)), 80, 24) for name, due in DUES.items()}
    texts = {name: "\n".join(map(said, lines)) for name, lines in shown.items()}
    told_apart(texts, {name: f"{signs.bands[name]} {say(f'band.{name}')}  " for name in DUES})


@BOTH
@pytest.mark.parametrize("ascii_only", [False, True])
def test_on_the_tickets_own_page(lang: str, ascii_only: bool) -> None:
    say = Words(lang)
    clocks = {name: clock(passed=passed) for name, passed in PASSED.items()}
    assert {name: clock_band(one, SECONDS) for name, one in clocks.items()} == {name: name for name in PASSED}
    texts = {name: plain(clock_lines([one], Speech(say, lang=lang), now=SECONDS, ascii_only=ascii_only)[:1]) for name, one in clocks.items()}
    told_apart({name: f"{text} " for name, text in texts.items()}, {name: f"  {say(f'band.{name}')}" for name in PASSED})
