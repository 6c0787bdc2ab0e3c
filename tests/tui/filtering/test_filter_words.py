"""Filters in the words of a person."""

import pytest

from api_client.filter import FilterError, Who
from tui.filtering.filter_words import aliases, codes, read_filter, spoken
from tui.filtering.views import SHIPPED
from tui.words.words import LANGUAGES, Words

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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filter_is_told_in_words_that_mean_the_same(lang: str) -> None:
    say = Words(lang)
    for text in (*SHIPPED.values(), "tier:2h,24h stage:in_hand,callback 暖气", "nokey:1 -stage:closed", "all sort:newest"):
        said = spoken(text, say)
        assert spoken(said, say) == said
        assert said == text or lang == "zh"
        if "nokey" not in text:
            who = Who("zhang", "dispatcher", "u", frozenset(), 0)
            assert read_filter(said, (), say, who) == read_filter(text, (), say, who)
    assert spoken("stage:received,waiting sort:newest", Words("zh")) == "阶段:已受理,待派单 排序:最新"
