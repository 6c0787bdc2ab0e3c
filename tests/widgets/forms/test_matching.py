"""Units are found by Chinese, pinyin, initials, English and code; typing more never adds any."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models.folding import folded
from tests.cities import shipped
from widgets.forms.matching import Candidate, fit, matches, narrowed, syllables


@cache
def units() -> tuple[Candidate, ...]:
    return tuple(Candidate(unit.code, unit.name, unit.name_en, unit.pinyin, unit.initials, near=2) for unit in shipped("beijing").units)


def names(query: str, candidates: Sequence[Candidate] | None = None) -> list[str]:
    return [candidate.name for candidate in matches(query, units() if candidates is None else candidates)]


@pytest.mark.parametrize(
    "query", ["hdq", "HDQ", "ｈｄｑ", "海淀区", "海淀", "haidianqu", "haidian", "haidq", "hdqu", "110108", "Haidian District", "haidian d"]
)
def test_haidian_is_found_first(query: str) -> None:
    assert names(query)[0] == "海淀区"


def test_an_abbreviation_leaves_signs_out() -> None:
    assert names("发改委")[0] == "市发展改革委"


def test_nothing_typed_finds_everything() -> None:
    assert len(names("")) == len(units())


def test_what_nobody_is_called_finds_nothing() -> None:
    assert names("zzzzzzzz") == []


def test_initials_come_before_letters_in_order() -> None:
    found = names("hdq")
    assert found.index("海淀区") < found.index("孙河地区")


def test_what_is_near_comes_first_among_equals() -> None:
    far = Candidate("1", "东风街道", pinyin="dongfengjiedao", initials="dfjd", near=2)
    near = Candidate("2", "东方街道", pinyin="dongfangjiedao", initials="dfjd", near=0)
    assert names("dfjd", [far, near]) == ["东方街道", "东风街道"]


def test_nearness_does_not_outweigh_a_better_fit() -> None:
    far = Candidate("1", "海淀区", pinyin="haidianqu", initials="hdq", near=2)
    near = Candidate("2", "孙河地区", pinyin="sunhediqu", initials="shdq", near=0)
    assert names("hdq", [near, far]) == ["海淀区", "孙河地区"]


@pytest.mark.parametrize(
    ("pinyin", "initials", "starts"),
    [
        ("haidianqu", "hdq", (0, 3, 7)),
        ("xianqu", "xaq", (0, 2, 4)),
        ("fangandao", "fad", (0, 4, 6)),
        ("fangandao", "fgd", (0, 3, 6)),
        ("abc", "zz", (0,)),
    ],
)
def test_syllables_follow_the_initials(pinyin: str, initials: str, starts: tuple[int, ...]) -> None:
    assert syllables(pinyin, initials) == starts


@given(st.data())
def test_every_unit_is_first_under_its_own_name(data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(units()))
    assert matches(unit.name, units())[0].name == unit.name


queries = st.text(alphabet="hdqzgcjabeinouxy海淀区市街道 110'", max_size=8)


@given(query=queries, more=st.text(alphabet="hdqzgcj海淀区街道aeiou1", min_size=1, max_size=3))
def test_typing_more_never_adds_results(query: str, more: str) -> None:
    assert set(names(query + more)) <= set(names(query))


@given(query=queries, more=st.text(alphabet="hdqj海淀aeiu", min_size=1, max_size=2))
def test_going_on_from_what_was_found_is_the_same_as_beginning_anew(query: str, more: str) -> None:
    found = matches(query, units())
    assert narrowed(query + more, query, found, units()) == matches(query + more, units())


@given(st.text(max_size=20), st.text(max_size=20))
def test_folding_works_sign_by_sign(first: str, second: str) -> None:
    assert folded(first) + folded(second) == folded(first + second)


@given(st.text(max_size=12))
def test_any_text_is_a_query(query: str) -> None:
    some = units()[:20]
    assert [candidate for candidate in some if fit(query, candidate) is not None] == [one for one in some if one in matches(query, some)]
