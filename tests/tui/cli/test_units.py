"""A script must hit exactly one unit."""

import pytest

from api_client.models.city import City
from tests.cities import shipped
from tui.cli.units import Ambiguous, find_unit


@pytest.fixture(scope="module")
def beijing() -> City:
    return shipped("beijing")


@pytest.mark.parametrize("text", ["海淀区", "haidianqu", "hdq", "HDQ", "ｈｄｑ", "Haidian District"])
def test_a_district_by_every_way_of_writing_it(beijing: City, text: str) -> None:
    assert beijing.by_code[find_unit(text, beijing, lang="en")].name == "海淀区"


def test_a_code_is_itself(beijing: City) -> None:
    assert find_unit("110108", beijing, lang="zh") == "110108"


def test_the_city_by_its_code(beijing: City) -> None:
    assert find_unit(beijing.code, beijing, lang="zh") == beijing.code


def test_several_are_listed_with_their_codes(beijing: City) -> None:
    with pytest.raises(Ambiguous) as unclear:
        find_unit("街道", beijing, lang="zh")
    assert len(unclear.value.names) > 2
    assert unclear.value.names[-1] == "…"
    assert unclear.value.names[0].split()[0] in beijing.by_code


def test_none_is_said(beijing: City) -> None:
    with pytest.raises(Ambiguous) as unclear:
        find_unit("zzzzzz", beijing, lang="zh")
    assert unclear.value.names == ()
