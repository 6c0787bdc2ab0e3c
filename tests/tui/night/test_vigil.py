"""The vigil: what newly burns is told, but never in the place of the sentence that says how to take a command back."""

from pathlib import Path

from tests.tui.desk_parts import Bench, command, ticket
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW

SOON = 5_000
"""Seconds until the second ticket is overdue."""


async def test_news_wait_while_a_command_may_be_taken_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [ticket(1, due=-50), ticket(2, due=SOON)], lang="en")
    async with bench.app.run_test(size=(120, 24)) as pilot:
        app = bench.app
        await until(pilot, lambda: "22-000001" in "\n".join(screen_text(bench)))
        app.keep_vigil()
        await app.workers.wait_for_complete()
        bench.desk.put([command(1)], hold=2 * SOON)
        assert not app.may_take_back(NOW + 2 * SOON)
        bench.wall += SOON + 1
        app.something_changed()
        app.keep_vigil()
        await app.workers.wait_for_complete()
        await until(pilot, lambda: app._news)
        assert "overdue now" not in "\n".join(screen_text(bench))
        bench.wall += SOON
        app.something_changed()
        app.keep_vigil()
        await until(pilot, lambda: "1 overdue now: 20261122-000002" in "\n".join(screen_text(bench)))
        assert not app._news
    bench.close()
