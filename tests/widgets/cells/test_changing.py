"""Lines that are repainted only where they read differently."""

from collections.abc import Sequence

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from tests.fixtures.desks import until
from widgets.cells.changing import ChangingLines


class Told(ChangingLines):
    """Shows the lines that it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.told = ["one", "two", "three"]

    def drawn(self) -> Sequence[Sequence[Segment]]:
        return [[Segment(text[: self.size.width])] for text in self.told]

    def render_line(self, y: int) -> Strip:
        return Strip(self.line(y))


class ToldApp(App[None]):
    """One of it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = Told()

    def compose(self) -> ComposeResult:
        yield self.lines


async def test_what_reads_the_same_is_not_repainted(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ToldApp()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        asked: list[tuple[Region, ...]] = []
        monkeypatch.setattr(app.lines, "refresh", lambda *regions: asked.append(regions))
        app.lines.tick()
        assert asked == []
        app.lines.told[1] = "2"
        app.lines.tick()
        assert asked == [(Region(0, 1, 20, 1),)]
        app.lines.told.append("four")
        app.lines.tick()
        assert asked[1:] == [(Region(0, 3, 20, 1),)]
        del app.lines.told[2]
        app.lines.tick()
        assert asked[2:] == [(Region(0, 2, 20, 1), Region(0, 3, 20, 1))], "what was below it has moved"
        assert [app.lines.render_line(y).text for y in range(5)] == ["one", "2", "four", "", ""]


async def test_another_size_draws_it_anew() -> None:
    app = ToldApp()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.resize_terminal(3, 5)
        await until(lambda: app.lines.size.width == 3)
        await pilot.pause()
        assert app.lines.render_line(2).text == "thr"
