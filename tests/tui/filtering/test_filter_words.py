"""Filters in the words of a person."""

import pytest

from api_client.filter import FilterError
from tui.filtering.filter_words import aliases, codes, read_filter
from tui.words.words import Words

UNITS = (
    {"code": "110108", "name": "海淀区", "name_en": "Haidian District", "pinyin": "haidianqu", "initials": "hdq"},
    {"code": "110105", "name": "朝阳区", "name_en": "Chaoyang District", "pinyin": "chaoyangqu", "initials": "cyq"},
    {"code": "us-ma", "name": "Boston"},
    {"code": "us-ny", "name": "New York", "name_en": None, "pinyin": None, "initials": None},
)


@pytest.mark.parametrize("word", ["海淀", "haidian", "hdq", "110108", "haidian district"])
def test_a_unit_by_any_of_its_names(word: str) -> None:
    assert codes(word, UNITS) == {"110108"}


def test_one_letter_names_nothing() -> None:
    assert codes("h", UNITS) == set()


def test_values_in_either_language() -> None:
    chinese = read_filter("stage:办理中 海淀", UNITS, Words("zh"))
    english = read_filter("stage:in_hand 海淀", UNITS, Words("en"))
    assert chinese.terms == english.terms


def test_no_alias_has_a_blank() -> None:
    assert not [word for lang in ("zh", "en") for word in aliases(Words(lang)) if " " in word]


def test_an_unknown_key_is_told() -> None:
    with pytest.raises(FilterError):
        read_filter("mayor:x", UNITS, Words("en"))
