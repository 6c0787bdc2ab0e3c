"""Esc and what is typed right after it arrive as two keys, however near to one another they come."""

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from tui.display import escape


def keys(typed: str) -> list[str]:
    parser = XTermParser()
    return [token.key for token in (*parser.feed(typed), *parser.feed("")) if isinstance(token, events.Key)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\x1bj", ["escape", "j"]), ("\x1bJ", ["escape", "J"]), ("\x1b/", ["escape", "slash"]), ("\x1b2", ["escape", "2"]),
        ("\x1b\r", ["escape", "enter"]), ("\x1b中", ["escape", "中"]), ("a\x1bjj", ["a", "escape", "j", "j"]), ("\x1b", ["escape"]),
        ("\x1b\x1bj", ["escape", "escape", "j"]),
        ("\x1b[A", ["up"]), ("\x1bOP", ["f1"]), ("\x1b\t", ["shift+tab"]), ("\x1bb", ["ctrl+left"]), ("\x1b\x7f", ["ctrl+w"]),
    ],
)  # fmt: skip
def test_esc_is_a_key_of_its_own_and_sequences_are_one(typed: str, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(XTermParser, "_sequence_to_key_events", XTermParser._sequence_to_key_events)
    escape.keep_apart()
    assert keys(typed) == read
