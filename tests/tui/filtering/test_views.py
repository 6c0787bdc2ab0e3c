"""Named views: which there are, which comes next, and terms put into a filter line."""

import pytest

from api_client.filter import Who, parse_filter
from tui.filtering.filter_words import aliases
from tui.filtering.views import SHIPPED, beside, put_term, views
from tui.settings import View
from tui.words.words import Words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_shipped_view_can_be_read(lang: str) -> None:
    found = views((), Words(lang))
    assert len({view.name for view in found}) == len(SHIPPED)
    for view in found:
        parse_filter(view.text, aliases=aliases(Words(lang)), who=Who("li", "dispatcher", "hotline"))


def test_own_views_come_first_and_take_the_name_of_a_shipped_one() -> None:
    own = (View("mine", "unit:me"), View("夜班", "tier:2h"))
    found = views(own, Words("en"))
    assert found[:2] == list(own)
    assert [view.text for view in found if view.name == "mine"] == ["unit:me"]


def test_the_next_view_goes_round() -> None:
    known = [View("a", ""), View("b", "tier:2h"), View("c", "cosign")]
    assert beside(known, "b", "tier:2h", 1).name == "c"
    assert beside(known, "c", "cosign", 1).name == "a"
    assert beside(known, "a", "", -1).name == "c"
    assert beside(known, "", "tier:2h", 1).name == "c", "a filter that was typed and is a view's"
    assert [beside(known, "b", "tier:2h 暖气", by).name for by in (1, -1)] == ["a", "c"], "a filter that is no view"


@pytest.mark.parametrize(
    ("text", "key", "value", "told"),
    [
        ("", "tier", "2h", "tier:2h"),
        ("暖气 tier:24h,7d overdue", "tier", "2h", "暖气 overdue tier:2h"),
        ("档：24h 暖气", "tier", "2h", "暖气 tier:2h"),
        ("sort:newest 暖气", "sort", "", "暖气"),
        ("-tier:2h", "tier", "24h", "-tier:2h tier:24h"),
        ('"a tier:x b" tier:7d', "tier", "2h", '"a tier:x b" tier:2h'),
        ('unit:"a b" “c tier:x', "tier", "2h", 'unit:"a b" “c tier:x tier:2h'),
    ],
)
def test_a_term_is_put_in_the_place_of_its_key(text: str, key: str, value: str, told: str) -> None:
    assert put_term(text, key, value, ["档"] if key == "tier" else ["排序"]) == told


def test_words_that_stand_alone_for_a_band_go_with_it() -> None:
    assert put_term("超期 暖气 band:calm", "band", "urgent", ["超期", "overdue", "急度"]) == "暖气 band:urgent"
