"""What fields choose from, the nearest to the ticket first."""

from tui.words.words import Words
from widgets.forms.command_fields import Shape, fields_of
from widgets.forms.field_row import Stock
from widgets.forms.matching import matches
from widgets.forms.stock import own_units, picked, stock_of
from widgets.speech import Speech


def test_the_tickets_district_comes_first_then_its_streets(zh: Speech) -> None:
    street = next(unit for unit in zh.city.units if unit.name == "海淀街道") if zh.city else None
    assert street
    units = stock_of(zh, places=(street.code,)).units
    assert {units[0].name, units[1].name} == {"海淀区", "海淀街道"}
    assert units[2].note == "海淀区"


def test_english_names_stand_beside_the_chinese_ones(en: Speech) -> None:
    haidian = next(unit for unit in stock_of(en).units if unit.code == "110108")
    assert (haidian.title, haidian.name, haidian.note) == ("Haidian District", "海淀区", "海淀区")


def test_tiers_and_catalogue_come_along(zh: Speech) -> None:
    stock = stock_of(zh)
    assert [tier for tier, _ in stock.tiers] == ["2h", "24h", "7d", "15d"]
    assert stock.items


def test_without_a_city_there_is_nothing_to_choose_from() -> None:
    assert stock_of(Speech(Words("zh"))).units == ()


def test_the_units_that_owe_their_part_come_first_for_whoever_lets_them_go(zh: Speech) -> None:
    parts = [{"unit": "110106", "reported": None}, {"unit": "110107", "reported": "2026-11-22T12:00:00Z"}]
    summary = {"co_units": ["110107", "110106", "110109"], "waiting": {"parts": parts, "objection": {"suggested": "110112"}}}
    assert own_units("waive", summary) == ("110106", "110107", "110109"), "who has reported owes nothing, but is a co-unit"
    assert own_units("dismiss", summary) == ("110106", "110107", "110109")
    assert own_units("reassign", summary) == ("110112",)
    assert own_units("whistle", summary) == own_units("dismiss", None) == ()
    stock = stock_of(zh, places=("110108",), own=("110107",))
    assert [candidate.code for candidate in stock.units[:2]] == ["110107", "110108"]


def test_the_way_a_request_came_in_is_picked(zh: Speech) -> None:
    stock = stock_of(zh)
    text, channel = picked(fields_of("inquire"), stock)
    assert (text.shape, channel.shape) == (Shape.NOTE, Shape.UNIT)
    assert stock.picks["channel"][0].code == "phone"
    assert picked(fields_of("inquire"), Stock())[1].shape is Shape.LINE


def test_a_way_in_is_found_by_either_name(zh: Speech, en: Speech) -> None:
    for speech, shown in ((zh, "首都之窗"), (en, "Capital Window portal")):
        channels = stock_of(speech).picks["channel"]
        for typed in ("首都", "capital"):
            assert [one.code for one in matches(typed, channels)][:1] == ["首都之窗"]
        assert shown in [one.title for one in channels]


def test_what_is_the_same_for_every_form_is_made_once_for_a_city_and_a_language(zh: Speech, en: Speech) -> None:
    assert zh.city
    first, near = stock_of(zh), stock_of(zh, places=("110108",))
    assert near.items is first.items
    assert {one.code for one in near.units} == {one.code for one in first.units}
    assert stock_of(en).items[0].shown != first.items[0].shown
    fewer = Speech(zh.say, city=zh.city.model_copy(update={"units": zh.city.units[:3]}), lang="zh")
    assert len(stock_of(fewer).units) == 3, "a city that is told anew is another one"
