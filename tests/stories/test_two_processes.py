"""Two hotlines on one PostgreSQL: killed in turn and cut off from it, nothing is lost or told twice; together they do once what one would."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from itertools import cycle

import pytest

from api_client.models import commands as c
from api_client.models.city import City
from api_client.models.page import Outcome
from api_client.models.people import Role
from api_client.models.ticket import Flag
from fixtures.deciding.office import Office
from fixtures.log.places import Url
from fixtures.people.accounts import Accounts
from fixtures.serving.attending import Attendance
from fixtures.serving.surges import Watch
from fixtures.webhooks.kept import Hooks
from fixtures.webhooks.posting import Poster
from tests.cities import shipped
from tests.fixtures import desks
from tests.fixtures.webhooks.test_posting import Receiver
from tests.hotlines import PASSWORD, QUICK
from tests.postgres import Cluster, postgres, why_not  # noqa: F401 - a fixture
from tests.torture.pair import fail_over
from tests.torture.place import folder
from tests.torture.ran import Scale

pytestmark = [pytest.mark.skipif(bool(why_not()), reason=why_not()), pytest.mark.xdist_group("postgres")]

SHORT = Scale(seconds=0.8, every=0.4, calm=0.4, streams=5, people=4, rate=12, times=1, troubles=("connections ended",))


async def test_each_is_killed_and_the_database_lets_go_and_nothing_is_lost_doubled_or_missed(postgres: Cluster) -> None:  # noqa: F811
    with folder() as place:
        ran = await fail_over(postgres, place, SHORT, seed=20261123)
    assert ran.verdict.holds, ran.verdict
    assert not ran.gaps
    assert not ran.other
    assert [dict(phase.troubles) for phase in ran.phases] == [{"kill -9 of a hotline": 2}, {"connections ended": 1}]
    assert all(phase.answered for phase in ran.phases)
    assert ran.connections > ran.streams == SHORT.streams, "streams were broken and taken up again"


@pytest.fixture
def city() -> City:
    return shipped("beijing")


@asynccontextmanager
async def both(cluster: Cluster, city: City) -> AsyncIterator[tuple[Office, Office]]:
    """Two offices on one log, each hearing of the other as in a process of its own, at the same moment of a clock that stands."""
    place = Url(cluster.fresh())
    offices = desks.open_office(place, city), desks.open_office(place, city)
    async with AsyncExitStack() as stack:
        for office in offices:
            stack.callback(office.close)
            stack.push_async_callback(Attendance(office).close)
        yield offices


def types(office: Office) -> list[str]:
    """Of all events, in their order."""
    with office.log.reader() as reader:
        return [str(kind) for kind in reader.exec_driver_sql("SELECT type FROM event ORDER BY seq").scalars()]


async def test_what_time_and_the_city_bring_about_is_written_once(postgres: Cluster, city: City) -> None:  # noqa: F811
    async with both(postgres, city) as (one, other):
        by, street, item = desks.dispatcher(city), desks.street_of(city), city.catalogue[0].code
        watches = [Watch(one), Watch(other)]
        calls = [desks.register(f"第{at}户停暖", item=item, street=street, anonymous=True) for at in range(10)]
        told = await asyncio.gather(*(office.submit(call, by) for office, call in zip(cycle((one, other)), calls, strict=False)))
        assert len({outcome.number for outcome in told}) == 10, "no number twice"
        await asyncio.gather(*(watch.look() for watch in watches), return_exceptions=True)
        tickets = [ticket for outcome in told if (ticket := one.reading.ticket(outcome.number))]
        assert [sum(flag in ticket.flags for ticket in tickets) for flag in (Flag.SURGE_PARENT, Flag.SURGE_CHILD)] == [1, 9]
        due = tickets[0].clocks[0].due
        for office in (one, other):
            office.clock.jump(due + timedelta(minutes=1))
        await asyncio.gather(one.sweep(), other.sweep(), one.sweep(), other.sweep())
        found = types(one)
    assert found.count("missed") == 10
    assert found.count("gathered") == 10


async def test_whoever_is_asked_knows_what_the_other_decided(postgres: Cluster, city: City) -> None:  # noqa: F811
    async with both(postgres, city) as (one, other):
        by, street = desks.dispatcher(city), desks.street_of(city)
        officer = desks.person(Role.UNIT_OFFICER, street)
        made = await one.submit(desks.register(), by)
        foretold = await other.preview(desks.dispatch(made, street, tier="24h"), by)
        sent = await other.submit(desks.dispatch(made, street, tier="24h"), by)
        assert foretold.ticket.clocks == sent.ticket.clocks
        for fields in ({"do": "sign"}, {"do": "contact", "text": "已联系"}, {"do": "extend", "hours": 2, "reason": "等材料", "requester_told": True}):
            asked = c.COMMANDS.validate_python({"id": desks.new_id(), "ticket": made.number, "seen": 999, **fields})
            assert not isinstance(asked, c.Register | c.Load | c.OnDossier)
            sent = await one.submit(asked, officer)
        signed: Outcome = await other.submit(
            c.CoSign(id=desks.new_id(), ticket=made.number, seen=999, request=sent.ticket.cosigns[0].request), desks.supervisor(city)
        )
        assert [event.type for event in signed.events] == ["cosigned", "extended"]
        assert one.view(made.number, by).ticket == other.view(made.number, by).ticket


async def test_who_signs_in_at_one_is_known_to_the_other_until_they_sign_out(postgres: Cluster, city: City) -> None:  # noqa: F811
    async with both(postgres, city) as (one, other):
        wall = lambda: desks.START  # noqa: E731
        here, there = (Accounts(office.log, city, wall=wall, hasher=QUICK) for office in (one, other))
        await one.do(lambda: here.add("chief", role=Role.SUPERVISOR, unit=city.code, password=PASSWORD))
        session = await one.do(lambda: here.open_session(desks.supervisor(city).model_copy(update={"name": "chief"})))
        assert (known := there.person(session.token)) is not None
        assert known.name == "chief"
        await other.do(lambda: there.close_session(session.token))
        assert here.person(session.token) is None


async def test_a_webhook_is_told_each_event_once_although_two_could(postgres: Cluster, city: City) -> None:  # noqa: F811
    receiver = Receiver()
    now: datetime = desks.START
    async with both(postgres, city) as (one, other):
        Hooks(one.log, city).add("crm", "https://crm.example.org/", known=())
        posters = [Poster(office, line=receiver.line, wall=lambda: now, chance=lambda: 0.5) for office in (one, other)]
        working = [asyncio.create_task(poster.run()) for poster in posters]
        try:
            for place, office in zip(range(20), cycle((one, other)), strict=False):
                await office.submit(desks.register(f"路灯不亮{place}"), desks.dispatcher(city))
            await desks.until(lambda: len(receiver.events) >= 20)
        finally:
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
    assert receiver.events == list(range(1, 21))
