"""Pens: each step leaves the terminal with the pen that was wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from tests.tui.display.replay import Replay
from tui.display.pens import PLAIN, Pens

COLOURS = st.sampled_from([None, "default", "red", "bright_cyan", "#12ab34", "color(99)"])
FLAGS = st.sampled_from([None, False, True])
STYLES = st.builds(Style, color=COLOURS, bgcolor=COLOURS, bold=FLAGS, italic=FLAGS, reverse=FLAGS, underline=FLAGS, strike=FLAGS)


def look(text: str) -> object:
    """How a sign looks after this output."""
    return Replay(4, 1).feed(text + "x").screen.buffer[0][0]


@given(styles=st.lists(STYLES, min_size=1, max_size=6), colours=st.sampled_from(list(ColorSystem)[:3]), undoes=st.booleans())
def test_steps_lead_where_the_whole_pen_leads(styles: list[Style], colours: ColorSystem, undoes: bool) -> None:
    pens, sent, here = Pens(colours, undoes=undoes), "", PLAIN
    for style in styles:
        number = pens.of(style)
        step = pens.step(here, number)
        assert len(step) <= len(pens.step(None, number)), "never longer than from nothing"
        sent, here = sent + step, number
        assert look(sent) == look(pens.step(None, number))


def test_the_same_look_is_the_same_pen() -> None:
    pens = Pens()
    assert pens.of(None) == pens.of(Style()) == pens.of(Style(color="default", bgcolor="default", bold=False)) == PLAIN
    assert pens.of(Style(bold=True)) == pens.of(Style(bold=True, link="https://example.org"))
    assert pens.step(pens.of(Style(bold=True)), pens.of(Style(bold=True))) == ""


def test_a_blank_needs_no_colour_of_its_own() -> None:
    pens = Pens()
    assert pens.on_blank(pens.of(Style(color="red", bold=True))) == PLAIN
    reverse = pens.of(Style(color="red", reverse=True))
    assert pens.on_blank(reverse) == reverse
    ground = pens.of(Style(bgcolor="blue", color="red"))
    assert pens.on_blank(ground) == pens.of(Style(bgcolor="blue"))


@pytest.mark.parametrize("colours", list(ColorSystem)[:3])
def test_without_colour_there_is_none(colours: ColorSystem) -> None:
    pens = Pens(colours, no_colour=True)
    assert pens.step(PLAIN, pens.of(Style(color="red", bgcolor="#123456", bold=True))) == "\x1b[1m"


def test_other_colours_leave_the_numbers_as_they_are() -> None:
    pens = Pens()
    cyan = pens.of(Style(color="cyan"))
    pens.use(ColorSystem.TRUECOLOR)
    assert pens.of(Style(color="cyan")) == cyan
    assert "38;2;1;2;3" in pens.step(PLAIN, pens.of(Style(color="#010203")))
