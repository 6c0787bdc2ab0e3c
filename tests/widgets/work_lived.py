"""Tickets on which something waits, each lived through by the rules, as the feed tells them."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from api_client.filter import Who
from api_client.models.line import Line
from api_client.models.people import Person
from api_client.models.ticket import Ticket
from api_client.rows import row
from fixtures.derived import wire
from fixtures.rules.access import ASKS
from tests.playbook import AGENT, CITY, DISPATCHER, START, SUPERVISOR, Playbook, officer

NOW = START + timedelta(days=16, hours=1)
"""A moment after the last of these lives."""


def who(person: Person) -> Who:
    return Who(person.name, person.role.value, person.unit, ASKS[person.role])


def _disputed(book: Playbook) -> None:
    book.in_hand().ask(officer("1101"), "dispute", reason="不属本街道", legal_basis="市容条例第30条", suggested="D1")


def _ruled(book: Playbook) -> None:
    _disputed(book)
    book.ask(DISPATCHER, "rule", upheld=True, reason="属市样管委")


def _extending(book: Playbook) -> None:
    book.in_hand().ask(officer("1101"), "extend", hours=24, reason="管道需要订货", requester_told=True)


def _called_back(book: Playbook) -> None:
    book.at_callback().ask(AGENT, "call_back", reached=False)


def _watched(book: Playbook) -> None:
    book.in_hand().ask(SUPERVISOR, "supervise", why="media", reason="早间新闻报道")
    book.ask(SUPERVISOR, "instruct", leader="市政府办公厅", due=book.now + timedelta(days=20), text="月内办结")
    book.ask(DISPATCHER, "remind", text="请抓紧")


def _whistled(book: Playbook) -> None:
    book.in_hand().ask(officer("1101"), "whistle", kind="emergency", units=["D1", "S1"], matter="水管爆裂")
    book.ask(officer("S1"), "report_in")
    book.ask(officer("1101"), "join", unit="12", task="现场清障")


LIVES: dict[str, Callable[[Playbook], object]] = {
    "unsigned": Playbook.dispatched, "disputed": _disputed, "ruled": _ruled, "extending": _extending, "called_back": _called_back,
    "to_call": Playbook.at_callback, "watched": _watched, "whistled": _whistled, "in_hand": Playbook.in_hand,
}  # fmt: skip


@cache
def lived(name: str) -> Ticket:
    """The ticket of a life, under a number of its own."""
    book = Playbook(title=f"夜间施工扰民 {name}")
    LIVES[name](book)
    full = book.it.model_copy(update={"number": f"20260302-{list(LIVES).index(name) + 1:06}"})
    return Ticket.model_validate_json(wire.summary(wire.line(full)))


def told(name: str) -> dict[str, Any]:
    return lived(name).model_dump(mode="json")


def line(name: str) -> Line:
    return Line._make(row(told(name))[: len(Line._fields)])


CITY_JSON = CITY.model_dump_json()
