"""Small windows: one sentence over every screen, what was typed stays, and a storm of resizes leaves the desk as it was."""

import random
from pathlib import Path

from textual.widgets import Input

from tests.tui.desk_parts import Bench, ticket
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until

SCREENS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "T", "?", ":", "a", "enter")
"""Keys that open one each, from the queue."""


async def test_every_screen_fits_at_60x20_and_gives_way_to_one_sentence_below(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [ticket(at) for at in range(5)], lang="zh")
    async with bench.app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: bench.queue.strip.counted)
        for key in SCREENS:
            await pilot.press(key)
            depth = len(bench.app.screen_stack)
            on = bench.app.screen
            await until(pilot, lambda: "".join(screen_text(bench)).strip())
            await pilot.resize_terminal(59, 14)
            await until(pilot, lambda: "59x14" in "".join(screen_text(bench)).replace("×", "x"))
            assert len("".join(screen_text(bench)).split()) < 20, key
            await pilot.press("j", "enter", "x")
            await pilot.resize_terminal(60, 20)
            await until(pilot, lambda on=on: bench.app.screen is on)  # type: ignore[misc]  # bound at once
            assert len(bench.app.screen_stack) == depth, f"{key}: no key has done anything unseen"
            while len(bench.app.screen_stack) > 1:
                bench.app.pop_screen()
            await pilot.pause()
    bench.close()


async def test_what_was_typed_outlives_a_storm_of_resizes(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [ticket(at) for at in range(30)], lang="en")
    sizes = random.Random(7)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bench.queue.strip.counted)
        await pilot.press("j", "j", "a", *"010")
        box = bench.app.focused
        assert isinstance(box, Input)
        for _ in range(12):
            await pilot.resize_terminal(sizes.randint(1, 180), sizes.randint(1, 60))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: bench.app.focused is box)
        assert box.value == "010"
        await pilot.press("escape")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        assert bench.queue.list.cursor == 2
    bench.close()


async def test_a_desk_that_begins_too_small_can_be_left(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [ticket(1)], lang="en")
    async with bench.app.run_test(size=(40, 10)) as pilot:
        await until(pilot, lambda: "40x10" in "".join(screen_text(bench)).replace("×", "x"))
        await pilot.press("q")
    assert bench.app.return_code == 0
    bench.close()
