"""Keys of a line that is a sentence of its own: they stand out as in any bottom line."""

import pytest

from widgets.lines.keys import hints_said, keys_said


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


def test_hints_are_drawn_as_the_bottom_line_is() -> None:
    drawn = hints_said([("F2", "Register, dispatch"), ("^S/F10", "Confirm")])
    assert drawn.plain == "F2 Register, dispatch  ^S/F10 Confirm"
    assert [(drawn.plain[span.start : span.end], span.style) for span in drawn.spans] == [
        ("F2", "bold"), (" Register, dispatch", "dim"), ("^S/F10", "bold"), (" Confirm", "dim"),
    ]  # fmt: skip
