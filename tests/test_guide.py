"""The guide shows the desk as it is: its pictures are those that the tests keep, its keys work where it says."""

import re
from pathlib import Path

import pytest

from docs.picture import FOLDER, drawn
from tui import keymap

ROOT = Path(__file__).parents[1]
GUIDES = (ROOT / "docs/guide.md", ROOT / "docs/guide.zh.md")
SUPERVISORS = (ROOT / "docs/supervisor.md", ROOT / "docs/supervisor.zh.md")
PART = re.compile(r"^## ([^\n]+)\n<!-- place: ([a-z ]+) -->\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
NO_SCREENS = {"typing", "strip", "dossier", "results"}
"""Places within a screen, and screens that are told of beside another one."""


def keys(*places: str) -> set[str]:
    """All keys of some places, as they are shown."""
    return {keymap.shown(key) for row in keymap.KEYS for place in places if row.where in keymap.PLACES[place] for key in row.keys}


def test_pictures_are_current() -> None:
    pictures = drawn()
    assert {path.name for path in FOLDER.glob("*.svg")} == {path.name for path in pictures}
    old = [path.name for path, text in pictures.items() if path.read_text(encoding="utf-8") != text]
    assert not old, f"run `make picture`: {', '.join(old)}"


@pytest.mark.parametrize("guide", GUIDES + SUPERVISORS, ids=lambda guide: guide.name)
def test_every_key_of_the_guide_works_where_it_says(guide: Path) -> None:
    parts = PART.findall(guide.read_text(encoding="utf-8"))
    assert len(parts) > 6
    for title, places, text in parts:
        named = set(re.findall(r"`([^`]+)`", text))
        assert named, title
        assert not named - keys(*places.split()), title


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_screen_is_in_the_guide_with_one_picture(guide: Path) -> None:
    parts = PART.findall(guide.read_text(encoding="utf-8"))
    told = {place for _, places, _ in parts for place in places.split()}
    assert not set(keymap.PLACES) - told - NO_SCREENS
    assert {len(re.findall(r"!\[", text)) for _, _, text in parts} == {1}
