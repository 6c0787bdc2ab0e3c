"""Lines drawn by a widget itself, against the same as Textual puts them together."""

from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.painted import Painted
from widgets.cells.glyphs import ALARM, STRONG
from widgets.cells.own_lines import OwnLines

WIDTH, HEIGHT = 24, 5
TAIL = (Segment("尾部", Style(reverse=True)), Segment("    "))
KEPT = [Strip([Segment("工单", ALARM), Segment(f" {y} ".ljust(12), STRONG), *TAIL], WIDTH) for y in range(HEIGHT)]


class Own(OwnLines):
    DEFAULT_CSS = f"Own {{ width: {WIDTH}; height: {HEIGHT}; }}"

    def strips(self, ys: Iterable[int]) -> Iterator[Strip]:
        yield from (KEPT[y] for y in ys)


class Usual(Widget):
    DEFAULT_CSS = f"Usual {{ width: {WIDTH}; height: {HEIGHT}; }}"

    def render_line(self, y: int) -> Strip:
        return KEPT[y]


class Both(Painted):
    CSS = "Screen { background: ansi_default; color: ansi_default; }"

    def compose(self) -> ComposeResult:
        yield from (Own(), Usual())


async def test_they_are_shown_as_textual_shows_them_and_given_out_again_as_they_are() -> None:
    app = Both(ansi_color=True)
    async with app.run_test(size=(40, 12)):
        own, usual = app.query_one(Own), app.query_one(Usual)
        for crop in (Region(0, 0, WIDTH, HEIGHT), Region(0, 1, WIDTH, 2), Region(1, 0, WIDTH - 1, HEIGHT), Region(4, 2, 9, 3), Region(0, 0, 0, 0)):
            shown = own.render_lines(crop)
            assert [list(strip) for strip in shown] == [list(strip) for strip in usual.render_lines(crop)]
        assert all(one is again for one, again in zip(own.render_lines(own.size.region), own.render_lines(own.size.region), strict=True))
        assert own.render_line(3) is KEPT[3]
