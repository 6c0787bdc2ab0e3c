"""What a filter keeps, and in which order, asked of a real mirror."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from api_client.conditions import BY_ANYBODY, BY_THE_LEAD
from api_client.filter import Who, parse_filter
from api_client.mirror import Mirror
from api_client.models.city import Signer
from api_client.models.clock import ClockName
from api_client.models.ticket import Flag, Pending, Stage
from tests.api_client.told import NOW, clock, fill, lines, moment, page, ticket
from widgets.forms.command_fields import MODELS

PART = clock(ClockName.CO_DUE, 500).model_copy(update={"of": "s-wl"})


def asked(maker: str, role: str, unit: str = "") -> Pending:
    """A request that waits for a signature."""
    return Pending(request=UUID(int=7), do="extend", maker=maker, signers=(Signer(role=role, unit=unit),))


TICKETS = (
    ticket(1, stage=Stage.RECEIVED, received=moment(-60)),
    ticket(2, tier="15d", hops=1, dispatched=moment(-30)),
    ticket(3, tier="2h", hops=3, stage=Stage.IN_HAND, lead="s-wl"),
    ticket(4, stage=Stage.DISPUTED, hops=2, received=moment(-7200)),
    ticket(5, stage=Stage.CALLBACK, tier="", due=20),
    ticket(6, stage=Stage.IN_HAND, flags=(Flag.COSIGN,), cosigns=(asked("wang", "supervisor"),)),
    ticket(7, stage=Stage.IN_HAND, flags=(Flag.COSIGN,), cosigns=(asked("li", "unit_leader", "s-wl"),)),
    ticket(8, stage=Stage.IN_HAND, flags=(Flag.JOINT,), clocks=(clock(ClockName.DUE, 400), PART), next_clock=ClockName.DUE),
    ticket(9, stage=Stage.CLOSED, due=None, hops=9),
    ticket(10, stage=Stage.FED_BACK, flags=(Flag.REDO_DUE,)),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mirror]:
    mirror = Mirror.open(tmp_path_factory.mktemp("told") / "mirror.db")
    fill(mirror, TICKETS)
    yield mirror
    mirror.close()


def serials(mirror: Mirror, text: str, who: Who | None = None) -> list[int]:
    """The tickets that a filter line keeps, in its order."""
    return [int(line.number[-3:]) for line in lines(mirror, parse_filter(text, who=who))]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("hops:2", {4}), ("hops:2+", {3, 4}), ("hops:1-2", {2, 4}), ("-hops:0", {2, 3, 4}), ("hops:9 all", {9}), ("since:2m", {1, 2}),
     ("since:1h", {1, 2, 3, 5, 6, 7, 8, 10}), ("cosign", {6, 7}), ("tier:none", {5}), ("tier:none,2h", {3, 5}), ("burning", {5, 8})],
)  # fmt: skip
def test_what_is_kept(told: Mirror, text: str, kept: set[int]) -> None:
    assert set(serials(told, text)) == kept


def test_new_is_what_came_in_or_was_sent_out_since(told: Mirror) -> None:
    assert serials(told, "new", Who(looked=NOW - 100)) == [1, 2]
    assert serials(told, "new", Who(looked=NOW - 40)) == [2]
    assert serials(told, "new", Who(looked=NOW)) == []


@pytest.mark.parametrize(
    ("who", "kept"),
    [
        (Who("zhang", "dispatcher", "hotline", frozenset(("dispatch", "rule", "call_back", "reassign", "cosign"))), {1, 4, 5, 10}),
        (Who("liu", "agent", "hotline", frozenset(("answer", "call_back", "cosign"))), {1, 5}),
        (Who("he", "unit_officer", "u-heat", frozenset(("sign", "feedback", "cosign"))), {2, 6, 7, 8}),
        (Who("sun", "unit_officer", "s-wl", frozenset(("sign", "feedback", "cosign"))), {3, 8}),
        (Who("ma", "unit_leader", "s-wl", frozenset(("cosign",))), {7}),
        (Who("li", "unit_leader", "s-wl", frozenset(("cosign",))), set()),
        (Who("wei", "supervisor", "hotline", frozenset(("cosign",))), {6}),
        (Who("wang", "supervisor", "hotline", frozenset(("cosign",))), set()),
        (Who("shen", "auditor", "hotline"), set()),
    ],
)
def test_what_waits_for_me(told: Mirror, who: Who, kept: set[int]) -> None:
    assert set(serials(told, "waits:me", who)) == kept


@pytest.mark.parametrize(
    ("text", "first"), [("sort:newest", [1, 10]), ("sort:tier", [3, 8]), ("sort:hops", [3, 4, 2]), ("sort:hops all", [9, 3, 4]), ("sort:due", [5, 8])]
)
def test_orders(told: Mirror, text: str, first: list[int]) -> None:
    assert serials(told, text)[: len(first)] == first
    assert len(serials(told, text)) == (10 if "all" in text else 9)
    assert serials(told, "sort:tier")[-1] == 5, "no tier is known yet"


def test_the_steps_that_stages_wait_for_are_commands() -> None:
    acts: set[Any] = {act for acts in BY_ANYBODY.values() for act in acts} | set(BY_THE_LEAD.values())
    assert acts <= set(MODELS)
    assert {*BY_ANYBODY, *BY_THE_LEAD} <= set(Stage)


def test_counting_and_what_enters(mirror: Mirror) -> None:
    fill(mirror, TICKETS)
    assert mirror.count(parse_filter("hops:1-3"), NOW) == 3
    assert mirror.tally().burning(NOW + 30) == (1, len(mirror.burning(NOW + 30)) - 1)
    mark = mirror.newest_row()
    assert mirror.entered(mark, parse_filter(""), NOW) == []
    mirror.apply(page(1, ticket(11, due=40), ticket(1, version=2, title="改过")))
    assert [line.number[-3:] for line in mirror.entered(mark, parse_filter(""), NOW)] == ["011"]
    assert mirror.entered(mark, parse_filter("tier:2h"), NOW) == []
    numbers = ["20261122-000011", "20261122-000003", "nothing"]
    assert [line.number[-3:] for line in mirror.kept(numbers, parse_filter(""), NOW)] == ["011", "003"]
