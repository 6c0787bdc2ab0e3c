"""A log with twins holds as one that was played: the chain, the tables, the answers; and every twin is a ticket of its own."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from api_client.models import commands as c
from api_client.models.city import City
from api_client.models.people import Role
from benchmarks import twins
from fixtures.log import answers
from fixtures.log.events import Log
from fixtures.verify.whole import verify
from tests.cities import shipped
from tests.fixtures import desks

TIMES = 7


@pytest.fixture(scope="module")
def city() -> City:
    return shipped("beijing")


@pytest.fixture
def played(tmp_path: Path, city: City) -> Path:
    """Two tickets of one caller, dispatched to a street, and a problem that is bigger than both."""
    path = tmp_path / "played.db"
    office, by = desks.open_office(path, city), desks.dispatcher(city)
    for title in ("暖气不热", "路灯不亮"):
        [made] = office.run([(desks.register(title, requester=c.Contacts(name="李示例", phone="10000000001"), new_facts=True), by)])
        assert not isinstance(made, Exception)
        [sent] = office.run([(desks.dispatch(made, desks.street_of(city)), by)])
        assert not isinstance(sent, Exception)
    supervisor = desks.person(Role.SUPERVISOR, city.code)
    problem = c.OpenProblem(id=desks.new_id(), title="每月一题", theme="冬季供暖", month="2026-11", lead=desks.street_of(city))
    [opened] = office.run([(problem, supervisor)])
    assert not isinstance(opened, Exception), opened
    office.close()
    return path


def rows(path: Path, asked: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(asked).fetchall()


def test_everything_holds_and_each_twin_is_a_ticket_of_its_own(played: Path, tmp_path: Path, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "STEPS_AT_ONCE", 2)
    grown = tmp_path / "grown.db"
    events = twins.grow(played, grown, times=TIMES)
    [(of_tickets,)] = rows(played, "SELECT count(*) FROM event WHERE ticket < 'A'")
    assert events == of_tickets * TIMES  # type: ignore[operator]
    with closing(Log.open(grown, city=city.code)) as log, closing(Log.open(played, city=city.code)) as old:
        assert verify(log, city) is None
        assert log.secret == old.secret
    for table in ("ticket", "contact", "sight", "score"):
        assert rows(grown, f"SELECT count(*) FROM {table}") == [(n * TIMES,) for (n,) in rows(played, f"SELECT count(*) FROM {table}")]  # type: ignore[operator]
    assert rows(grown, "SELECT count(DISTINCT requester) FROM ticket") == [(TIMES,)]
    assert not rows(grown, "SELECT * FROM dossier")


def test_an_answer_tells_of_its_own_twin(played: Path, tmp_path: Path) -> None:
    grown = tmp_path / "grown.db"
    twins.grow(played, grown, times=TIMES)
    for id, seq, reply in rows(grown, "SELECT id, seq, reply FROM command"):
        told = json.loads(bytes(reply))  # type: ignore[call-overload]
        assert (told["command"], told["cursor"]) == (id, seq)
        [(ticket, data)] = rows(grown, f"SELECT ticket, data FROM event WHERE seq = {told['events'][-1]['seq']} AND command = '{id}'")
        assert ticket == told["number"] == told["ticket"]["number"]
        assert json.loads(str(data)) == told["events"][-1]["data"]


def test_a_long_log_is_packed_as_one_that_was_played(played: Path, tmp_path: Path, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "STEPS_AT_ONCE", 1)
    monkeypatch.setattr(answers, "ENOUGH", 200)
    grown, many = tmp_path / "grown.db", answers.ENOUGH
    twins.grow(played, grown, times=many)
    plain = "SELECT count(*) FROM command WHERE substr(reply, 1, 1) = x'7b'"
    assert rows(grown, plain) == [(many,)], "what came before there was enough to learn from"
    assert rows(grown, "SELECT count(*) FROM command") == [(4 * many,)]
    with closing(Log.open(grown, city=city.code)) as log:
        assert verify(log, city) is None


def test_a_day_with_too_many_tickets_has_no_room_for_twins(played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "APART", 2)
    with pytest.raises(ValueError, match="more than 1 tickets"):
        twins.grow(played, tmp_path / "grown.db", times=TIMES)
