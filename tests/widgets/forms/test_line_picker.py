"""The picker of catalogue lines: typed as the picker of units is, and it offers what the request speaks of."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from tui.words.words import Words
from widgets.forms.line_picker import LinePicker
from widgets.forms.matching import Candidate
from widgets.forms.stock import stock_of
from widgets.speech import Speech


class OnePicker(App[None]):
    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self.given = candidates

    def compose(self) -> ComposeResult:
        yield LinePicker(self.given, Words("zh"))

    def on_mount(self) -> None:
        self.picker.query_one(Input).focus()

    @property
    def picker(self) -> LinePicker:
        return self.query_one(LinePicker)


@pytest.fixture
def lines(zh: Speech) -> Sequence[Candidate]:
    return stock_of(zh).items


async def test_letters_and_enter_pick(lines: Sequence[Candidate]) -> None:
    app = OnePicker(lines)
    async with app.run_test() as pilot:
        await pilot.press(*"nqbr", "enter")
        assert app.picker.typed == "暖气不热"
        assert next(one.name for one in lines if one.code == app.picker.value) == "暖气不热"


async def test_what_was_told_is_offered_and_one_arrow_takes_it(lines: Sequence[Candidate]) -> None:
    app = OnePicker(lines)
    async with app.run_test() as pilot:
        app.picker.speaks_of("家里暖气不热")
        assert app.picker.found[0].name == "暖气不热"
        await pilot.press("down")
        assert app.picker.typed == "暖气不热"
        await pilot.press("down")
        assert app.picker.typed == app.picker.found[1].name


async def test_what_is_told_later_leaves_a_pick_alone(lines: Sequence[Candidate]) -> None:
    app = OnePicker(lines)
    async with app.run_test() as pilot:
        await pilot.press(*"nqbr", "enter")
        picked = app.picker.value
        app.picker.speaks_of("路灯不亮")
        await pilot.pause()
        assert (app.picker.value, app.picker.typed) == (picked, "暖气不热")


async def test_enter_on_an_empty_line_picks_nothing(lines: Sequence[Candidate]) -> None:
    app = OnePicker(lines)
    async with app.run_test() as pilot:
        app.picker.speaks_of("家里暖气不热")
        await pilot.press("enter")
        assert app.picker.value == ""
