"""What the terminal says while the desk stands: all signs in ASCII where it draws wide, less to send where it answers late twice."""

import time
from pathlib import Path

import pytest
from textual import screen
from textual.events import CursorPosition

from api_client.profile import load
from tests.tui.desk_parts import Bench, ticket
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui.palette.set_here import choices, keep_choice
from tui.starting.opening import open_files
from tui.terminals.probe import LEFT, Probe
from widgets.cells.glyphs import ASCII


def said(bench: Bench, column: int, *, seconds: float) -> None:
    """The terminal answers so long after now."""
    event = CursorPosition(column, 0)
    event.time = time.monotonic() + seconds
    bench.app.post_message(event)


def told_of_link(bench: Bench) -> list[str]:
    """What the palette marks as set."""
    return [choice.value for choice in choices(bench.desk) if choice.name == "link" and choice.now]


def contacts_go_on_their_second(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Countdowns may turn every five seconds; who may not be seen any more is gone on the second."""
    ticks: list[object] = []
    monkeypatch.setattr(bench.app, "_to_screens", lambda make: ticks.append(make()))
    bench.wall += 5 - bench.wall % 5
    bench.desk.reveals_end = {"a number": bench.desk.now() + 2}
    counts = []
    for _ in range(4):
        bench.wall += 1
        bench.app._tick()
        counts.append(len(ticks))
    assert counts == [0, 1, 1, 1]


async def test_a_line_is_slow_once_it_was_late_twice_and_keys_are_answered_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 1 / 60)
    monkeypatch.delenv("TEXTUAL_FPS", raising=False)
    bench = Bench(tmp_path, [ticket(serial) for serial in range(4)])
    bench.app.probe = Probe(signs=True, link=True)
    async with bench.app.run_test(size=(100, 24)) as pilot:
        said(bench, 2, seconds=0.0)
        await until(pilot, lambda: bench.desk.signs is ASCII)
        assert bench.desk.say.plain
        said(bench, LEFT, seconds=0.0)
        await until(pilot, lambda: bench.app._margins)
        bench.app.ask_time()
        said(bench, 30, seconds=0.2)
        await until(pilot, lambda: bench.app.probe.told.seconds is not None)
        assert not bench.desk.slow, "once may be a busy machine"
        bench.app.ask_time()
        said(bench, 30, seconds=0.2)
        await until(pilot, lambda: bench.desk.slow)
        assert pytest.approx(0.1) == screen.UPDATE_PERIOD
        await pilot.press("j")
        await until(pilot, lambda: any("2/4" in line for line in screen_text(bench)))
        assert told_of_link(bench) == ["auto"], "what is set is another thing"
        assert "下次启动" in keep_choice(bench.desk, "link", "fast")
        assert told_of_link(bench) == ["fast"]
        assert bench.desk.slow, "from the next start on"
        contacts_go_on_their_second(bench, monkeypatch)
    bench.close()


@pytest.mark.parametrize(
    ("told", "link", "slow"), [({"SSH_TTY": "/dev/pts/1"}, "auto", True), ({}, "auto", False), ({}, "slow", True), ({"SSH_TTY": "x"}, "fast", False)]
)
def test_what_is_found_stands_beside_what_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: dict[str, str], link: str, slow: bool
) -> None:
    for name in ("SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    profile = load({"PAIDAN_HOME": str(tmp_path), "PAIDAN_URL": "http://127.0.0.1:9", "PAIDAN_TOKEN": "x"})
    profile.folder.mkdir(parents=True, exist_ok=True)
    opened = open_files(profile, lang="zh", wall=lambda: 0.0, looks={"link": link})
    opened.close()
    assert (opened.desk.slow, opened.desk.settings.link) == (slow, link)
    assert opened.probe.width(0.0) == opened.probe.time(0.0) == "", "there is no terminal to ask"
