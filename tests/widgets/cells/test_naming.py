"""Names where there is little room: what is left of one tells units apart, and no place is said twice."""

import pytest

from widgets.cells.naming import place_said, short_name


@pytest.mark.parametrize(
    ("name", "city", "said"),
    [
        ("北京热力集团", "北京市", "热力集团"),
        ("市城市管理委", "北京市", "市城市管理委"),
        ("北京市", "北京市", "北京市"),
        ("Beijing District Heating Group", "Beijing", "Heating Group"),
        ("Municipal Commission of Urban Management", "Beijing", "Urban Management"),
        ("Municipal Administration for Market Regulation", "Beijing", "Market Regulation"),
        ("Municipal Committee of the Communist Youth League", "Beijing", "Communist Youth League"),
        ("Municipal Water Authority", "Beijing", "Water Authority"),
        ("Mentougou District", "Beijing", "Mentougou District"),
        ("District", "Beijing", "District"),
        ("Public Works Department", "City of Boston", "Public Works Department"),
        ("110101", "", "110101"),
    ],
)
def test_a_short_name_begins_with_what_tells_the_unit_apart(name: str, city: str, said: str) -> None:
    assert short_name(name, city) == said


def test_a_place_that_the_address_names_is_not_said_again() -> None:
    assert place_said(["延庆区", "延庆镇"], "延庆区延庆镇幸福路95号院") == ["延庆区延庆镇幸福路95号院"]
    assert place_said(["Yanqing District", "Yanqing Town"], "95 Xingfu Road, Yanqing Town") == ["Yanqing District", "95 Xingfu Road, Yanqing Town"]
    assert place_said(["延庆区", ""], "幸福路95号院") == ["延庆区", "幸福路95号院"]
    assert place_said(["延庆区", "延庆镇"], "") == ["延庆区", "延庆镇"]
