"""Textual from inside: its own output and the thin one show the same, but where its own is wrong."""

import gc
import weakref
from collections.abc import Iterable
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from textual import _time, events, timer
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._styles_cache import StylesCache
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from tests.terminal import drawn
from tests.tui.display.replay import Replay
from tests.tui.display.test_picture import SIZES, STYLES
from tui.display import inside
from tui.display.cells import Cells
from tui.display.pens import Pens
from tui.display.picture import Picture

CONSOLE = Console(force_terminal=True, color_system="standard", legacy_windows=False, _environ={})
SIGNS = [*"ab  12", *"中文字，か", *"…①▸é"]
"""Signs on whose width the emulator and Textual agree; the others are the business of test_cells.py."""
TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=9).map("".join)
SEGMENTS = st.tuples(TEXTS, st.sampled_from(STYLES)).map(lambda pair: Segment(*pair))
LINES = st.lists(st.lists(SEGMENTS, min_size=1, max_size=5), min_size=1, max_size=5).map(lambda lines: (lines * 24)[:24])
UPDATES = st.lists(st.tuples(st.booleans(), LINES, st.integers(1, 79), st.integers(0, 23)), min_size=1, max_size=6)


class Both:
    """The same updates for Textual's own output and for the thin one."""

    def __init__(self, width: int, height: int, *, margins: bool = False) -> None:
        pens = Pens()
        self.own, self.thin = Replay(width, height), Replay(width, height)
        self.cells, self.picture = Cells(pens), Picture(width, height, pens)
        self.picture.margins = margins
        self.own_sent = self.sent = 0
        """Bytes so far."""

    def show(self, update: LayoutUpdate | ChopsUpdate) -> None:
        """Let both show an update."""
        own = "".join(filter(drawn, update.render_segments(CONSOLE)))
        self.own.feed(own)
        for x, y, segments in inside.pieces(update) or ():
            self.picture.put(x, y, [cell for text, style, _ in segments for cell in self.cells.of(text, style)])
        thin = self.picture.difference()
        self.thin.feed(thin)
        self.own_sent, self.sent = self.own_sent + len(own.encode()), self.sent + len(thin.encode())


def layout(lines: list[list[Segment]], width: int, height: int) -> LayoutUpdate:
    """A whole screen anew."""
    strips: list[Iterable[Strip]] = [[Strip(line).adjust_cell_length(width)] for line in lines[:height]]
    return LayoutUpdate(strips, Region(0, 0, width, height))


def chops(lines: list[list[Segment]], width: int, height: int, cut: int, first: int) -> ChopsUpdate:
    """Some lines anew, each in two parts."""
    strips = [Strip(line).adjust_cell_length(width) for line in lines[:height]]
    parts = [dict(zip((0, cut), strip.divide([cut, width]), strict=True)) for strip in strips]
    spans = [(y, 0, width) for y in range(first, height)]
    return ChopsUpdate(parts, spans, [[cut, width]] * height)


@pytest.mark.parametrize("size", SIZES)
@settings(max_examples=25, deadline=None)
@given(updates=UPDATES)
def test_both_show_the_same(size: tuple[int, int], updates: list[tuple[bool, list[list[Segment]], int, int]]) -> None:
    width, height = size
    both = Both(width, height)
    both.show(layout([[Segment("")]] * 24, width, height))
    for whole, lines, cut, first in updates:
        both.show(layout(lines, width, height) if whole else chops(lines, width, height, cut % (width - 1) + 1, first % height))
        assert both.thin.seen() == both.own.seen()


def test_a_wide_sign_that_a_region_cuts_stays_whole() -> None:
    both = Both(10, 1)
    both.show(layout([[Segment("ab中文xyz")]], 10, 1))
    strip = Strip([Segment("AB中文xyz")]).adjust_cell_length(10)
    both.show(ChopsUpdate([{0: strip}], [(0, 0, 3)], [[10]]))
    thin, own = ([cell[0] for cell in both.seen()[0]] for both in (both.thin, both.own))
    assert thin[:5] == ["A", "B", "中", "", "文"]
    assert own[:5] != thin[:5], "Textual has been mended: no need to tell of it any more"


def test_other_updates_are_left_to_textual() -> None:
    assert inside.pieces("text") is None
    assert inside.pieces(None) is None


def test_this_textual_is_known_and_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert inside.missing() == ""
    monkeypatch.setattr(inside, "installed", lambda: "99.0")
    assert inside.missing() == "Textual 99.0"


def test_what_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(inside.PRIVATE, "driver", ("start_application_mode", "no_such_method"))
    assert inside.missing() == "no_such_method"


async def test_nothing_is_held_of_a_widget_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StylesCache, "get_inner_outer", inside._grounds_of)  # any desk before this one has mended it
    held: dict[bool, int] = {}
    for mended in (False, True):
        if mended:
            inside.let_go_of_widgets()
        app = App[None]()
        async with app.run_test(size=(40, 5)) as pilot:
            drawn = weakref.WeakSet[StylesCache]()
            for _ in range(8):
                gone = Static("drawn")
                await app.mount(gone)
                await pilot.pause()
                drawn.add(gone._styles_cache)
                await gone.remove()
            del gone
            gc.collect()
            held[mended] = len(drawn)
    assert held[False] == 8, "Textual has been mended: no need to do it here any more"
    assert held[True] <= 1


async def test_a_size_is_taken_in_however_late_its_wait_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timer.Timer, "__init__", inside._begin_timer)  # any desk before this one has mended it
    told: list[tuple[int, int]] = []

    class Told(Screen[None]):
        def on_resize(self, event: events.Resize) -> None:
            told.append((event.size.width, event.size.height))

    clock, looks = _time.get_time, count()
    monkeypatch.setattr(_time, "get_time", lambda: clock() + next(looks) * 0.02)  # each look is later than a wait is long
    for mended in (False, True):
        if mended:
            inside.keep_waits()
        app = App[None]()
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(Told())
            await pilot.resize_terminal(60, 20)
            for _ in range(20):
                await pilot.pause(0.01)
            assert ((60, 20) in told) is mended, "Textual has been mended: no need to do it here any more"
