"""A burst of keys, all there before the first is dealt with: each goes where it would have gone had it been typed slowly."""

import asyncio

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from tests.tui.waiting import until
from tui import typeahead
from tui.typeahead import Follower, KeyByKey


class Asks(ModalScreen[str]):
    """Two fields; Enter in the first goes on to the second by messages, in the second it is done."""

    def compose(self) -> ComposeResult:
        yield Input(id="one")
        yield Input(id="two")

    def on_mount(self) -> None:
        self.query_one("#one", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "one":
            self.query_one("#two", Input).focus()
        else:
            self.dismiss(" ".join(field.value for field in self.query(Input)))


class Desk(KeyByKey):
    """`/` focuses a field, `r` opens a screen, `d` takes the focused widget away."""

    AUTO_FOCUS = None
    BINDINGS = [Binding("slash", "look"), Binding("r", "ask"), Binding("d", "drop"), Binding("j", "count")]  # noqa: RUF012 (as App declares it)

    def __init__(self) -> None:
        super().__init__()
        self.counted = 0
        self.answers: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield Input(id="field")
        yield Static("list")

    def action_look(self) -> None:
        self.query_one("#field", Input).focus()

    def action_ask(self) -> None:
        self.push_screen(Asks(), self.answers.append)

    async def action_drop(self) -> None:
        await self.query("#field").remove()

    def action_count(self) -> None:
        self.counted += 1


def burst(app: Desk, *keys: str) -> None:
    """Type all at once, as a fast hand, a paste into tmux or a slow link does."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else "/" if key == "slash" else None))


async def test_what_is_typed_behind_a_key_that_moves_the_focus_goes_to_the_new_focus() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        burst(app, "j", "slash", "j", "a", "b")
        await until(pilot, lambda: app.query_one("#field", Input).value == "jab")
        assert app.counted == 1


async def test_what_is_typed_behind_a_key_that_opens_a_screen_fills_that_screen() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        burst(app, "r", "a", "b", "enter", "c", "d", "enter", "j")
        await until(pilot, lambda: app.counted == 1)
        assert app.answers == ["ab cd"]


async def test_typing_goes_on_when_the_focused_widget_goes_away() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        burst(app, "d", "j", "j")
        await until(pilot, lambda: app.counted == 2)
        assert not app.query("#field")


class Busy(Vertical):
    """Two fields; Enter in the first has its effect only once it is let through."""

    def __init__(self) -> None:
        super().__init__()
        self.through = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Input(id="first")
        yield Input(id="second")

    async def on_input_submitted(self) -> None:
        await self.through.wait()
        self.query_one("#second", Input).focus()


class BusyDesk(Desk):
    """Counts how often a key's effect was late."""

    late = 0

    def compose(self) -> ComposeResult:
        yield Busy()

    def _late(self, follower: Follower, begins: Widget) -> None:
        self.late += 1
        super()._late(follower, begins)


async def test_typing_waits_for_a_key_whose_effect_is_long_in_coming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeahead, "LATE_AFTER_SECONDS", 0.001)
    app = BusyDesk()
    async with app.run_test() as pilot:
        app.query_one("#first", Input).focus()
        burst(app, "a", "enter", "b")
        await until(pilot, lambda: app.late > 20)
        assert [field.value for field in app.query(Input)] == ["a", ""]
        app.query_one(Busy).through.set()
        await until(pilot, lambda: app.query_one("#second", Input).value == "b")
        assert app.query_one("#first", Input).value == "a"


async def test_what_never_has_its_effect_holds_up_typing_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeahead, "LATE_AFTER_SECONDS", 0.001)
    monkeypatch.setattr(typeahead, "LOST_AFTER_SECONDS", 0.1)
    app = BusyDesk()
    async with app.run_test() as pilot:
        app.query_one("#first", Input).focus()
        burst(app, "a", "enter", "b")
        await until(pilot, lambda: app.query_one("#first", Input).value == "ab")
        app.query_one(Busy).through.set()


async def test_a_paste_keeps_its_place_between_keys() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        burst(app, "slash", "a")
        app.post_message(events.Paste("pasted"))
        burst(app, "b")
        await until(pilot, lambda: app.query_one("#field", Input).value == "apastedb")
