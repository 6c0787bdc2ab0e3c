"""The checker finds what it is there to find: each kind of lie, planted into a history that is true."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api_client.models.city import City
from api_client.models.commands import Note
from api_client.models.page import Outcome
from fixtures.deciding.office import Office
from tests.cities import shipped
from tests.fixtures import desks
from tests.torture.history import Deed, Heard, History, Look
from tests.torture.truth import Truth, Verdict, judge


@pytest.fixture(scope="module")
def beijing() -> City:
    return shipped("beijing")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, beijing: City) -> tuple[Truth, Outcome, list[Outcome], list[str]]:
    """A log with one ticket of three notes; what was told of each, and the ticket as it stood after each."""
    office: Office = desks.open_office(tmp_path_factory.mktemp("log") / "hotline.db", beijing)
    who = desks.dispatcher(beijing)
    [made] = office.run([(desks.register(), who)])
    assert isinstance(made, Outcome)
    told, stood = [], []
    for text in ("one", "two", "three"):
        [noted] = office.run([(desks.note(made, text), who)])
        assert isinstance(noted, Outcome)
        told.append(noted)
        full = office.reading.ticket(made.number)
        assert full is not None
        stood.append(full.model_dump_json())
    office.close()
    return Truth.read(office.log.path), made, told, stood


def deed(told: Outcome, *, began: float, ended: float, **other: object) -> Deed:
    return Deed("a", str(told.command), "note", told.number, 1, began, ended, "done", told.model_dump_json())._replace(**other)  # type: ignore[arg-type]


@pytest.fixture
def history(lived: tuple[Truth, Outcome, list[Outcome], list[str]]) -> History:
    """A history that is true: three notes one after the other, two looks, a feed of two pages."""
    _, made, told, stood = lived
    true = History()
    true.deeds = [deed(one, began=place * 2.0, ended=place * 2.0 + 1) for place, one in enumerate(told)]
    true.looks = [Look("b", made.number, 1.5, 1.6, stood[0]), Look("c", made.number, 5.5, 5.6, stood[2])]
    first = told[0].cursor
    true.heard = [
        Heard("a", first - 1, first, (first,), ((made.number, 2),)),
        Heard("a", first, first + 2, (first + 1, first + 2), ((made.number, 4),)),
    ]
    return true


def test_a_true_history_holds(lived: tuple[Truth, Outcome, list[Outcome], list[str]], history: History) -> None:
    assert judge(history, lived[0]) == Verdict((), (), ())


def refused(history: History) -> None:
    history.deeds[1] = history.deeds[1]._replace(became="refused", answer="{}")


def falsely_stale(history: History) -> None:
    history.deeds.append(Deed("a", "x", "note", history.deeds[0].ticket, 9, 0, 1, "stale", json.dumps({"version": 10, "changed": []})))


def another_ticket(history: History) -> None:
    answer = json.loads(history.deeds[1].answer)
    answer["ticket"]["title"] = "something else"
    history.deeds[1] = history.deeds[1]._replace(answer=json.dumps(answer))


def another_event(history: History) -> None:
    answer = json.loads(history.deeds[1].answer)
    answer["events"][0]["type"] = "closed"
    history.deeds[1] = history.deeds[1]._replace(answer=json.dumps(answer))


def over_before_it_began(history: History) -> None:
    history.deeds[2] = history.deeds[2]._replace(began=-2.0, ended=-1.0)


def an_old_look(history: History) -> None:
    history.looks[0] = history.looks[0]._replace(began=9.0, ended=9.1)


def a_look_ahead(history: History) -> None:
    history.looks[1] = history.looks[1]._replace(began=1.2, ended=1.3)


def a_look_at_nothing(history: History) -> None:
    history.looks[0] = history.looks[0]._replace(shown=history.looks[0].shown.replace("暖气不热", "路灯不亮"))


def a_gap(history: History) -> None:
    del history.heard[0]
    history.heard.insert(0, history.heard[0]._replace(after=history.heard[0].after - 1, cursor=history.heard[0].after, events=()))


def a_page_twice(history: History) -> None:
    history.heard.append(history.heard[1])


def an_old_ticket_on_a_page(history: History) -> None:
    history.heard[1] = history.heard[1]._replace(tickets=((history.deeds[0].ticket, 2),))


def an_answer_nobody_expects(history: History) -> None:
    history.deeds.append(Deed("a", "x", "note", history.deeds[0].ticket, 1, 0, 1, "unexpected", '{"detail": "?"}'))


@pytest.mark.parametrize(
    "lie",
    [
        refused, falsely_stale, another_ticket, another_event, over_before_it_began, an_old_look, a_look_ahead, a_look_at_nothing, a_gap,
        a_page_twice, an_old_ticket_on_a_page, an_answer_nobody_expects,
    ],
    ids=lambda lie: lie.__name__,
)  # fmt: skip
def test_a_lie_is_found(lived: tuple[Truth, Outcome, list[Outcome], list[str]], history: History, lie: Callable[[History], None]) -> None:
    lie(history)
    verdict = judge(history, lived[0])
    assert verdict.lies
    assert not verdict.holds


def test_what_is_lost_and_what_is_doubled_is_found(lived: tuple[Truth, Outcome, list[Outcome], list[str]], history: History, beijing: City) -> None:
    gone = Note(id=desks.new_id(), ticket=history.deeds[0].ticket, seen=1, text="gone")
    history.deeds.append(history.deeds[0]._replace(id=str(gone.id)))
    history.deeds.append(history.deeds[0]._replace(id="never", became="unanswered", answer=""))
    twice = json.loads(history.deeds[1].answer)
    twice["events"] = []
    history.deeds[1] = history.deeds[1]._replace(answer=json.dumps(twice))
    verdict = judge(history, lived[0])
    assert len(verdict.lost) == 2
    assert len(verdict.doubled) == 1


def test_a_log_is_read_whole(lived: tuple[Truth, Outcome, list[Outcome], list[str]], tmp_path: Path) -> None:
    truth, made, told, stood = lived
    assert [row["seq"] for row in truth.rows] == list(range(1, len(truth.rows) + 1))
    now = truth.stood(made.number, told[-1].ticket.version)
    assert now is not None
    assert now.model_dump_json() == stood[-1]
    assert truth.stood(made.number, 99) is None
    assert truth.stood("nothing", 1) is None
