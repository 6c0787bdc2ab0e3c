"""`paidan` without a word."""

from pathlib import Path

from api_client.profile import Profile
from tests.tui.cli.conftest import Paidan
from tui import themes
from tui.cli import grammar
from tui.cli.console import Console
from tui.cli.desk import looks, usual_looks
from tui.cli.parser import read
from tui.words.words import Words


def test_nobody_signed_in_is_told_how(paidan: Paidan) -> None:
    done = paidan.process()
    assert done.code == 4
    assert "paidan login" in done.err
    assert "paidan demo" in done.err


def test_without_a_terminal_it_says_what_scripts_use(dispatcher: Paidan) -> None:
    done = dispatcher.process("--lang", "zh")
    assert done.code == 2
    assert "paidan queue" in done.err


def test_what_is_said_of_looks_goes_before_the_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "night"\nlink = "fast"\n', "utf-8")
    usual = usual_looks(Profile(tmp_path, tmp_path))
    assert usual == {"theme": "night", "ascii": False, "link": "fast"}
    wish = read(["demo", "--slow", "--ascii"], Console(Words("en"), lambda: 0.0))
    assert usual | looks(wish) == {"theme": "night", "ascii": True, "link": "slow"}
    assert looks(read(["--theme", "dark"], Console(Words("en"), lambda: 0.0))) == {"theme": "dark"}
    assert looks(None) == {}


def test_the_command_line_knows_every_theme() -> None:
    assert grammar.THEMES == themes.NAMES
