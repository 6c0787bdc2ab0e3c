"""The bell and the window's title in a real terminal: silent at the start, one bell for all that come together, the title given back."""

import re
import sys
from pathlib import Path

import pytest

from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import load
from tests.terminal import Terminal
from tests.tui.desk_parts import fill, ticket
from tests.tui.terminals.test_terminal_left import ROOT, environment
from tests.widgets.queue_lines import NOW

COMMAND = re.compile(rb"\x1b\][^\x07]*\x07")
TITLE = re.compile(rb"\x1b\]2;([^\x07]*)\x07")
DESK = """
import sys
from pathlib import Path
from tui.cli.main import run
later = Path(sys.argv[1])
sys.exit(run([], now=lambda: float(sys.argv[2]) + 20 * later.exists()))
"""
"""A desk whose clock stands still until a file is there, and then twenty seconds later."""


def desk(home: Path, **more: str) -> Terminal:
    """A desk without a line: one ticket is overdue, five become urgent when the file `later` is there, one not for long."""
    told = environment(home, PAIDAN_LANG="en", PYTHONPATH=str(ROOT), **more)
    profile = load(told)
    profile.folder.mkdir(parents=True, exist_ok=True)
    mirror = Mirror.open(profile.mirror_path)
    fill(mirror, [ticket(30, due=-50), *(ticket(serial, due=610) for serial in range(5)), ticket(31, due=50_000)])
    mirror.close()
    Outbox.open(profile.outbox_path).close()
    return Terminal([sys.executable, "-c", DESK, str(home / "later"), str(NOW)], env=told)


def bells(terminal: Terminal) -> int:
    """How often it rang; the end of a title is no bell."""
    return COMMAND.sub(b"", bytes(terminal.received)).count(b"\x07")


def titles(terminal: Terminal) -> list[str]:
    return [found.decode() for found in TITLE.findall(bytes(terminal.received))]


def test_one_bell_for_all_that_come_together_and_none_at_the_start(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.until(lambda: "1 overdue, 0 urgent - paidan" in titles(terminal))
        assert bells(terminal) == 0
        (tmp_path / "later").touch()
        terminal.until(lambda: "1 overdue, 5 urgent - paidan" in titles(terminal))
        terminal.until("5 urgent now: 20261122-000000")
        assert bells(terminal) == 1
        terminal.type("q")
        assert terminal.ended() == 0
        assert b"\x1b[22;2t" in terminal.received
        assert terminal.received.rindex(b"\x1b[23;2t") < terminal.received.rindex(b"\x1b[?1049l")


@pytest.mark.parametrize(("setting", "rings", "tells"), [("bell = false", False, True), ("title = false", True, False)])
def test_either_can_be_switched_off(tmp_path: Path, setting: str, rings: bool, tells: bool) -> None:
    (tmp_path / "settings.toml").write_text(setting + "\n", "utf-8")
    with desk(tmp_path) as terminal:
        terminal.until("1/7")
        terminal.until("offline")
        terminal.quiet(1.5)
        (tmp_path / "later").touch()
        terminal.until("5 urgent now: 20261122-000000")
        assert (bells(terminal) == 1) is rings
        assert bool(titles(terminal)) is tells


@pytest.mark.parametrize("term", ["linux", "vt220"])
def test_a_terminal_that_would_print_it_gets_no_title(tmp_path: Path, term: str) -> None:
    with desk(tmp_path, TERM=term) as terminal:
        terminal.until("1/7")
        terminal.until("offline")
        terminal.quiet(1.5)
        (tmp_path / "later").touch()
        terminal.until("5 urgent now: 20261122-000000")
        assert bells(terminal) == 1
        assert titles(terminal) == []
