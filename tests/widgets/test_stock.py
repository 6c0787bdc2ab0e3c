"""What fields choose from, the nearest to the ticket first."""

from tui.words.words import Words
from widgets.speech import Speech
from widgets.stock import stock_of


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
