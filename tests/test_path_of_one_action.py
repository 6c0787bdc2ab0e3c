"""The path of one action, step by step as docs/path-of-one-action.md tells it: a command goes down, a page comes up."""

from collections.abc import AsyncIterator
from pathlib import Path

import argon2
import httpx
import pytest

from api_client.client import Client
from api_client.mirror import Mirror
from api_client.models.commands import Reassign
from api_client.models.page import Outcome
from api_client.models.people import Role
from api_client.outbox import Outbox
from api_client.sync import Sync
from fixtures.clock import Clock
from fixtures.deciding.office import Office
from fixtures.people.accounts import Accounts
from fixtures.web import server
from tests.cities import shipped
from tests.fixtures import desks
from tui.keymap import KEYS
from widgets.forms.command_fields import fields_of
from widgets.outcome.drafting import command_for, target

PASSWORD = "correct horse"
CITY = shipped("beijing")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return desks.open_office(tmp_path / "hotline.db", CITY)


@pytest.fixture
async def sync(tmp_path: Path, office: Office) -> AsyncIterator[Sync]:
    """A desk whose line is the hotline itself, without a network between them."""
    accounts = Accounts(office.log, CITY, wall=Clock.wall, hasher=argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts.add("dispatcher", role=Role.DISPATCHER, unit=CITY.code, password=PASSWORD)
    client = Client("http://hotline", transport=httpx.ASGITransport(app=server.build(office, accounts)))
    await client.sign_in("dispatcher", PASSWORD)
    mirror, outbox = Mirror.open(tmp_path / "mirror.db"), Outbox.open(tmp_path / "outbox.db")
    yield Sync(client, mirror, outbox, now=lambda: 0.0)
    await client.close()
    mirror.close()
    outbox.close()
    office.close()


async def test_the_path(sync: Sync, office: Office) -> None:
    street = desks.street_of(CITY)
    dispatcher = desks.dispatcher(CITY)
    registered = await office.submit(desks.register(street=street), dispatcher)
    number = (await office.submit(desks.dispatch(registered, street), dispatcher)).number
    await sync.meet()
    before, held = office.log.head().seq, sync.mirror.cursor
    seen = sync.mirror.ticket(number)
    assert seen is not None

    # 1 the key
    assert next(row for row in KEYS if row.id == "reassign").keys[0] == "r"

    # 2 the form's fields become a command
    assert {"unit", "reason"} <= {field.name for field in fields_of("reassign")}
    command = command_for("reassign", {"unit": "110108", "reason": "属地在海淀"}, target(number, seen=seen["version"]))
    assert isinstance(command, Reassign)

    # 3 kept before the key is answered
    sync.outbox.put([command], now=0.0)
    assert [(row.ticket, row.state) for row in sync.outbox.waiting()] == [(number, "waiting")]

    # 4, 5, 6, 7 sent under its own id and decided once, however often it is sent
    (row,) = await sync.push()
    assert (row.id, row.state) == (str(command.id), "done")
    outcome = Outcome.model_validate_json(row.answer)
    assert await sync.client.submit(command) == outcome

    # 8 what the rule made of it: the lead changes, the first receiver and the due time stay
    (event,) = outcome.events
    assert (event.type, event.data["unit"]) == ("reassigned", "110108")
    assert all(change.name != "due" for change in outcome.clocks)

    # 9 the turn: one more event in the log, numbered densely
    assert office.log.head().seq == event.seq == before + 1

    # 10, 11, 12 the page comes up and is taken in whole
    page = await sync.pull()
    assert (page.after, page.cursor) == (held, event.seq)
    after = sync.mirror.ticket(number)
    assert after is not None
    assert (after["lead"], after["first_receiver"], after["hops"]) == ("110108", seen["first_receiver"], 1)

    # 13, 14 and it says which lines to paint anew
    assert [ticket.number for ticket in page.tickets] == [number]


def test_the_page_tells_as_many_steps() -> None:
    text = (Path(__file__).parents[1] / "docs/path-of-one-action.md").read_text(encoding="utf-8")
    assert [f"| {step} |" in text for step in range(1, 15)] == [True] * 14
