"""A city without districts: streets lie right under it, nobody is in copy, and the level above a street is the city itself."""

from pathlib import Path
from typing import Any

import pytest

from api_client.models.commands import COMMANDS
from api_client.models.people import Person, Role
from tests.cities import shipped
from tests.fixtures import desks

STREET = "990001"


@pytest.mark.fact(7)
async def test_the_order_goes_to_the_street_without_a_copy_and_up_to_the_city(tmp_path: Path) -> None:
    flat = shipped("yunbian")
    office = desks.open_office(tmp_path / "hotline.db", flat)
    officer = desks.person(Role.UNIT_OFFICER, STREET)

    async def ask(by: Person, do: str, **fields: Any) -> Any:
        told = {"id": str(desks.new_id()), "do": do, "ticket": number, "seen": office.seen(number, by).version, **fields}
        return await office.submit(COMMANDS.validate_python(told), by)

    opened = await office.submit(desks.register(item=flat.catalogue[0].code, street=STREET, anonymous=True), desks.dispatcher(flat))
    number = opened.number
    sent = (await ask(desks.dispatcher(flat), "dispatch")).ticket
    assert (sent.lead, sent.cc, sent.tier, sent.district) == (STREET, "", "5d", "")
    await ask(officer, "sign")
    escalated = await ask(officer, "escalate", reason="需要全市统筹")
    assert [told.unit for told in escalated.told if told.role == "above"] == ["990000"]
    assert not escalated.held
    office.close()
