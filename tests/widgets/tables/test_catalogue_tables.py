"""Catalogue lines and the policy's values, as one reads them."""

import pytest

from api_client.models.city import Setting
from tests.cities import shipped
from tests.widgets.boards import speech
from widgets.tables import catalogue_tables as made


def test_a_line_is_told_with_owner_tier_milestones_and_since_when() -> None:
    item = shipped("beijing").items["020101"]
    [row] = made.lines([item], speech()).rows
    assert row.id == "item:020101"
    assert [cell.text for cell in row.cells] == ["暖气不热", "24h", "北京热力集团", "集中供暖", "市政公用", "020101"]
    page = "\n".join(line.plain for line in made.item_lines(item, speech()))
    for told in ("020101", "到场 2小时", "修复 4小时", "生效 2021-09-24 起"):
        assert told in page
    assert made.levels(item, speech("en"))[2] == item.level3_en


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (900, "s", "15分钟"), (0.25, "share", "25%"), (3, "count", "3"), (10, "days", "10天"), (5, "workdays", "5个工作日"), (True, "", "是"),
        ("district", "", "district"), ("", "", "-"),
    ],
)  # fmt: skip
def test_a_value_is_told_with_its_unit(value: float | str | bool, unit: str, said: str) -> None:
    assert made.value(Setting.model_validate({"key": "k", "value": value, "unit": unit, "basis": "law", "source": "s"}), speech()) == said


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("days_counted", "working", "工作日"), ("fallback", "district", "所在区"), ("rates.left_kinds", "praise inquiry", "表扬、咨询"),
        ("rates.left_kinds", "", "-"), ("another", "as it is", "as it is"),
    ],
)  # fmt: skip
def test_names_in_the_policy_are_told_in_words(key: str, value: str, said: str) -> None:
    assert made.value(Setting.model_validate({"key": key, "value": value, "unit": "", "basis": "law", "source": "s"}), speech()) == said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", ["beijing", "boston"])
def test_every_value_of_the_policy_has_a_name(city: str, lang: str) -> None:
    told = speech(lang)
    names = {one.key: made.called(one.key, told) for one in shipped(city).policies[-1].settings}
    assert [key for key, name in names.items() if key in name] == []
    assert len(set(names.values())) == len(names), "no two of them have one name"


def test_a_value_by_tier_has_the_tier_in_its_name_and_an_unknown_one_its_key() -> None:
    assert made.called("sign.2h", speech()) == "签收时限（2h）"
    assert [made.called(key, speech()) for key in ("new_rule", "new_rule.2h")] == ["new_rule", "new_rule.2h"]


def test_every_value_has_its_basis_and_source_and_can_be_searched() -> None:
    policy = shipped("beijing").policies[-1]
    table = made.settings(policy, speech())
    assert len(table.rows) == len(policy.settings)
    assert {row.cells[2].text for row in table.rows} <= {"法律法规", "标准", "别市做法", "本系统默认"}
    assert [row.id for row in made.narrowed(table, "redo_max").rows] == ["setting:redo_max"]
    assert made.narrowed(table, "没有这样的规则").rows == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_second_signature_is_told_in_words(lang: str) -> None:
    policy = shipped("beijing").policies[-1]
    for row, rule in zip(made.signatures(policy, speech(lang)).rows, policy.cosign, strict=True):
        told = [cell.text for cell in row.cells]
        assert all(told)
        assert not {rule.do, *rule.by} & set(told)
