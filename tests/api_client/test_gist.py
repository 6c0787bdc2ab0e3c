"""A city's gist says what the city says, and is believed of that city alone."""

import json
from pathlib import Path

import pytest

from api_client import gist
from api_client.mirror import Mirror

CITY = {
    "name": "北京市", "name_en": "Beijing", "zone": "Asia/Shanghai", "policies": [{"tiers": ["1h"]}, {"tiers": ["2h", "9d"]}],
    "units": [{"code": "110000", "name": "北京市", "name_en": "Beijing", "pinyin": "beijingshi"}, {"code": "110101", "name": "东城区"}],
}  # fmt: skip


def test_it_holds_the_newest_tiers_and_every_units_names() -> None:
    told = gist.gist_of(CITY)
    assert (told["name"], told["zone"], told["tiers"]) == ("北京市", "Asia/Shanghai", ("2h", "9d"))
    assert told["units"] == {"110000": ("北京市", "Beijing"), "110101": ("东城区", "东城区")}


def test_of_no_city_it_says_what_is_usual() -> None:
    assert gist.gist_of({}) == {"name": "", "name_en": "", "zone": "", "tiers": gist.USUAL_TIERS, "units": {}}


def test_a_mirror_keeps_it_with_the_city(tmp_path: Path) -> None:
    mirror = Mirror.open(tmp_path / "mirror.db")
    mirror.remember(city=json.dumps(CITY), city_etag='"1"')
    told = gist.read(mirror.meta("gist"), '"1"')
    assert told is not None
    assert told["units"]["110101"] == ["东城区", "东城区"]
    assert gist.read(mirror.meta("gist"), '"2"') is None, "another city was put in by who knows of no gists"
    mirror.remember(city=json.dumps(CITY))
    assert gist.read(mirror.meta("gist"), "") is None, "a city without a mark cannot be told from another"
    mirror.close()


@pytest.mark.parametrize("city", ["", "[]", "7", '{"units": [{}]}', '{"units": 7}', '{"policies": "x"}'])
def test_what_makes_no_sense_has_none(city: str) -> None:
    assert gist.written(city, '"1"') == ""
