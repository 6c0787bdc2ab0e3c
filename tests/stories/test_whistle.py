"""A road caves in: the street signs, whistles, waits for everybody's result, and every leader signs before the requester is called back.

Over HTTP, against the whole hotline, on a clock that the test sets.
"""

import uuid
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import argon2
import httpx
import pytest

from api_client.client import Client
from api_client.errors import Refused
from api_client.models.clock import ClockName, ClockState
from api_client.models.commands import COMMANDS
from api_client.models.page import Outcome, Told
from api_client.models.people import Role
from api_client.models.ticket import Flag, FullTicket, Stage
from fixtures.clock import Clock
from fixtures.deciding.office import Office
from fixtures.log.events import Log
from fixtures.people.accounts import Accounts
from fixtures.web import server
from tests.cities import shipped
from tests.fixtures import desks

STREET, DISTRICT, WATER, TRAFFIC, POWER = "110101001", "110101", "D17", "D16", "S05"
PASSWORD = "long enough"
MINUTES = timedelta(minutes=1)


class Centre:
    """A hotline in this process, with a client for everybody who works on the ticket."""

    def __init__(self, folder: Path) -> None:
        self.clock = desks.still()
        self.city = shipped("beijing")
        self.office = Office(Log.open(folder / "hotline.db", city=self.city.code), self.city, self.clock)
        cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        self.accounts = Accounts(self.office.log, self.city, wall=Clock.wall, hasher=cheap)
        self.transport = httpx.ASGITransport(app=server.build(self.office, self.accounts))
        self.clients: dict[str, Client] = {}
        self.number = ""

    async def open(self) -> None:
        """Everybody signs in."""
        hired = [("dispatcher", Role.DISPATCHER, self.city.code), ("agent", Role.AGENT, self.city.code)]
        for unit in (STREET, WATER, TRAFFIC, POWER):
            hired += [(f"officer {unit}", Role.UNIT_OFFICER, unit), (f"leader {unit}", Role.UNIT_LEADER, unit)]
        for name, role, unit in hired:
            self.accounts.add(name.replace(" ", "-"), role=role, unit=unit, password=PASSWORD)
            client = self.clients[name] = Client("http://hotline", transport=self.transport, lang="en")
            client.token = (await client.sign_in(name.replace(" ", "-"), PASSWORD)).token

    async def close(self) -> None:
        for client in self.clients.values():
            await client.close()
        self.office.close()

    async def ticket(self, name: str = "dispatcher") -> FullTicket:
        """The ticket as this person sees it."""
        return (await self.clients[name].ticket(self.number)).ticket

    async def ask(self, name: str, do: str, *, preview: bool = False, **fields: Any) -> Outcome:
        """Ask as this person, who has just looked."""
        body: dict[str, Any] = {"id": uuid.uuid4(), "do": do, **fields}
        if do != "register":
            body |= {"ticket": self.number, "seen": (await self.ticket(name)).version}
        client = self.clients[name]
        outcome = await (client.preview if preview else client.submit)(COMMANDS.validate_python(body))
        assert isinstance(outcome, Outcome)
        self.number = outcome.number
        return outcome

    async def refused(self, name: str, do: str, **fields: Any) -> str:
        """The sentence with which the hotline refuses."""
        with pytest.raises(Refused) as caught:
            await self.ask(name, do, **fields)
        return f"{caught.value.problem.code}: {caught.value.problem.detail}"

    async def later(self, **length: float) -> None:
        """Time passes, and the hotline records it."""
        self.clock.jump(self.clock.now() + timedelta(**length))
        while await self.office.sweep():
            pass


@pytest.fixture
async def centre(tmp_path: Path) -> AsyncIterator[Centre]:
    centre = Centre(tmp_path)
    await centre.open()
    yield centre
    await centre.close()


async def called_out(centre: Centre) -> Outcome:
    """The street has the order in hand and whistles two departments in an emergency."""
    await centre.ask("agent", "register", title="路面塌陷", street=STREET, urgent=True, requester={"name": "演示人", "phone": "13800000000"})
    await centre.ask("dispatcher", "dispatch", unit=STREET, tier="24h", reason="属地应急")
    await centre.ask(f"officer {STREET}", "sign")
    await centre.ask(f"officer {STREET}", "contact", text="已电话联系")
    return await centre.ask(f"officer {STREET}", "whistle", kind="emergency", units=[WATER, TRAFFIC], mode="joint", matter="断路抢险")


@pytest.mark.fact(10, 35, 44)
async def test_a_whistle_calls_units_that_did_not_see_the_ticket_before(centre: Centre) -> None:
    await centre.ask("agent", "register", title="路面塌陷", street=STREET, requester={"phone": "13800000000"})
    with pytest.raises(Refused):
        await centre.ticket(f"officer {WATER}")
    told = (await called_out(centre)).told
    assert {one.unit for one in told if one.role == "co_unit"} == {WATER, TRAFFIC}
    assert Told(unit=DISTRICT, role="district") in told
    view = await centre.clients[f"officer {WATER}"].ticket(centre.number)
    may = {ask.do: ask.may for ask in view.asks}
    assert (may["report_in"], may["co_report"], may["feedback"], may["whistle"]) == (True, False, False, False)
    seen = view.ticket
    assert (seen.lead, seen.co_units, Flag.WHISTLED in seen.flags) == (STREET, (WATER, TRAFFIC), True)


@pytest.mark.fact(9, 10, 12, 15, 35, 44)
async def test_from_the_whistle_to_the_callback(centre: Centre) -> None:
    whistled = await called_out(centre)
    at = centre.clock.now()
    assert {(change.name, change.of, change.due_to) for change in whistled.clocks} == {
        (ClockName.WHISTLE, unit, at + 30 * MINUTES) for unit in (WATER, TRAFFIC)
    }
    await centre.later(minutes=20)
    await centre.ask(f"officer {WATER}", "report_in", text="已到场")
    await centre.later(minutes=20)
    missed = (await centre.clients["dispatcher"].ticket(centre.number)).timeline[-1]
    assert (missed.type, missed.data["clock"], missed.data["of"]) == ("missed", "whistle", TRAFFIC)
    late = await centre.ask(f"officer {TRAFFIC}", "report_in", text="堵车")
    assert late.events[-1].data["late"] is True
    joined = await centre.ask("dispatcher", "join", unit=POWER, task="切断路灯电源")
    left = at + timedelta(hours=24) - centre.clock.now()
    assert [(change.of, change.due_to) for change in joined.clocks] == [(POWER, centre.clock.now() + left * 0.6)]

    told: dict[str, Any] = {"solved": True, "handling": "路面已回填", "requester_agrees": True}
    no = await centre.refused(f"officer {STREET}", "feedback", **told)
    assert no.startswith("co_units_open: ")
    assert all(centre.city.by_code[unit].name_en in no for unit in (WATER, TRAFFIC, POWER)), no
    for unit in (WATER, TRAFFIC, POWER):
        await centre.ask(f"officer {unit}", "co_report", solved=True, text="已处理")
    preview = await centre.ask(f"officer {STREET}", "feedback", preview=True, **told)
    assert {signer.unit for signer in preview.must_sign} == {STREET, WATER, TRAFFIC, POWER}
    request = (await centre.ask(f"officer {STREET}", "feedback", **told)).ticket.cosigns[0].request
    for unit in (POWER, STREET, WATER):
        assert (await centre.ask(f"leader {unit}", "cosign", request=request)).ticket.stage is Stage.SIGNING
    assert (await centre.ask(f"leader {TRAFFIC}", "cosign", request=request)).ticket.stage is Stage.CALLBACK
    await centre.ask(f"officer {TRAFFIC}", "appraise", score=4)
    await centre.ask(f"officer {STREET}", "dismiss", unit=TRAFFIC, stayed=True, score=3, text="到得晚")
    closed = await centre.ask("dispatcher", "call_back", reached=True, responded=True, solved=True, satisfied=5, attitude=5)
    assert closed.ticket.stage is Stage.CLOSED

    ticket = await centre.ticket()
    states = {clock.key: clock.state for clock in ticket.clocks}
    assert states[f"whistle@{WATER}"] is ClockState.MET
    assert states[f"whistle@{TRAFFIC}"] is ClockState.MISSED
    assert states[f"co_due@{POWER}"] is ClockState.MET
    assert not [clock.key for clock in ticket.clocks if clock.open]
    assert ticket.first_receiver == ticket.lead == STREET
    traffic = ticket.co_order(TRAFFIC)
    assert traffic is not None
    assert (traffic.stayed, traffic.score, traffic.lead_score, traffic.result) == (True, 3, 4, "已处理")
    assert [person.unit for person in ticket.held[0].signed] == [POWER, STREET, WATER, TRAFFIC]


async def test_declining_one_signature_brings_the_feedback_back(centre: Centre) -> None:
    await called_out(centre)
    for unit in (WATER, TRAFFIC):
        await centre.ask(f"officer {unit}", "report_in")
        await centre.ask(f"officer {unit}", "co_report", solved=unit == WATER, text="如实报送")
    held = await centre.ask(f"officer {STREET}", "feedback", solved=True, handling="全部办结")
    back = await centre.ask(f"leader {TRAFFIC}", "decline", request=held.ticket.cosigns[0].request, reason="路灯未恢复")
    assert (back.ticket.stage, back.ticket.cosigns) == (Stage.IN_HAND, ())
