"""The colours of the night: dark red and dark yellow on black, never bright, and the signs stay."""

import pytest
from rich.segment import Segment
from rich.style import Style

from widgets import glyphs
from widgets.low_light import dim_segments, dimmed

STYLES = [*glyphs.BANDS.values(), *glyphs.PENDING.values(), glyphs.PLAIN, glyphs.FAINT, glyphs.HEAD, glyphs.SELECTED, glyphs.UNIT, None]


@pytest.mark.parametrize("style", [*STYLES, Style(color="white", bgcolor="bright_white", bold=True), Style(color="#ffffff")])
def test_nothing_is_bright(style: Style | None) -> None:
    shown = dimmed(style)
    assert shown.color is not None
    assert shown.bgcolor is not None
    assert shown.color.name in ("red", "yellow")
    assert shown.bgcolor.name == "black"
    assert not shown.bold


def test_what_burns_most_is_red_and_what_is_faint_or_reversed_stays_so() -> None:
    assert str(dimmed(glyphs.BANDS["long"]).color) != str(dimmed(glyphs.BANDS["urgent"]).color)
    assert dimmed(glyphs.SELECTED).reverse
    assert dimmed(glyphs.FAINT).dim


def test_text_and_control_codes_stay_as_they_are() -> None:
    control = Segment("", None, [(1,)])  # type: ignore[list-item] # a control code of rich
    assert [segment.text for segment in dim_segments([Segment("甲", Style(bold=True)), Segment("b")])] == ["甲", "b"]
    assert dim_segments([control]) == [control]
