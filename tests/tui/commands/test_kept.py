"""A command in the outbox, read again: what it is on, and why it was not done."""

import json
from typing import Any, cast

from api_client.outbox import Row
from tests.tui.fake_desk import FakeDesk
from tui.commands.kept import alike, body, on, problem, refusal
from tui.words.words import Words


def kept(ticket: str, answer: str = "", state: Any = "refused", **asked: Any) -> Row:
    given: dict[str, Any] = dict.fromkeys(Row._fields, "") | {"ticket": ticket, "answer": answer, "state": state, "body": json.dumps(asked)}
    return Row(**given)


def test_a_dossier_s_command_is_on_it_in_the_newest_version_known() -> None:
    desk = FakeDesk().as_desk
    [line] = on(kept("P2026-0001", dossier="P2026-0001", seen=3), desk) or []
    assert (line.number, line.version) == ("P2026-0001", 3)
    stale = json.dumps({"status": 412, "code": "stale", "detail": "变了", "version": 5})
    [line] = on(kept("P2026-0001", stale, "stale", dossier="P2026-0001", seen=3), desk) or []
    assert line.version == 5


def test_what_makes_something_new_is_on_nothing_and_a_ticket_that_left_is_told() -> None:
    desk = FakeDesk()
    assert on(kept("", title="x"), desk.as_desk) == []
    assert on(kept("20261122-000001"), desk.as_desk) is None
    desk.mirror.tickets["20261122-000001"] = cast(Any, {})
    assert [line.number for line in on(kept("20261122-000001"), desk.as_desk) or []] == ["20261122-000001"]


def test_a_refusal_is_read_again_in_the_person_s_language() -> None:
    refused = json.dumps({"status": 409, "code": "no_measure", "detail": "没有措施"})
    assert [told.detail for lang in ("zh", "en") if (told := refusal(kept("x", refused), Words(lang)))] == ["没有措施", "no measure waits to be done"]
    assert refusal(kept("x"), Words("en")) is None
    found = problem(kept("x", refused))
    assert found is not None
    assert found.code == "no_measure"
    assert problem(kept("x", refused, "unexpected")) is None
    assert body(kept("x", do="remark")) == {"do": "remark"}


def test_one_form_asks_again_what_was_asked_alike() -> None:
    one, two = (kept(f"t{serial}", do="sign", id=serial, seen=serial, note="甲", request=f"r{serial}") for serial in range(2))
    other = kept("t3", do="sign", note="乙")
    assert alike([one, other, two]) == [one, two]
    assert alike([other, one]) == [other]
    assert alike([]) == []
