"""Asking a command from a screen: kept and said, or the form comes again with what was typed; and the same for what was not done."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from textual.screen import Screen

from api_client.errors import DiskFull, LocalError
from api_client.models.commands import Note
from tests.tui.fake_desk import FakeDesk, OneScreen, Row, line, problem
from tui.commands.asks_again import mend, send_again
from tui.commands.asks_of import ask
from tui.link import Noted, Settled

NUMBER = "20261122-000123"
NOTE = Note(id=uuid4(), ticket=NUMBER, seen=4, text="abc")


class Asked(Screen[list[Any]]):
    """Stands in for a form: keeps what it was opened with, and is dismissed by the test."""

    def __init__(self, do: str, lines: Sequence[Any] = (), **more: Any) -> None:
        super().__init__()
        self.opened: tuple[Any, ...] = (do, tuple(lines), more)


class Heard(Screen[None]):
    """The screen that asks: what it was told to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, bool]] = []

    def on_noted(self, message: Noted) -> None:
        self.said.append((message.text, message.alarm))


class App(OneScreen):
    settled = 0

    def on_settled(self, _: Settled) -> None:
        self.settled += 1


def desk_with(error: LocalError | None = None) -> FakeDesk:
    desk = FakeDesk("en")
    desk.screens["form"] = Asked
    desk.put_error = error
    return desk


async def test_what_a_form_says_is_kept_and_said_and_where_the_file_would_not_the_form_comes_again() -> None:
    desk, screen = desk_with(DiskFull(Path("outbox.db"), "full")), Heard()
    then: list[Any] = []
    app = App(screen)
    async with app.run_test() as pilot:
        await pilot.pause()
        ask(screen, desk.as_desk, "note", [line()], then=then.append, aside=1)
        await pilot.pause()
        assert isinstance(app.screen, Asked)
        assert app.screen.opened == ("note", (line(),), {"aside": 1})
        app.screen.dismiss([NOTE])
        await pilot.pause()
        again: Any = app.screen
        assert again.opened == ("note", (line(),), {"raw": {"text": "abc"}})
        assert (then, desk.sent, app.settled) == ([], [], 0)
        assert screen.said == [("The disk is full and the command was not stored: make room first", True)]
        desk.put_error = None
        again.dismiss([NOTE])
        await pilot.pause()
        assert len(app.screen_stack) == 2
        assert (then, desk.sent, app.settled) == ([[NOTE]], [NOTE], 1)
        assert screen.said[-1] == (desk.put_said("note", 1), False)
        ask(screen, desk.as_desk, "note", [line()])
        await pilot.pause()
        app.screen.dismiss([])
        await pilot.pause()
        assert (len(desk.sent), len(screen.said)) == (1, 2)


async def test_what_was_not_done_is_mended_or_asked_again_and_stays_where_the_file_would_not() -> None:
    stale = Row("one", NUMBER, "note", NOTE.model_dump_json(), "stale", problem("stale", "changed", 412, version=9).model_dump_json())
    lost: Any = stale._replace(state="refused", answer=problem("unborn", "").model_dump_json())
    desk, screen = desk_with(LocalError(Path("outbox.db"), "locked")), Heard()
    app = App(screen)
    async with app.run_test() as pilot:
        await pilot.pause()
        row: Any = stale
        assert not send_again(screen, desk.as_desk, row, seen=3)
        mend(screen, desk.as_desk, lost, [line()])
        await pilot.pause()
        assert isinstance(app.screen, Asked)
        do, _, more = app.screen.opened
        assert (do, more["raw"], more["trouble"].code) == ("note", {"text": "abc"}, "unborn")
        app.screen.dismiss([NOTE.model_copy(update={"text": "abcd"})])
        await pilot.pause()
        assert isinstance(app.screen, Asked)
        assert app.screen.opened[2]["raw"] == {"text": "abcd"}
        assert [text.partition(":")[0] for text, _ in screen.said] == ["A local file would not and the command was not stored"] * 2
        desk.put_error = None
        app.screen.dismiss([NOTE])
        await pilot.pause()
        assert send_again(screen, desk.as_desk, row, seen=3)
        await pilot.pause()
        assert app.settled == 2
    assert [(of, command.seen, command.text) for of, command in desk.outbox.retried] == [("one", 4, "abc"), ("one", 9, "abc")]
    assert desk.outbox.retried[1][1].id != NOTE.id
