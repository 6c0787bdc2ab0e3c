"""The start: what is loaded before the first picture, what Textual is told before it is imported, how the terminal is left."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.terminals import terminal

ROOT = Path(__file__).parents[3]

FIRST_PICTURE = """
import asyncio, os, sys
from pathlib import Path
from tui.terminals import terminal
terminal.prepare(os.environ)
from api_client.mirror import Mirror
from api_client.outbox import Outbox
from tui.app import DeskApp
from tui.desk import Desk
from tui.settings import Settings
from tui.words.words import Words
from widgets.cells.glyphs import UNICODE

class NoLink:
    def start(self, post):
        heavy = {"pydantic", "httpx", "sqlite_utils", "fastapi", "orjson", "zstandard", "api_client.models.ticket", "api_client.models.commands"}
        print(*sorted(heavy & set(sys.modules)))
        app.exit(0)

folder = Path(sys.argv[1])
parts = dict(mirror=Mirror.open(folder / "mirror.db"), outbox=Outbox.open(folder / "outbox.db"), link=NoLink())
app = DeskApp(Desk(**parts, say=Words("zh"), settings=Settings(), signs=UNICODE, wall=lambda: 1_795_348_800.0))

async def show():
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()

asyncio.run(show())
"""


def test_nothing_heavy_is_loaded_before_the_first_picture(tmp_path: Path) -> None:
    from api_client.mirror import Mirror
    from api_client.outbox import Outbox

    Mirror.open(tmp_path / "mirror.db").close()
    Outbox.open(tmp_path / "outbox.db").close()
    done = subprocess.run([sys.executable, "-c", FIRST_PICTURE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_textual_is_told_before_it_is_imported() -> None:
    environment = {"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "bogus"}
    terminal.prepare(environment)
    assert environment["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert environment["TEXTUAL_ANIMATIONS"] == "none"
    assert "TEXTUAL_COLOR_SYSTEM" not in environment
    assert "ESCDELAY" not in environment


@pytest.mark.parametrize("term", ["", "dumb", "unknown", "linux", "vt100", "vt220"])
def test_a_terminal_of_sixteen_colours_is_not_taken_for_one_of_millions(term: str) -> None:
    environment = {"TERM": term, "COLORTERM": "truecolor"}
    terminal.prepare(environment)
    assert environment["TEXTUAL_COLOR_SYSTEM"] == "standard"
    assert "COLORTERM" not in environment


def test_what_a_person_has_set_stays() -> None:
    environment = {"TERM": "xterm", "TEXTUAL_DISABLE_KITTY_KEY": "0", "SSH_CONNECTION": "x", "ESCDELAY": "50"}
    terminal.prepare(environment)
    assert environment["TEXTUAL_DISABLE_KITTY_KEY"] == "0"
    assert environment["ESCDELAY"] == "50"


@pytest.mark.parametrize(
    ("term", "encoding", "ascii_only", "trouble"),
    [
        ("xterm-256color", "utf-8", False, ""),
        ("screen", "UTF8", False, ""),
        ("tmux-256color", "utf-8", False, ""),
        ("linux", "utf-8", True, ""),
        ("vt220", "utf-8", True, ""),
        ("xterm", "latin-1", True, "desk.not_utf8"),
        ("xterm", "gbk", True, "desk.not_utf8"),
        ("xterm", "no-such-encoding", True, "desk.not_utf8"),
    ],
)
def test_signs_follow_terminal_and_encoding(term: str, encoding: str, ascii_only: bool, trouble: str) -> None:
    found = terminal.look({"TERM": term}, encoding)
    assert (found.ascii, found.trouble) == (ascii_only, trouble)


def test_the_kitty_protocol_is_off_in_a_desk_that_was_started(tmp_path: Path) -> None:
    asked = "import os; from tui.terminals import terminal; terminal.prepare(os.environ)"
    asked += "; import tui.app, textual.constants as c; print(c.DISABLE_KITTY_KEY)"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TEXTUAL")}
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "True"


def test_the_way_from_the_command_line_to_the_desk_is_light_too() -> None:
    asked = "import sys, tui.__main__, tui.cli.desk; print(*sorted({'pydantic', 'httpx', 'orjson', 'textual'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_an_exported_size_is_not_believed() -> None:
    environment = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    terminal.prepare(environment)
    assert not {"COLUMNS", "LINES"} & set(environment)
