"""What a desk says of a ticket by the mirror alone is in the language spoken, as far as the city has words in it."""

import json
from pathlib import Path

import pytest

from api_client.filter import FilterError
from tests.tui.desk_parts import CITY, Bench, ticket
from tui.filtering.filter_words import mistake


@pytest.mark.parametrize(("lang", "said"), [("zh", "本市没有「24h」这一档，只有 2h, 5d, 7d"), ("en", "no tier 24h in this city, only 2h, 5d, 7d")])
async def test_a_filter_names_a_tier_of_the_city_or_one_that_a_ticket_bears(tmp_path: Path, lang: str, said: str) -> None:
    bench = Bench(tmp_path, [ticket(1, tier="15d")], lang=lang)
    bench.mirror.remember(city=json.dumps(CITY | {"policies": [{"tiers": ["7d"]}, {"tiers": ["2h", "5d"]}]}))
    bench.desk.forget_city()
    assert [bench.desk.read_filter(f"tier:{tier}").terms[0].values for tier in ("5d", "7d", "15d")] == [("5d",), ("7d",), ("15d",)]
    with pytest.raises(FilterError) as caught:
        bench.desk.read_filter("tier:24h")
    assert mistake(caught.value, bench.desk.say) == said
    bench.close()


@pytest.mark.parametrize(("lang", "said"), [("zh", ("暖气不热", "微信")), ("en", ("Utilities / Heating / Cold radiators", "WeChat"))])
async def test_a_summary_names_line_and_channel_in_the_language_spoken(tmp_path: Path, lang: str, said: tuple[str, str]) -> None:
    line = {"code": "020101", "level1_en": "Utilities", "level2_en": "Heating", "level3_en": "Cold radiators"}
    told = CITY | {"catalogue": [line], "named": [{"name": "微信", "name_en": "WeChat"}]}
    bench = Bench(tmp_path, [ticket(1, item="020101", path="暖气不热", channel="微信"), ticket(2, path="其他", channel="传真")], lang=lang)
    bench.mirror.remember(city=json.dumps(told))
    bench.desk.forget_city()
    summary = bench.desk.summary("20261122-000001")
    assert summary is not None
    assert (summary["path"], summary["channel"]) == said
    other = bench.desk.summary("20261122-000002")
    assert other is not None
    assert (other["path"], other["channel"]) == ("其他", "传真"), "what has no other name keeps its own"
    assert bench.desk.summary("20261122-000003") is None
    bench.close()
