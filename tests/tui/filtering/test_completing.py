"""What is offered while a filter is typed: keys, words, values and units, by Chinese, pinyin, initials, English or code."""

import pytest

from tests.tui.desk_parts import CITY
from tui.filtering.completing import City, city_of, offers
from tui.words.words import Words

ITEMS = ({"code": "heat-1", "level3": "室温不达标", "level3_en": "Room too cold"},)
KNOWN = city_of({**CITY, "catalogue": ITEMS}, ("2h", "24h", "7d", "15d"))


def after(text: str, lang: str = "zh", at: int | None = None) -> list[str]:
    """The whole line with each offer taken."""
    return [offer.text for offer in offers(text, len(text) if at is None else at, KNOWN, Words(lang))]


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [
        ("st", "en", "stage:"), ("阶", "zh", "阶段:"), ("sta", "zh", "阶段:"), ("overd", "en", "overdue "), ("tier:2", "en", "tier:2h "),
        ("tier:2h,", "en", "tier:2h,2h "), ("stage:disp", "zh", "stage:待签收 "), ("阶段：待签", "zh", "阶段:待签收 "),
        ("-flag:sup", "en", "-flag:supervised "),
        ("unit:hdq", "zh", "unit:海淀区 "), ("unit:haid", "zh", "unit:海淀区 "), 
        ('unit:"District h', "en", 'unit:"District heating" '), ("lead:u-he", "zh", "lead:热力集团 "), ("hdq", "zh", "单位:海淀区 "),
        ("热力", "zh", "单位:热力集团 "),
        ("hops:2", "en", "hops:2+ "), ("since:", "en", "since:30m "), ("sort:n", "en", "sort:newest "), ("waits:", "zh", "waits:我 "),
        ("item:室温", "zh", "item:heat-1 "), ("item:cold", "en", "item:heat-1 "), ("督", "zh", "督办 "),
    ],
)  # fmt: skip
def test_the_first_offer(text: str, lang: str, first: str) -> None:
    assert after(text, lang)[:1] == [first]


def test_words_with_a_blank_are_put_by_their_names() -> None:
    assert "stage:dispatched " in after("stage:to", "en")
    assert 'unit:"District heating" ' in after("unit:rljt", "en")


def test_an_empty_line_offers_how_one_may_begin_and_a_finished_word_nothing_of_itself() -> None:
    assert after("")[0] == "超期 "
    assert "档:" in after("")
    assert after("tier:24h ")[0] == "tier:24h 超期 "
    assert "tier:24h " not in after("tier:24h", "en")


def test_what_stands_after_the_cursor_stays() -> None:
    [first, *_] = offers("tier:2 暖气", 6, KNOWN, Words("en"))
    assert (first.text, first.at) == ("tier:2h 暖气", 8)


def test_nothing_is_offered_for_an_unknown_key_or_an_unknown_city() -> None:
    assert after("mayor:x") == []
    assert offers("unit:hdq", 8, City(), Words("zh")) == []
    assert after("zzzzz") == []
