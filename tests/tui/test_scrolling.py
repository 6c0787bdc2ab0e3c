"""Keys pressed faster than the desk draws: every one of them counts."""

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tests.tui.waiting import until
from tui.scrolling import scroll


class Page(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static("\n".join(map(str, range(100))))


async def test_every_key_read_before_one_frame_counts() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)) as pilot:
        page = app.query_one(VerticalScroll)
        for lines in (1, 1, 10, -2):
            scroll(page, lines)
        await until(pilot, lambda: page.scroll_y == 10)


async def test_it_ends_at_the_edges() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)) as pilot:
        page = app.query_one(VerticalScroll)
        scroll(page, 500)
        await until(pilot, lambda: page.scroll_y == 90)
        scroll(page, -500)
        scroll(page, 4)
        await until(pilot, lambda: page.scroll_y == 4)
