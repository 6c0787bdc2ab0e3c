"""A chooser says the marked entry in full where its line has no room for it."""

from textual.app import App, ComposeResult
from textual.widgets import Static

from tests.tui.waiting import until
from widgets.chooser import Chooser, Entry, narrowed

ENTRIES = [Entry("short", "One line down", "j"), Entry("long", "Mark what the cursor goes over; again: stop", "V")]


class Bench(App[None]):
    def compose(self) -> ComposeResult:
        yield Chooser(lambda text: narrowed(ENTRIES, text), prompt="type", nothing="nothing", more="›", keys="Enter choose", aside=4)


async def test_what_is_cut_is_said_whole_while_it_is_marked() -> None:
    bench = Bench()
    async with bench.run_test(size=(30, 10)) as pilot:
        whole = bench.query_one(".whole", Static)
        await until(pilot, lambda: bench.query_one(Chooser).entry(0) == "short")
        assert not whole.display
        await pilot.press("down")
        await until(pilot, lambda: whole.display)
        assert str(whole.render()) == ENTRIES[1].title
        await pilot.press("up")
        await until(pilot, lambda: not whole.display)
