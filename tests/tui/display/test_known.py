"""Which Textual is known: the one that is installed."""

import os
from importlib.metadata import version

import pytest

from tui.display.known import installed, knows


def test_what_is_installed_is_known() -> None:
    assert knows()
    assert installed().count(".") == 2


def test_it_is_the_version_that_python_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed() == version("textual")
    monkeypatch.setattr(os, "listdir", lambda _: [])
    assert installed() == version("textual"), "nothing beside it tells"


def test_another_is_not() -> None:
    assert not knows(lambda: "9.0.0")
