"""Commands: exactly once, in one order, refused with a reason."""

from collections.abc import Callable
from uuid import uuid4

import httpx
import pytest

from tests.conformance.conftest import COMMANDS, Said
from tests.conformance.contract import held, refused

Ask = Callable[..., httpx.Response]


def test_a_command_says_what_it_did(registered: Said) -> None:
    assert registered["ticket"]["number"] == registered["number"]
    assert registered["ticket"]["version"] == len(registered["events"])
    assert registered["cursor"] > 0
    assert not registered["held"]


def test_asked_again_it_is_answered_again_and_not_done_again(web: httpx.Client, asked: Ask, registered: Said) -> None:
    id, note = str(uuid4()), {"do": "note", "ticket": registered["number"], "seen": registered["ticket"]["version"], "text": "once"}
    first = held(asked(id, **note), COMMANDS)
    again = held(asked(id, **note), COMMANDS)
    assert first.status_code == again.status_code == 200
    assert again.json() == first.json()
    assert web.get(f"/v1/tickets/{registered['number']}").json()["ticket"]["version"] == first.json()["ticket"]["version"]
    assert held(web.get(f"/v1/commands/{id}"), COMMANDS).json() == first.json()


def test_an_id_is_good_for_one_command(asked: Ask, registered: Said) -> None:
    id, note = str(uuid4()), {"do": "note", "ticket": registered["number"], "seen": registered["ticket"]["version"]}
    assert asked(id, **note, text="one").status_code == 200
    assert refused(asked(id, **note, text="another"), 409, COMMANDS)["code"] == "id_reused"


def test_a_preview_does_nothing(web: httpx.Client, asked: Ask, registered: Said) -> None:
    id, note = str(uuid4()), {"do": "note", "ticket": registered["number"], "seen": registered["ticket"]["version"], "text": "perhaps"}
    shown = held(asked(id, preview=True, **note), COMMANDS).json()
    assert (shown["cursor"], shown["ticket"]["version"]) == (0, registered["ticket"]["version"] + 1)
    assert web.get(f"/v1/tickets/{registered['number']}").json()["ticket"]["version"] == registered["ticket"]["version"]
    refused(web.get(f"/v1/commands/{id}"), 404, COMMANDS)
    assert asked(id, **note).status_code == 200, "the same id can be asked in earnest"


def test_who_looked_before_it_changed_is_told_so_and_changes_nothing(
    web: httpx.Client, asked: Ask, may: Callable[..., None], registered: Said
) -> None:
    may("answer", "route_elsewhere")
    number, seen = registered["number"], registered["ticket"]["version"]
    assert asked(do="answer", ticket=number, seen=seen, text="Answered at once.").status_code == 200
    stands = web.get(f"/v1/tickets/{number}").json()["ticket"]["version"]
    late = asked(do="route_elsewhere", ticket=number, seen=seen, exit="outside_duty", reason="seen before it was answered")
    assert late.status_code in (409, 412), late.text
    problem = refused(late, late.status_code, COMMANDS)
    if late.status_code == 412:
        assert problem["version"] == stands
        assert [event["version"] for event in problem["changed"]] == list(range(seen + 1, stands + 1))
    assert web.get(f"/v1/tickets/{number}").json()["ticket"]["version"] == stands


def test_a_rule_s_refusal_has_its_name_and_keeps_nothing(web: httpx.Client, asked: Ask, may: Callable[..., None], registered: Said) -> None:
    may("call_back")
    number, seen = registered["number"], registered["ticket"]["version"]
    asks = {ask["do"]: ask for ask in web.get(f"/v1/tickets/{number}").json()["asks"]}
    if asks["call_back"]["may"]:
        pytest.skip("this hotline calls back before anything was done")
    told = refused(asked(do="call_back", ticket=number, seen=seen, reached=False), 409, COMMANDS)
    assert told["code"] == asks["call_back"]["code"], "what the ticket's own list says of it"
    assert web.get(f"/v1/tickets/{number}").json()["ticket"]["version"] == seen


def test_a_command_on_what_is_not_there(asked: Ask) -> None:
    refused(asked(do="note", ticket="19990101-000001", seen=1, text="to nobody"), 404, COMMANDS)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ({"do": "fly"}, "do"),
        ({"do": "note", "seen": 1, "text": "no ticket"}, "ticket"),
        ({"do": "note", "ticket": "20260101-000001", "seen": "soon", "text": "when"}, "seen"),
        ({"do": "register", "title": ""}, "title"),
    ],
)  # fmt: skip
def test_a_malformed_command_is_told_which_field_is_at_fault(asked: Ask, command: Said, field: str) -> None:
    assert refused(asked(**command), 422, COMMANDS)["field"] == field


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"do": "note"' + b" " * 20])
def test_what_is_no_json_object_is_no_command(web: httpx.Client, body: bytes) -> None:
    answer = web.put(f"/v1/commands/{uuid4()}", content=body, headers={"content-type": "application/json"})
    refused(answer, 422, COMMANDS)


def test_commands_asked_at_once_all_happen_in_one_order(web: httpx.Client, asked: Ask, registered: Said) -> None:
    number, seen = registered["number"], registered["ticket"]["version"]
    outcomes = [asked(do="note", ticket=number, seen=seen, text=f"note {turn}").json() for turn in range(5)]
    assert [one["ticket"]["version"] for one in outcomes] == list(range(seen + 1, seen + 6)), "notes mean the same whatever happened meanwhile"
    cursors = [one["cursor"] for one in outcomes]
    assert cursors == sorted(set(cursors))
