"""What waits for whom: read from summaries that the rules made, for every kind of person."""

import pytest

from api_client.models.people import Person
from tests.playbook import AGENT, AUDITOR, DISPATCHER, SUPERVISOR, leader, officer
from tests.widgets.work_lived import LIVES, NOW, line, told, who
from widgets.work.items import READS, Actor, Book, Item

SECONDS = int(NOW.timestamp())


def book(person: Person, *names: str) -> Book:
    made = Book(who(person))
    for name in names or LIVES:
        made.take(line(name), told(name))
    return made


def only(tab: str, life: str, person: Person) -> Item:
    [item] = book(person, life).items(tab, SECONDS)
    return item


@pytest.mark.parametrize(
    ("tab", "life", "mine", "others"),
    [
        ("cosign", "extending", SUPERVISOR, officer("1101")), ("cosign", "ruled", SUPERVISOR, DISPATCHER),
        ("sign", "unsigned", officer("1101"), DISPATCHER), ("callback", "to_call", AGENT, officer("1101")),
        ("callback", "called_back", DISPATCHER, AUDITOR), ("dispute", "disputed", DISPATCHER, officer("1101")),
        ("supervision", "watched", officer("1101"), officer("D1")), ("supervision", "watched", SUPERVISOR, AGENT),
        ("joint", "whistled", officer("12"), officer("1101")),
    ],
)  # fmt: skip
def test_a_thing_is_mine_where_i_am_the_one_to_act(tab: str, life: str, mine: Person, others: Person) -> None:
    assert only(tab, life, mine).mine
    assert not only(tab, life, others).mine
    assert only(tab, life, others).actors


def test_each_called_unit_waits_for_itself_and_a_reported_one_for_the_lead() -> None:
    late, there = book(officer("D1"), "whistled").items("whistle", SECONDS)
    assert [(one.told["unit"], one.mine, one.actors) for one in (late, there)] == [("D1", True, (Actor("D1"),)), ("S1", False, (Actor("S1"),))]
    assert (late.line.next_clock, late.id) == ("whistle", f"{late.number} D1")
    part = told("whistled")
    for one in part["waiting"]["parts"]:
        one["reported"] = "2026-03-02T12:00:00Z"
    lead = Book(who(leader("1101")))
    lead.take(line("whistled"), part)
    assert {one.actors for one in lead.items("whistle", SECONDS)} == {(Actor("1101"),)}
    assert lead.count("whistle") == (2, 2)


def test_a_ruling_that_is_asked_for_waits_for_whoever_signs_it() -> None:
    assert only("dispute", "ruled", DISPATCHER).actors == (Actor("1", "supervisor"),)
    assert only("dispute", "disputed", DISPATCHER).told["suggested"] == "D1"


def test_a_callback_that_reached_nobody_can_be_tried_again_from_the_next_half_day() -> None:
    item = only("callback", "called_back", DISPATCHER)
    assert (item.after > int(NOW.timestamp()), item.line.next_clock) == (True, "callback")
    first, second = book(AGENT, "called_back", "to_call").items("callback", SECONDS)
    assert (first.after, second.after) == (0, item.after), "what can be done now comes first"
    redo = told("to_call") | {"flags": ["redo_due"]}
    made = Book(who(AGENT))
    made.take(line("to_call")._replace(flags="redo_due"), redo)
    [waits] = made.items("callback", SECONDS)
    assert (waits.mine, waits.actors) == (False, (Actor(role="dispatcher"),)), "an agent sends nothing out"


def test_what_is_mine_comes_first_then_what_burns() -> None:
    items = book(SUPERVISOR).items("cosign", SECONDS)
    assert [item.mine for item in items] == sorted((item.mine for item in items), reverse=True)
    assert [item.line.next_due for item in items if item.mine] == sorted(item.line.next_due for item in items if item.mine)


def test_a_ticket_that_goes_on_leaves_its_list_and_one_that_is_gone_leaves_all() -> None:
    made = book(DISPATCHER, "disputed", "whistled")
    assert made.count("dispute") == (1, 1)
    made.take(line("disputed")._replace(stage="in_hand"), told("in_hand"))
    assert made.count("dispute") == (0, 0)
    made.drop(line("whistled").number)
    assert all(made.count(name) == (0, 0) for name in READS)


def test_a_summary_of_an_older_hotline_still_makes_items() -> None:
    made = Book(who(SUPERVISOR))
    for name in LIVES:
        made.take(line(name), {key: value for key, value in told(name).items() if key != "waiting"})
    assert {name: made.count(name)[1] for name in READS} == {
        "cosign": 2, "sign": 1, "callback": 2, "supervision": 1, "dispute": 2, "whistle": 0, "joint": 0,
    }  # fmt: skip
