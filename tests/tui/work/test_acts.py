"""What the two keys of each list ask, by who presses them."""

import pytest

from api_client.models.people import Person
from tests.playbook import AGENT, DISPATCHER, SUPERVISOR, officer
from tests.widgets.work.test_items import SECONDS, book
from tui.work.acts import Act, acts, together


@pytest.mark.parametrize(
    ("name", "life", "person", "first", "other"),
    [
        ("cosign", "extending", SUPERVISOR, "cosign", "decline"), ("sign", "unsigned", officer("1101"), "sign", "dispute"),
        ("callback", "to_call", AGENT, "call_back", "reveal"), ("supervision", "watched", officer("1101"), "comply", None),
        ("supervision", "watched", SUPERVISOR, "remind", "release"), ("dispute", "disputed", DISPATCHER, "rule", "rule"),
        ("whistle", "whistled", officer("D1"), "report_in", "interim"), ("whistle", "whistled", officer("S1"), "co_report", "interim"),
        ("whistle", "whistled", officer("1101"), "dismiss", None), ("whistle", "whistled", DISPATCHER, "remind", "waive"),
        ("joint", "whistled", officer("12"), "co_report", "interim"),
    ],
)  # fmt: skip
def test_each_list_has_a_way_and_another_one(name: str, life: str, person: Person, first: str, other: str | None) -> None:
    items = book(person, life).items(name, SECONDS)
    pair = acts(name, items[0], book(person).who)
    assert (pair[0].do, pair[1].do if pair[1] else None) == (first, other)


def test_the_forms_begin_with_what_is_known() -> None:
    [disputed] = book(DISPATCHER, "disputed").items("dispute", SECONDS)
    assert [act.raw if act else {} for act in acts("dispute", disputed, book(DISPATCHER).who)] == [{"upheld": True}, {"upheld": False}]
    late, _ = book(DISPATCHER, "whistled").items("whistle", SECONDS)
    assert acts("whistle", late, book(DISPATCHER).who)[1] == Act("waive", {"unit": "D1"})
    arrived = late._replace(told={**late.told, "reported_in": "2026-03-02T09:00:00Z"})
    assert acts("whistle", arrived, book(officer("D1")).who)[0] == Act("co_report")
    [redo] = book(DISPATCHER, "to_call").items("callback", SECONDS)
    assert acts("callback", redo._replace(told={**redo.told, "redo_due": True}), book(DISPATCHER).who)[0] == Act("reassign", {"kind": "redo"})


def test_several_are_signed_or_declined_at_once_and_unlike_ones_are_not() -> None:
    items = book(SUPERVISOR).items("cosign", SECONDS)
    act = together("cosign", items, book(SUPERVISOR).who, turned=True)
    assert act == Act("decline", {"request": "all", "which": "decline"})
    assert together("cosign", items[:1], book(SUPERVISOR).who, turned=False) == acts("cosign", items[0], book(SUPERVISOR).who)[0]
    parts = book(officer("1101"), "whistled").items("whistle", SECONDS)
    assert together("whistle", parts, book(officer("1101")).who, turned=False) is None, "each is let go by its own name"
    assert together("whistle", parts, book(officer("1101")).who, turned=True) is None
    assert together("whistle", [], book(officer("1101")).who, turned=True) is None
