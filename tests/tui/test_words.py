"""The words: both languages complete, the same facts in both, and every key that the code says is there."""

import ast
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from tui.words.words import TABLES, Words

ROOT = Path(__file__).parents[2]
WORDS = {key: pair for table in TABLES for key, pair in import_module(f"tui.words.{table}").WORDS.items()}
SAYING = {"say", "_say", "_note", "tell", "stop", "_stand"}


def facts(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def keys_said(source: str) -> set[str]:
    """The keys that stand as plain text in calls that say something."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    spoken = [call.args[0] for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in SAYING]
    pieces = {piece for first in spoken for node in ast.walk(first) if isinstance(node, ast.JoinedStr) for piece in node.values}
    whole = (node for first in spoken for node in ast.walk(first) if isinstance(node, ast.Constant) and node not in pieces)
    texts = [node.value for node in whole if isinstance(node.value, str)]
    return {text for text in texts if text.count(".") and text.replace(".", "").replace("_", "").isalnum() and not text.endswith(".")}


def test_every_topic_file_is_read() -> None:
    files = {path.stem for path in (ROOT / "tui/words").glob("*.py")} - {"__init__", "words"}
    assert set(TABLES) == files


def test_no_key_stands_in_two_tables() -> None:
    sizes = [len(import_module(f"tui.words.{table}").WORDS) for table in TABLES]
    assert sum(sizes) == len(WORDS)


def test_both_languages_say_it_with_the_same_facts() -> None:
    assert [key for key, (chinese, english) in WORDS.items() if not (chinese.strip() and english.strip())] == []
    assert [key for key, (chinese, english) in WORDS.items() if facts(chinese) != facts(english)] == []


def test_every_key_that_the_code_says_has_words() -> None:
    sources = [path for folder in ("tui", "widgets") for path in (ROOT / folder).rglob("*.py")]
    said = {(key, path.name) for path in sources for key in keys_said(path.read_text("utf-8"))}
    assert len(said) > 50
    assert sorted((key, file) for key, file in said if key not in WORDS) == []


def test_a_missing_key_is_an_error_unless_asked_otherwise() -> None:
    say = Words("zh")
    assert say.get("no.such.key") is None
    with pytest.raises(KeyError):
        say("no.such.key")


def test_the_language_can_change_at_any_time() -> None:
    say = Words("zh")
    assert say("stage.in_hand") == "办理中"
    say.lang = "en"
    assert say("stage.in_hand") == "in hand"
    assert say("desk.undone", count=2) == "Taken back: 2"


def test_the_key_is_enter_in_a_row_of_keys_and_is_called_in_chinese_in_a_sentence() -> None:
    told = {key: chinese for key, (chinese, _) in WORDS.items() if "Enter" in chinese or "回车" in chinese}
    rows = {key: [part for part in chinese.split("  ") if part.startswith("Enter ")] if "  " in chinese else [] for key, chinese in told.items()}
    assert told
    assert [key for key, chinese in told.items() if chinese.count("Enter") != len(rows[key])] == []
    assert [key for key, chinese in told.items() if rows[key] and "回车" in chinese] == []
    assert [key for key, chinese in told.items() if "  " in chinese and not rows[key]] == []
