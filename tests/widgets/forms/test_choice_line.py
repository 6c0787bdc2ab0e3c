"""One of a few values on a line, chosen by arrows, blank, digits, y and n."""

from typing import Any

import pytest
from textual.app import App, ComposeResult

from widgets.forms.choice_line import ChoiceLine

YES_NO = ((True, "yes"), (False, "no"))
MARKS = ((None, "-"), (1, "bad"), (2, "fair"), (3, "good"))


class OneLine(App[None]):
    def __init__(self, options: Any, value: Any = None) -> None:
        super().__init__()
        self.line = ChoiceLine(options, value=value)
        self.told: list[Any] = []
        self.submitted = 0

    def compose(self) -> ComposeResult:
        yield self.line

    def on_choice_line_changed(self, event: ChoiceLine.Changed) -> None:
        self.told.append(event.control.value)

    def on_choice_line_submitted(self, event: ChoiceLine.Submitted) -> None:
        self.submitted += 1


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["right"], True), (["left"], False), (["space", "space"], False), (["y"], True), (["n"], False), (["ｎ"], False), (["2"], False),
        (["end"], False),        (["home"], True), (["9"], None),
    ],
)  # fmt: skip
async def test_yes_or_no_by_key(keys: list[str], value: object) -> None:
    app = OneLine(YES_NO)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.line.value is value


async def test_nothing_is_chosen_at_first_and_the_first_arrow_chooses() -> None:
    app = OneLine(MARKS, value="nothing of these")
    async with app.run_test() as pilot:
        assert app.line.value is None
        await pilot.press("right", "right", "enter")
        await pilot.pause()
    assert app.told == [None, 1]
    assert app.submitted == 1


def test_a_draft_finds_its_value_by_text() -> None:
    assert ChoiceLine(MARKS, value="2").value == 2
    assert ChoiceLine(YES_NO, value=False).value is False


async def test_the_chosen_one_shows_without_colour() -> None:
    app = OneLine(MARKS, value=2)
    async with app.run_test():
        assert "[fair]" in app.line.render().plain
        assert "[good]" not in app.line.render().plain


async def test_where_the_keys_go_is_seen_before_anything_is_chosen_and_no_option_is_broken() -> None:
    app = OneLine(((1, "1 very bad"), (2, "2 bad"), (3, "3 very good")))
    async with app.run_test(size=(24, 6)) as pilot:
        assert app.line.render().plain.splitlines() == [">1 very bad    2 bad ", " 3 very good "]
        assert app.line.size.height == 2
        await pilot.press("right")
        assert app.line.render().plain.splitlines() == ["[1 very bad]   2 bad ", " 3 very good "]
