"""A catalogue line among thousands: by initials, pinyin, words in either language, code, or what was told; quick enough for every key."""

import time

import pytest

from tests.tui.fake_desk import beijing
from tui.words.words import Words
from widgets.forms.line_matching import Line, found, index, likely
from widgets.forms.stock import stock_of
from widgets.speech import Speech

KEY_SECONDS = 0.02
SLACK = 5
"""A shared machine may be slower than a person's."""


@pytest.fixture(scope="module")
def lines() -> tuple[Line, ...]:
    return index(stock_of(Speech(Words("zh"), city=beijing(), lang="zh")).items)


def names(lines: tuple[Line, ...], query: str) -> list[str]:
    return [one.name for one in found(query, lines)]


@pytest.mark.parametrize("query", ["nqbr", "nuanqibure", "暖气不热", "NQBR", "ｎｑｂｒ", "nqbure", "nuanqbr"])
def test_one_line_by_letters_of_any_kind(lines: tuple[Line, ...], query: str) -> None:
    assert names(lines, query)[0] == "暖气不热"


def test_a_code_names_one_line(lines: tuple[Line, ...]) -> None:
    assert [one.code for one in found("010101", lines)] == ["010101"]


@pytest.mark.parametrize(
    ("query", "first"), [("暖气 漏", "暖气漏水"), ("漏　暖气", "暖气漏水"), ("radiator hot", "暖气不热"), ("heating radiator", "暖气不热")]
)
def test_several_words_in_any_order_and_of_the_levels_above(lines: tuple[Line, ...], query: str, first: str) -> None:
    assert first in names(lines, query)[:3]


def test_the_levels_above_find_all_below_but_after_what_is_named_so(lines: tuple[Line, ...]) -> None:
    told = found("物业", lines)
    assert "物业" in told[0].name
    assert any("物业" not in one.name and "物业" in one.words for one in told)


def test_what_nothing_fits_finds_nothing_and_blanks_find_all(lines: tuple[Line, ...]) -> None:
    assert names(lines, "qqqqqq") == []
    assert len(names(lines, "  ")) == len(lines) > 2_000


def test_a_longer_query_finds_no_more(lines: tuple[Line, ...]) -> None:
    assert len(names(lines, "g")) > len(names(lines, "go")) > len(names(lines, "gongdi"))


@pytest.mark.parametrize(
    ("told", "line"),
    [("家里暖气不热，只有十四度", "暖气不热"), ("小区门口路灯不亮三天", "路灯不亮"), ("our radiator is cold", "暖气不热")],
)
def test_what_was_told_offers_the_lines_most_like_it(lines: tuple[Line, ...], told: str, line: str) -> None:
    assert line in [one.name for one in likely(told, lines, 5)]


def test_nothing_told_offers_nothing(lines: tuple[Line, ...]) -> None:
    assert likely("", lines, 5) == []
    assert likely("喵喵喵", lines, 5) == []


@pytest.mark.parametrize("query", ["g", "gong", "物业 维修", "heat", "zzzzz", "nqbure", "a b c d"])
def test_every_key_is_answered_at_once(lines: tuple[Line, ...], query: str) -> None:
    found(query, lines)
    started = time.perf_counter()
    found(query, lines)
    assert time.perf_counter() - started < KEY_SECONDS * SLACK
