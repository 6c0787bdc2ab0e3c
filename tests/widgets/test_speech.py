"""Moments, spans and names are told in the city's time and in the person's language."""

from datetime import timedelta

import pytest

from api_client.models.city import CatalogueItem, City
from api_client.models.ticket import Kind, Stage, Ticket
from tests.tui.fake_desk import NOW
from tests.widgets.ticket_lines import SECONDS
from widgets.speech import Speech


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        *((0, "0 s"), (15, "15 s"), (61, "1m01s"), (300, "5 min"), (599, "9m59s"), (600, "10 min"), (3599, "59 min"), (-60, "1 min")),
        *((3600, "1h"), (3660, "1h01m"), (86_400, "1d"), (90_000, "1d 1h")),
    ],
)
def test_a_span_is_as_fine_as_it_matters(en: Speech, seconds: int, said: str) -> None:
    assert en.span(seconds) == said


def test_seconds_alone_are_told_without_minutes(zh: Speech) -> None:
    assert (zh.span(15), zh.span(75), zh.span(120)) == ("15秒", "1分15秒", "2分钟")


def test_a_moment_is_told_in_the_citys_time(zh: Speech) -> None:
    assert zh.moment(NOW, SECONDS) == "20:00"
    assert zh.moment(NOW + timedelta(hours=4), SECONDS) == "11-23 00:00"
    assert zh.moment(NOW + timedelta(days=60), SECONDS) == "2027-01-21 20:00"


def test_an_unknown_value_is_told_by_its_name(zh: Speech) -> None:
    assert zh.word("stage", "teleported") == "teleported"
    assert zh.unit("nowhere") == "nowhere"


def test_channels_tags_and_merged_lines_are_told_in_the_persons_language(zh: Speech, en: Speech) -> None:
    assert [speech.channel(name) for speech in (zh, en) for name in ("phone", "首都之窗", "fax")] == [
        "电话", "首都之窗", "fax", "phone", "Capital Window portal", "fax",
    ]  # fmt: skip
    assert (zh.tag("住有所居"), en.tag("住有所居")) == ("住有所居", "housing")
    assert (zh.line("12318"), en.line("12318"), en.line("7\x1b")) == ("12318 文化市场举报", "12318 Culture market", "7␛")
    assert Speech(en.say, lang="en").channel("首都之窗") == "首都之窗"


def test_a_place_in_the_catalogue_is_told_in_the_persons_language(zh: Speech, en: Speech) -> None:
    line = CatalogueItem(
        code="010101", level1="市政", level2="供暖", level3="暖气不热", level1_en="Utilities", level2_en="Heating", level3_en="Cold radiators",
        owner="street", tier="24h",
    )  # fmt: skip
    assert en.city is not None
    city = City.model_validate(en.city.model_dump() | {"catalogue": [line]})
    english = Speech(en.say, city=city, lang="en")
    told = Ticket(
        number="20261122-000001", version=1, title="x", kind=Kind.REQUEST, stage=Stage.RECEIVED, received=NOW, item="010101", path="市政 / 供暖"
    )
    assert english.path(told) == "Utilities / Heating / Cold radiators"
    assert zh.path(told) == "市政 / 供暖"
    assert english.path(told.model_copy(update={"item": "no longer known"})) == "市政 / 供暖"
