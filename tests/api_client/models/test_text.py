"""Nothing that a terminal could obey survives the door, and nothing readable is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models.text import clean


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("plain words", "plain words"),
        ("暖气不热", "暖气不热"),
        ("a\x1b[2Jb", "a␛[2Jb"),
        ("title\x1b]0;x\x07", "title␛]0;x␇"),
        ("c1\x9b31m", "c1<009B>31m"),
        ("bidi\u202egnp", "bidi<202E>gnp"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u200db", "ab"),
        ("tab\there", "tab here"),
        ("del\x7f", "del␡"),
        ("q" + "\u0301" * 9, "q\u0301\u0301"),
        ("\u0301on nothing", "on nothing"),
        ("一\u3000二", "一\u3000二"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("lone \ud800", "lone <D800>"),
        ("\U0001f1fa\U0001f1f8", "US"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ("\u110d\u1175\u11b8", "\ucc1d"),
    ],
)
def test_control_characters_become_visible_and_words_stay(told: str, kept: str) -> None:
    assert clean(told) == kept


def test_line_breaks_stay_only_where_lines_are_wanted() -> None:
    assert clean("a\r\nb\rc\nd", lines=True) == "a\nb\nc\nd"
    assert clean("a\r\nb") == "a b"


@given(st.text(alphabet=st.characters(codec=None)))
def test_whatever_is_told_only_printable_text_is_kept_and_cleaning_twice_changes_nothing(told: str) -> None:
    kept = clean(told, lines=True)
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") for c in kept)
    assert clean(kept, lines=True) == kept


def test_ordinary_text_is_passed_over_and_would_stay_as_it_is() -> None:
    ranges = ((0x20, 0x7F), (0x4E00, 0xA000), (0x3001, 0x3012), (0xFF01, 0xFF5F))
    ordinary = "".join(chr(point) for start, end in ranges for point in range(start, end)).strip()
    assert clean(ordinary) == ordinary
    assert clean(ordinary + "\u00e9") == ordinary + "\u00e9"
