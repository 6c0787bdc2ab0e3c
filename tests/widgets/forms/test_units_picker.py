"""Several units by the keyboard, one after the other."""

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.widgets import Input

from tui.words.words import Words
from widgets.forms.matching import Candidate
from widgets.forms.units_picker import UnitsPicker

UNITS = (Candidate("1", "海淀区", initials="hdq"), Candidate("2", "朝阳区", initials="cyq"), Candidate("3", "丰台区", initials="ftq"))


class OnePicker(App[None]):
    picker: UnitsPicker

    def __init__(self, value: Sequence[str] = (), candidates: Sequence[Candidate] = UNITS) -> None:
        super().__init__()
        self.given = (value, candidates)
        self.changed = self.submitted = 0

    def compose(self) -> ComposeResult:
        value, candidates = self.given
        self.picker = UnitsPicker(candidates, Words("zh"), value=value)
        yield self.picker

    def on_mount(self) -> None:
        self.picker.query_one(Input).focus()

    def on_units_picker_changed(self) -> None:
        self.changed += 1

    def on_units_picker_submitted(self) -> None:
        self.submitted += 1


async def test_enter_adds_and_on_an_empty_line_goes_on() -> None:
    app = OnePicker()
    async with app.run_test() as pilot:
        await pilot.press(*"hdq", "enter", *"cyq", "enter")
        assert (app.picker.value, app.submitted) == (["1", "2"], 0)
        await pilot.press("enter")
        assert app.submitted == 1
        assert app.changed >= 2


async def test_arrows_pick_from_the_open_list() -> None:
    app = OnePicker()
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "enter")
        assert app.picker.value == ["2"]


async def test_backspace_takes_the_last_one_back_until_none_is_left() -> None:
    app = OnePicker(["1", "2"])
    async with app.run_test() as pilot:
        await pilot.press("backspace", "backspace", "backspace")
        assert app.picker.value == []


async def test_what_a_draft_had_comes_back_with_what_was_half_typed() -> None:
    app = OnePicker(["1", "2", "fen"])
    async with app.run_test():
        assert app.picker.raw == ["1", "2", "fen"]
        assert app.picker.unfinished
        assert app.picker.value == ["1", "2"]


async def test_where_no_units_are_known_codes_are_typed() -> None:
    app = OnePicker(candidates=())
    async with app.run_test() as pilot:
        await pilot.press(*"110108", "enter", *"110105", "enter")
        assert app.picker.value == ["110108", "110105"]
