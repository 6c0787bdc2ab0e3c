"""Channels and tags are called by the city's own name in tickets, and by a name of the reader's language on the desk."""

from api_client.models.naming import MergedLine, Named, Naming

CITY = Naming(
    channels=("phone", "微信", "传真"), tags=("住有所居",),
    lines=(MergedLine(code="12318", name="文化市场", name_en="Culture"), MergedLine(code="L1", name="一")),
    named=(Named(name="微信", name_en="WeChat"), Named(name="住有所居", name_en="housing")),
)  # fmt: skip


def test_a_name_is_said_in_the_language_where_there_is_one() -> None:
    assert [CITY.said(name, "en") for name in ("微信", "住有所居", "传真", "phone", "")] == ["WeChat", "housing", "传真", "phone", ""]
    assert CITY.said("微信", "zh") == "微信"


def test_either_name_is_understood() -> None:
    assert [CITY.own(word) for word in ("WeChat", "wechat", "微信", "housing", "elsewhere")] == ["微信", "微信", "微信", "住有所居", "elsewhere"]


def test_a_merged_line_is_said_by_number_and_name() -> None:
    assert [CITY.line_said(code, lang) for code in ("12318", "L1", "7") for lang in ("zh", "en")] == [
        "12318 文化市场", "12318 Culture", "L1 一", "L1 一", "7", "7",
    ]  # fmt: skip


def test_a_city_told_by_an_older_hotline_is_called_by_its_own_names() -> None:
    old = Naming.model_validate(CITY.model_dump(exclude={"named"}))
    assert old.said("微信", "en") == "微信"
