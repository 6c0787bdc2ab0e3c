"""Keys of a line that is a sentence of its own: they stand out as in any bottom line."""

import pytest

from widgets.lines.keys import keys_said


@pytest.mark.parametrize(
    ("said", "strong"),
    [
        ("Enter 选定  Up Down 移动  Esc 返回", ["Enter ", "Up Down ", "Esc "]),
        ("^S/F10 confirm  Tab next  Esc back  * required", ["^S/F10 ", "Tab ", "Esc "]),
        ("Enter shows or hides  Esc done", ["Enter ", "Esc "]),
        ("Uptown is no key", []),
    ],
)
def test_names_of_keys_are_strong_and_nothing_is_lost(said: str, strong: list[str]) -> None:
    drawn = keys_said(said)
    assert drawn.plain == said
    assert [said[span.start : span.end] for span in drawn.spans if span.style == "bold"] == strong
