"""Which street or district an address names."""

import pytest

from api_client.models.placing import place_named
from tests.tui.fake_desk import beijing


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("海淀区花园路街道花园北路12号", "花园路街道"), ("花园路12号院3号楼", "花园路街道"), ("朝阳区三里屯", "三里屯街道"),
        ("昌平区回龙观", "回龙观街道"),
        ("海淀区某大厦", "海淀区"), ("海淀街道彩和坊路", "海淀街道"), ("Sanlitun, Chaoyang District", "三里屯街道"),
        ("12 Nowhere Lane, Haidian District", "海淀区"), ("海淀区 花 园 路 12号", "花园路街道"),
    ],
)  # fmt: skip
def test_the_street_or_else_the_district(address: str, place: str) -> None:
    assert beijing().by_code[place_named(address, beijing())].name == place


@pytest.mark.parametrize("address", ["", "建国路88号", "朝阳路12号", "somewhere"])
def test_nothing_where_none_is_named_and_a_road_s_name_is_no_district(address: str) -> None:
    assert place_named(address, beijing()) == ""


def test_a_street_of_another_district_is_not_believed() -> None:
    assert beijing().by_code[place_named("东城区花园路12号", beijing())].name == "东城区"
