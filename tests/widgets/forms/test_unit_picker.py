"""Units are picked by typing, arrows and Enter; what is half typed is no pick."""

import time

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from tui.words.words import Words
from widgets.forms.matching import Candidate, matches
from widgets.forms.stock import stock_of
from widgets.forms.unit_picker import UnitPicker
from widgets.speech import Speech

FRAME_SECONDS = 1 / 60
SLACK = 10
"""A shared machine may be slower than a person's; a search that looked at every unit a hundred times would still be found."""


class OnePicker(App[None]):
    def __init__(self, candidates: tuple[Candidate, ...], value: str = "") -> None:
        super().__init__()
        self.given = (candidates, value)
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        candidates, value = self.given
        yield UnitPicker(candidates, Words("zh"), value=value)
        yield Input(id="next")

    def on_mount(self) -> None:
        self.picker.query_one(Input).focus()

    @property
    def picker(self) -> UnitPicker:
        return self.query_one(UnitPicker)

    def on_unit_picker_changed(self, event: UnitPicker.Changed) -> None:
        self.told.append(event.control.value)


@pytest.fixture
def units(zh: Speech) -> tuple[Candidate, ...]:
    return tuple(stock_of(zh).units)


async def test_initials_and_enter_pick(units: tuple[Candidate, ...]) -> None:
    app = OnePicker(units)
    async with app.run_test() as pilot:
        await pilot.press(*"hdq", "enter")
        await pilot.pause()
        assert app.picker.value == "110108"
        assert app.picker.query_one(Input).value == "海淀区"
        assert app.told == ["", "", "", "110108"], "half typed, then picked"


async def test_typing_on_gives_the_pick_up(units: tuple[Candidate, ...]) -> None:
    app = OnePicker(units, value="110108")
    async with app.run_test() as pilot:
        assert app.picker.value == "110108"
        await pilot.press("end", "x")
        await pilot.pause()
        assert app.picker.value == ""
        assert app.picker.unfinished
        assert app.told == [""]


async def test_the_list_shows_where_a_street_lies_and_how_many_more(units: tuple[Candidate, ...]) -> None:
    app = OnePicker(units)
    async with app.run_test() as pilot:
        await pilot.press(*"jd")
        await pilot.pause()
        found = app.picker.query_one("#found", Static)
        assert found.region.height == 7
        assert "另有" in str(found.content)
        await pilot.press("tab")
        await pilot.pause()
        assert not app.picker.has_class("open")


async def test_nothing_found_is_said(units: tuple[Candidate, ...]) -> None:
    app = OnePicker(units)
    async with app.run_test() as pilot:
        await pilot.press(*"zzzzz", "enter")
        await pilot.pause()
        assert "没有找到" in str(app.picker.query_one("#found", Static).content)
        assert app.picker.value == ""


async def test_arrows_alone_pick_from_what_is_near(units: tuple[Candidate, ...]) -> None:
    app = OnePicker(units)
    async with app.run_test() as pilot:
        await pilot.press("up")
        assert app.picker.value == ""
        assert ">" not in str(app.picker.query_one("#found", Static).content), "nothing looks chosen before it is"
        await pilot.press("down", "down", "up")
        assert app.picker.value == units[0].code
        await pilot.press("pagedown")
        assert app.picker.value == units[6].code


async def test_a_full_name_counts_when_the_line_is_left(units: tuple[Candidate, ...]) -> None:
    app = OnePicker(units)
    async with app.run_test() as pilot:
        app.picker.query_one(Input).value = "海淀区"
        await pilot.press("tab")
        await pilot.pause()
        assert app.picker.value == "110108"


async def test_without_a_city_the_line_is_a_code() -> None:
    app = OnePicker(())
    async with app.run_test() as pilot:
        await pilot.press(*"110108", "enter")
        assert app.picker.value == "110108"
        assert not app.picker.unfinished


@pytest.mark.parametrize("query", ["h", "jd", "hdq", "海", "街道", "zzzz", "beijing"])
def test_a_search_is_answered_within_a_frame(query: str, units: tuple[Candidate, ...]) -> None:
    matches(query, units)
    best = min(_seconds(query, units) for _ in range(5))
    assert best < FRAME_SECONDS * SLACK


def _seconds(query: str, units: tuple[Candidate, ...]) -> float:
    start = time.perf_counter()
    matches(query, units)
    return time.perf_counter() - start
