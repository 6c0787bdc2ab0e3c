"""A city without districts: streets lie right under it, nobody is in copy, and the level above a street is the city itself."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from api_client.models.city import City
from api_client.models.commands import COMMANDS
from api_client.models.people import Person, Role
from fixtures.city.load import SHIPPED, load_city
from tests.fixtures import desks

UNITS = """code,kind,name,name_en,pinyin,initials,parent
620200,city,样市,Sample,yangshi,ys,
620201,street,样一街道,First Street,yangyijiedao,yyjd,620200
B01,department,样市城管局,City Works,chengguanju,cgj,620200
"""


@pytest.fixture
def flat(tmp_path: Path) -> City:
    """Two levels: a city, a street and a department."""
    folder = Path(shutil.copytree(SHIPPED / "beijing", tmp_path / "flat"))
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "population.csv").unlink()
    head, first, *_ = (folder / "catalogue.csv").read_text(encoding="utf-8").splitlines()
    (folder / "catalogue.csv").write_text(f"{head}\n{first.replace(',D14,', ',B01,')}\n", encoding="utf-8")
    policy = (folder / "policy.toml").read_text(encoding="utf-8")
    (folder / "policy.toml").write_text(policy.replace('code = "110000"', 'code = "620200"'), encoding="utf-8")
    return load_city(folder)


@pytest.mark.fact(7)
async def test_the_order_goes_to_the_street_without_a_copy_and_up_to_the_city(tmp_path: Path, flat: City) -> None:
    office = desks.open_office(tmp_path / "hotline.db", flat)
    officer = desks.person(Role.UNIT_OFFICER, "620201")

    async def ask(by: Person, do: str, **fields: Any) -> Any:
        told = {"id": str(desks.new_id()), "do": do, "ticket": number, "seen": office.seen(number, by).version, **fields}
        return await office.submit(COMMANDS.validate_python(told), by)

    opened = await office.submit(desks.register(item=flat.catalogue[0].code, street="620201", anonymous=True), desks.dispatcher(flat))
    number = opened.number
    sent = (await ask(desks.dispatcher(flat), "dispatch")).ticket
    assert (sent.lead, sent.cc, sent.tier, sent.district) == ("620201", "", "7d", "")
    await ask(officer, "sign")
    escalated = await ask(officer, "escalate", reason="需要全市统筹")
    assert [told.unit for told in escalated.told if told.role == "above"] == ["620200"]
    assert not escalated.held
    office.close()
