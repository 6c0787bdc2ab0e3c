"""`paidan web` from the command line; what it serves is tried in tests/tui/starting/test_browser.py."""

import shlex
import socket
from typing import Any

import pytest

from tests.tui.cli.conftest import Paidan
from tui.cli import web
from tui.cli.console import Console
from tui.cli.parser import read
from tui.words.words import Words

SIGNED_IN = {"PAIDAN_URL": "http://127.0.0.1:9", "PAIDAN_TOKEN": "x"}


@pytest.mark.parametrize("words", [("web",), ("demo", "--web")])
def test_where_textual_serve_is_missing_it_says_how_to_get_it(paidan: Paidan, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.setattr(web, "find_spec", lambda _: None)
    done = paidan(*words, **SIGNED_IN)
    assert (done.code, done.out) == (2, "")
    assert "pip install 'paidan[web]'" in done.err


def test_nobody_signed_in_is_told_how(paidan: Paidan) -> None:
    pytest.importorskip("textual_serve")
    assert paidan("web").code == 4


def test_an_address_that_cannot_be_had_is_named(paidan: Paidan, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("textual_serve")
    kept: dict[str, Any] = {}
    monkeypatch.setattr(web, "_prepare", kept.get)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for words in (("--port", str(taken.getsockname()[1])), ("--port", "99999"), ("--port", "0", "--host", "192.0.2.1")):
            done = paidan("web", *words, **SIGNED_IN)
            assert (done.code, done.out) == (2, "")
            assert words[-1] in done.err
            assert "--port" in done.err
    assert "others can connect" in done.err


def test_each_page_gets_the_desk_that_was_asked_for() -> None:
    wish = read(["web", "--theme", "dark", "--slow", "--read-only", "--lang", "zh"], Console(Words("en"), lambda: 0.0))
    assert shlex.split(web._command(wish))[1:] == ["-P", "-m", "tui", "--lang", "zh", "--theme", "dark", "--slow", "--read-only"]
    city = read(["web", "--open311", "http://city.example/v2", "--jurisdiction", "x y"], Console(Words("en"), lambda: 0.0))
    assert shlex.split(web._command(city))[4:] == ["--open311", "http://city.example/v2", "--jurisdiction", "x y"]
    assert shlex.split(web._command(read(["web"], Console(Words("en"), lambda: 0.0))))[1:] == ["-P", "-m", "tui"]
