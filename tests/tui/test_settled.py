"""What was asked by one key, and what became of it."""

import json
from typing import Any
from uuid import uuid4

import pytest

from api_client.models.commands import Dispatch, Note, Register
from api_client.models.unborn import UNBORN
from api_client.outbox import Row
from tui.settled import asked_as, what_became

NUMBER = "20261122-000009"


def row(do: str = "register", ticket: str = "", state: str = "done", **told: Any) -> Row:
    answer = json.dumps({"number": NUMBER, "events": [{"type": "registered"}]} | told)
    return Row(1, str(uuid4()), ticket, do, "{}", "", 0.0, 0.0, 1, state, answer, 1.0, 0)  # type: ignore[arg-type] # one of the states


def test_a_registration_with_its_dispatch_is_one_thing_on_one_ticket() -> None:
    asked = [Register(id=uuid4(), title="样"), Dispatch(id=uuid4(), ticket=UNBORN, seen=0)]
    assert asked_as(asked) == ("register_and_dispatch", 1)
    assert asked_as(asked[:1]) == ("register", 1)


def test_one_command_on_many_tickets_is_counted() -> None:
    assert asked_as([Note(id=uuid4(), ticket=f"20261122-{serial:06}", seen=1, text="样") for serial in range(3)]) == ("note", 3)


def test_a_registration_is_told_by_the_number_it_was_given() -> None:
    assert what_became(row()) == (NUMBER, "")
    assert what_became(row(events=[{"type": "inquired"}])) == (NUMBER, "register.became_inquiry")


def test_who_may_see_contacts_now_is_told_where() -> None:
    assert what_became(row("reveal", NUMBER)) == (NUMBER, "page.contacts.ready")
    assert what_became(row("reveal", NUMBER, "refused")) == (NUMBER, "")


@pytest.mark.parametrize(
    ("do", "ticket", "number"), [("note", NUMBER, NUMBER), ("register", "", ""), ("dispatch", "6f2b0c4e-6d1f-5c1e-9a53-2f7f3a0c1d00", "")]
)
def test_anything_else_is_told_by_the_ticket_it_is_on(do: str, ticket: str, number: str) -> None:
    assert what_became(row(do, ticket, "refused")) == (number, "")
