"""The first page in a real terminal: there before Textual, taken over without a repaint, gone without a trace however the desk ends."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import load
from tests.terminal import Terminal
from tests.tui.desk_parts import fill, ticket

ROOT = Path(__file__).parents[3]
HELD = "import sys, time\nsys.path.insert(0, {root!r})\nsys.argv = ['paidan']\n{before}\nfrom tui.__main__ import main\nsys.exit(main())\n"
"""The desk with something done to it before it starts."""
NO_TEXTUAL = (
    "class Refuse:\n    def find_spec(self, name, *_):\n        if name.split('.')[0] == 'textual': {then}\nsys.meta_path.insert(0, Refuse())"
)
"""What happens when Textual is asked for."""


BEGUN = "print('begun', flush=True)\ninput()\n"
"""The terminal is as it was until a line is typed."""


def home(folder: Path, *, tickets: int = 30, **more: str) -> dict[str, str]:
    """A mirror with some tickets, as environment variables for a desk."""
    told = {"PAIDAN_HOME": str(folder), "PAIDAN_URL": "http://127.0.0.1:9", "PAIDAN_TOKEN": "x", "PAIDAN_LANG": "zh", "LANG": "C.UTF-8"} | more
    profile = load(told)
    profile.folder.mkdir(parents=True)
    if tickets:
        mirror = Mirror.open(profile.mirror_path)
        fill(mirror, [ticket(serial, due=serial * 600) for serial in range(tickets)])
        mirror.close()
    Outbox.open(profile.outbox_path).close()
    return told


@contextmanager
def desk(env: dict[str, str], *, before: str = "", cols: int = 120, rows: int = 30) -> Iterator[Terminal]:
    """The desk in a terminal, something done to it first."""
    code = HELD.format(root=str(ROOT), before=before)
    with Terminal([sys.executable, "-c", code], cols=cols, rows=rows, env=env) as terminal:
        yield terminal


def attributes(terminal: Terminal) -> list[object]:
    """The terminal's attributes as they are now."""
    import termios

    return list(termios.tcgetattr(terminal.child.child_fd))[:4]


def endless(then: str = "time.sleep(60)") -> str:
    """Textual takes for ever to load."""
    return NO_TEXTUAL.format(then=then)


def test_the_page_stands_before_textual_is_loaded(tmp_path: Path) -> None:
    with desk(home(tmp_path), before=endless()) as terminal:
        terminal.until("000012")
        terminal.until("退出")
        assert terminal.shows("▸")
        assert terminal.shows("时限")
        assert terminal.shows(r"1/30")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (150, 30)])
@pytest.mark.parametrize(
    "more", [{}, {"PAIDAN_LANG": "en"}, {"TERM": "linux", "PAIDAN_LANG": "en"}, {"NO_COLOR": "1", "TERM": "screen"}, {"COLORTERM": "truecolor"}]
)
def test_the_desk_takes_it_over_without_drawing_it_again(tmp_path: Path, size: tuple[int, int], more: dict[str, str]) -> None:
    with desk(home(tmp_path, tickets=30, **more), cols=size[0], rows=size[1]) as terminal:
        terminal.until("000012")
        terminal.until(lambda: b"\x1b[?2004h" in terminal.received)
        page = len(terminal.received.split(b"\x1b[?25l")[1])
        terminal.until("断线|offline")
        terminal.quiet(0.3)
        sent = bytes(terminal.received)
        assert sent.count(b"\x1b[?1049h") == 1
        assert sent.count(b"\x1b[2J") == 1
        rest = len(sent) - page
        assert rest < 1200, f"{rest} bytes after a page of {page}"
        assert rest < page / 2


def test_keys_typed_meanwhile_are_heeded(tmp_path: Path) -> None:
    with desk(home(tmp_path), before=NO_TEXTUAL.format(then="time.sleep(0.002)")) as terminal:
        terminal.until("1/30")
        terminal.type("j", "j")
        terminal.until("3/30")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_before_textual_leaves_the_terminal_as_it_was(tmp_path: Path, name: str) -> None:
    with desk(home(tmp_path), before=BEGUN + endless()) as terminal:
        terminal.until("begun")
        before = attributes(terminal)
        terminal.type("enter")
        terminal.until("1/30")
        assert attributes(terminal) != before
        terminal.child.kill(getattr(signal, name))
        terminal.until(lambda: b"\x1b[?1049l" in terminal.received)
        assert attributes(terminal) == before
        assert terminal.ended() == 128 + getattr(signal, name)


def test_a_textual_that_cannot_be_loaded_is_told_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with desk(home(tmp_path), before=BEGUN + endless("raise ImportError('broken')")) as terminal:
        terminal.until("begun")
        before = attributes(terminal)
        terminal.type("enter")
        terminal.until("载入不了（broken）；请在派单的目录里重装")
        assert b"Traceback" not in terminal.received
        assert not terminal.shows("File ")
        assert b"\x1b[?1049l\x1b[?25h" in terminal.received
        assert attributes(terminal) == before
        assert terminal.ended() == 1


def test_quitting_leaves_the_attributes_that_were_there_before_the_page(tmp_path: Path) -> None:
    with desk(home(tmp_path), before=BEGUN) as terminal:
        terminal.until("begun")
        before = attributes(terminal)
        terminal.type("enter")
        terminal.until("断线")
        terminal.type("q")
        terminal.until(lambda: b"\x1b[?1049l" in terminal.received)
        assert attributes(terminal) == before
        assert terminal.ended() == 0
        assert terminal.received.count(b"\x1b[?1049l") == 1


def test_another_textual_starts_by_itself(tmp_path: Path) -> None:
    with desk(home(tmp_path), before="import tui.display.known as known\nknown.KNOWN = ('1.0',)", cols=140) as terminal:
        terminal.answers = "\x1b[1;3R"  # signs of two cells: it is heard all the same
        terminal.until("未能用精简输出|断线")
        terminal.until("未能用精简输出")
        terminal.until(lambda: terminal.shows("^> .* !!? .*000000") and not terminal.shows("✖"), timeout=10)
        assert terminal.received.count(b"\x1b[?1049h") == 2
        terminal.type("j")
        terminal.until("2/30")
        terminal.type("q")
        assert terminal.ended() == 0


def test_without_tickets_or_room_the_desk_starts_as_ever(tmp_path: Path) -> None:
    with desk(home(tmp_path / "empty", tickets=0)) as terminal:
        terminal.until("帮助")
    with desk(home(tmp_path / "small"), cols=50, rows=12) as terminal:
        terminal.until("50")
        assert not terminal.shows("0000")


def test_a_damaged_mirror_is_said_and_shown_by_nobody(tmp_path: Path) -> None:
    told = home(tmp_path)
    load(told).mirror_path.write_bytes(b"not a database at all" * 100)
    with desk(told, cols=150) as terminal:
        terminal.until("重建|副本")
        assert not terminal.shows("000012")


def test_a_resize_draws_everything_anew(tmp_path: Path) -> None:
    with desk(home(tmp_path)) as terminal:
        terminal.until("断线")
        for size in ((80, 24), (120, 30), (100, 40)):
            terminal.resize(cols=size[0], rows=size[1])
            terminal.until(lambda size=size: "退出" in terminal.text()[size[1] - 1])  # type: ignore[misc]  # bound at once
            assert terminal.shows("000012")


def test_a_stop_and_a_return_draw_everything_anew(tmp_path: Path) -> None:
    with desk(home(tmp_path)) as terminal:
        terminal.until("断线")
        terminal.child.kill(signal.SIGTSTP)
        terminal.until(lambda: b"\x1b[?1049l" in terminal.received)
        status = Path(f"/proc/{terminal.child.pid}/stat")
        until = time.monotonic() + 10
        while status.read_text().rsplit(")", 1)[1].split()[0] != "T" and time.monotonic() < until:
            terminal.pump(0.02)
        terminal.screen.reset()
        os.kill(terminal.child.pid, signal.SIGCONT)
        terminal.until("000012")
        terminal.until("退出")
        terminal.type("j")
        terminal.until("2/30")
        terminal.type("q")
        assert terminal.ended() == 0


def test_ctrl_l_mends_a_garbled_screen(tmp_path: Path) -> None:
    with desk(home(tmp_path)) as terminal:
        terminal.until("断线")
        terminal.screen.reset()
        terminal.type("\x0c")
        terminal.until("offline")
        assert terminal.shows("000012")
