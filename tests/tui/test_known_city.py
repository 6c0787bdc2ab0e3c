"""What a desk says of a ticket by the mirror alone is in the language spoken, as far as the city has words in it."""

import json
from pathlib import Path

import pytest

from tests.tui.desk_parts import CITY, Bench, ticket


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
