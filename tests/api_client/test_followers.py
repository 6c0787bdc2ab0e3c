"""What waits behind a registration: sent with its number, never before, never alone, and never parted from it by a kill."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from api_client import followers
from api_client.models.commands import COMMANDS, Dispatch, Register
from api_client.models.unborn import UNBORN
from api_client.outbox import Outbox

ROOT = Path(__file__).parents[2]
NUMBER = "20261122-000009"


def call(title: str = "路灯不亮") -> Register:
    return Register(id=uuid4(), title=title, anonymous=True)


def then() -> Dispatch:
    return Dispatch(id=uuid4(), ticket=UNBORN, seen=0)


def answer(event: str = "registered") -> str:
    """As much of an Outcome as matters."""
    return json.dumps({"number": NUMBER, "ticket": {"version": 3}, "events": [{"type": event}]})


def both(outbox: Outbox, *, hold: float = 0.0) -> tuple[Register, Dispatch]:
    asked = call(), then()
    outbox.put(asked, now=1.0, hold=hold)
    return asked


def due(outbox: Outbox, now: float = 9.0) -> list[str]:
    return [row.id for row in outbox.due(now)]


def test_it_is_not_due_before_its_registration_is_done(outbox: Outbox) -> None:
    registering, dispatching = both(outbox)
    assert due(outbox) == [str(registering.id)]
    assert [(row.do, row.number) for row in outbox.waiting()] == [("register", ""), ("dispatch", "")]
    outbox.begin(str(registering.id))
    assert outbox.settle(str(registering.id), state="done", answer=answer(), now=2.0)
    assert due(outbox) == [str(dispatching.id)]
    [row] = outbox.waiting()
    sent = COMMANDS.validate_json(row.body)
    assert sent == dispatching.model_copy(update={"ticket": NUMBER, "seen": 3})


@pytest.mark.parametrize("state", ["refused", "unexpected"])
def test_after_a_refusal_it_waits_and_goes_with_the_mended_registration(outbox: Outbox, state: str) -> None:
    registering, _ = both(outbox)
    outbox.settle(str(registering.id), state=state, answer="{}", now=2.0)  # type: ignore[arg-type] # one of the states
    assert due(outbox) == []
    assert outbox.next_due() is None
    mended, again = call("路灯不亮，共三盏"), then()
    outbox.retry(str(registering.id), mended, again, now=3.0)
    assert [row.id for row in outbox.waiting()] == [str(mended.id), str(again.id)]
    assert due(outbox) == [str(mended.id)]
    outbox.settle(str(mended.id), state="done", answer=answer(), now=4.0)
    assert [row.number for row in outbox.due(9.0)] == [NUMBER]


def test_where_the_call_became_an_inquiry_nothing_is_dispatched_and_it_says_so(outbox: Outbox) -> None:
    registering, dispatching = both(outbox)
    outbox.settle(str(registering.id), state="done", answer=answer("inquired"), now=2.0)
    assert due(outbox) == []
    [row] = outbox.trouble()
    assert (row.id, row.number, row.state) == (str(dispatching.id), NUMBER, "refused")
    assert json.loads(row.answer)["code"] == followers.BECAME_INQUIRY


def test_done_after_all_lets_it_go(outbox: Outbox) -> None:
    registering, dispatching = both(outbox)
    outbox.settle(str(registering.id), state="unexpected", answer="{}", now=2.0)
    outbox.settle(str(registering.id), state="done", answer=answer(), now=3.0)
    assert due(outbox) == [str(dispatching.id)]


def test_undoing_dropping_and_acknowledging_the_registration_takes_it_along(outbox: Outbox) -> None:
    both(outbox, hold=5.0)
    assert len(outbox.undo(2.0)) == 2
    dropped, _ = both(outbox)
    assert outbox.drop(str(dropped.id))
    seen, _ = both(outbox)
    outbox.settle(str(seen.id), state="refused", answer="{}", now=2.0)
    outbox.acknowledge(str(seen.id))
    assert outbox.waiting() == []


def test_behind_no_registration_it_is_not_taken(outbox: Outbox) -> None:
    with pytest.raises(ValueError, match="nothing registers"):
        outbox.put([then()], now=1.0)
    assert outbox.waiting() == []


def test_a_kill_right_after_the_registration_was_settled_loses_no_wish(tmp_path: Path) -> None:
    box = Outbox.open(tmp_path / "outbox.db")
    registering, dispatching = both(box)
    box.close()
    script = (
        "import os, sys; from pathlib import Path; from api_client.outbox import Outbox\n"
        "box = Outbox.open(Path(sys.argv[1])); box.settle(sys.argv[2], state='done', answer=sys.argv[3], now=2.0); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "outbox.db"), str(registering.id), answer()]
    assert subprocess.run(command, cwd=ROOT, env=os.environ, timeout=60, check=False).returncode == -9
    again = Outbox.open(tmp_path / "outbox.db")
    assert due(again) == [str(dispatching.id)]
    assert again.damaged is None
    again.close()
