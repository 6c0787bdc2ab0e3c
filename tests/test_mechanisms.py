"""Every fact of the mechanism is carried by something that exists, and shown by a test; or it says why nothing needs to."""

import typing
from pathlib import Path

import httpx
import pytest

from api_client.models import commands as c
from docs import mechanisms
from docs.mechanisms import ROOT, Fact, Proof
from fixtures.clock import Clock
from fixtures.people.accounts import Accounts
from fixtures.web import server
from fixtures.web.shell import FEED
from tests.cities import shipped
from tests.fixtures import desks

FACTS = mechanisms.facts()
CARRIED = [fact for fact in FACTS if not fact.why]
DOES = {order.model_fields["do"].default for order in (*typing.get_args(c.OnTicket), *typing.get_args(c.OnDossier), c.Register)}


def test_the_numbers_are_1_to_99_without_two_that_are_not_used() -> None:
    assert [fact.number for fact in FACTS] == [number for number in range(1, 100) if number not in (89, 90)]


@pytest.fixture(scope="module")
def proofs() -> dict[int, tuple[Proof, ...]]:
    return mechanisms.proofs()


def test_a_fact_that_is_no_context_is_shown_by_a_test(proofs: dict[int, tuple[Proof, ...]]) -> None:
    assert [f"{fact.number}: {fact.says}" for fact in CARRIED if not proofs.get(fact.number)] == [], "no test is marked with these facts"


@pytest.mark.parametrize("fact", CARRIED, ids=lambda fact: str(fact.number))
def test_what_carries_a_fact_exists(fact: Fact) -> None:
    assert fact.rules or fact.commands or fact.routes
    assert [name for name in fact.rules if not (ROOT / "fixtures" / "rules" / f"{name}.py").exists()] == []
    assert [do for do in fact.commands if do not in DOES] == []


async def test_every_route_that_carries_a_fact_is_served(tmp_path: Path) -> None:
    office = desks.open_office(tmp_path / "hotline.db", shipped("beijing"))
    shell = server.build(office, Accounts(office.log, office.city, wall=Clock.wall))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=shell), base_url="http://hotline") as web:
        served = set((await web.get("/openapi.json")).json()["paths"]) | {FEED}
    office.close()
    named = {route for fact in FACTS for route in fact.routes}
    assert {route for route in named if route not in served} == set()


def test_no_test_is_marked_with_a_fact_that_is_none(proofs: dict[int, tuple[Proof, ...]]) -> None:
    assert set(proofs) - {fact.number for fact in FACTS} == set()


def test_a_fact_that_is_context_says_why_and_is_carried_by_nothing() -> None:
    assert [fact for fact in FACTS if fact.why and (fact.rules or fact.commands or fact.routes)] == []
