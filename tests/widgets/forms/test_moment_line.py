"""A moment or a day is shown as it is meant while it is typed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from tests.widgets.ticket_lines import SECONDS
from widgets.forms.moment_line import MomentLine
from widgets.speech import Speech


class OneLine(App[None]):
    line: MomentLine

    def __init__(self, speech: Speech, **more: Any) -> None:
        super().__init__()
        self.speech, self.more = speech, more
        self.submitted = 0

    def compose(self) -> ComposeResult:
        self.line = MomentLine(self.speech, lambda: SECONDS, **self.more)
        yield self.line

    def on_mount(self) -> None:
        self.line.query_one(Input).focus()

    def on_moment_line_submitted(self) -> None:
        self.submitted += 1

    @property
    def said(self) -> str:
        return str(self.line.query_one("#meant", Static).content)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("+1h", "= 2026-11-22 21:00，剩 1小时"),
        ("2026-11-20 9:00", "= 2026-11-20 09:00，超 2天11小时"),
        ("so", "+12h、明天9点 或 2026-11-30 18:00"),
        ("", ""),
    ],
)
async def test_what_is_meant_or_how_to_write_it(typed: str, said: str, zh: Speech) -> None:
    app = OneLine(zh)
    async with app.run_test() as pilot:
        await pilot.press(*("space" if sign == " " else sign for sign in typed))
        await pilot.pause()
        assert app.said == said
        await pilot.press("enter")
        assert app.submitted == 1


async def test_a_day(zh: Speech) -> None:
    app = OneLine(zh, day=True)
    async with app.run_test() as pilot:
        await pilot.press(*"+30d")
        await pilot.pause()
        assert (app.line.meant, app.said) == (date(2026, 12, 22), "= 2026-12-22")


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("2026-11-30T10:00:00Z", "2026-11-30 18:00", datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),
        ("+3d", "+3d", datetime(2026, 11, 25, 12, 0, tzinfo=UTC)),
        ("soon\x1b", "soon␛", None),
    ],
)
async def test_a_draft_comes_back_as_it_was_and_a_sent_one_on_the_city_s_clock(text: str, typed: str, meant: datetime | None, zh: Speech) -> None:
    app = OneLine(zh, text=text)
    async with app.run_test():
        assert (app.line.typed, app.line.meant) == (typed, meant)
