import json
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from api_client import outbox as outbox_module
from api_client.errors import Damaged, DiskFull, LocalError, NewerFile
from api_client.models.commands import Contacts, Note, Register
from api_client.outbox import Outbox
from api_client.schema import connect
from tests.api_client.told import note

ROOT = Path(__file__).parents[2]


def ids(rows: list[outbox_module.Row]) -> list[str]:
    return [row.id for row in rows]


def test_a_command_waits_as_it_was_asked(outbox: Outbox) -> None:
    asked = note(1, "张先生：“来了两次”")
    outbox.put([asked], now=100.0)
    [row] = outbox.waiting()
    assert (row.id, row.ticket, row.do) == (str(asked.id), asked.ticket, "note")
    assert (row.state, row.tries, row.made, row.hold_until) == ("waiting", 0, 100.0, 100.0)
    assert Note.model_validate_json(row.body) == asked


def test_the_file_is_for_its_owner_alone(outbox: Outbox) -> None:
    outbox.put([note(1)], now=0.0)
    assert {stat.S_IMODE(part.stat().st_mode) for part in outbox.path.parent.iterdir()} == {0o600}


def test_what_was_put_survives_a_kill(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from api_client.outbox import Outbox; from api_client.models.commands import COMMANDS\n"
        "box = Outbox.open(Path(sys.argv[1])); box.put([COMMANDS.validate_json(sys.argv[2])], now=1.0); os.kill(os.getpid(), 9)"
    )
    asked = note(1)
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "outbox.db"), asked.model_dump_json()], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == -9
    outbox = Outbox.open(tmp_path / "outbox.db")
    assert ids(outbox.waiting()) == [str(asked.id)]
    assert outbox.damaged is None
    outbox.close()


def test_of_each_ticket_only_the_oldest_is_due(outbox: Outbox) -> None:
    first, second, other = note(1), note(1), note(2)
    outbox.put([first], now=1.0)
    outbox.put([second], now=2.0)
    outbox.put([other], now=3.0)
    assert ids(outbox.due(3.0)) == [str(first.id), str(other.id)]
    assert outbox.settle(str(first.id), state="refused", answer="{}", now=4.0)
    assert ids(outbox.due(4.0)) == [str(second.id), str(other.id)]
    assert ids(outbox.waiting()) == [str(second.id), str(other.id)]


def test_requests_without_a_number_wait_for_nobody(outbox: Outbox) -> None:
    calls = [Register(id=uuid4(), title=title) for title in ("暖气", "路灯")]
    outbox.put(calls, now=1.0)
    assert ids(outbox.due(1.0)) == [str(call.id) for call in calls]


def test_what_is_held_is_not_due_and_holds_what_is_behind(outbox: Outbox) -> None:
    held, behind = note(1), note(1)
    outbox.put([held], now=10.0, hold=5.0)
    outbox.put([behind], now=11.0)
    assert (outbox.due(14.9), outbox.next_due()) == ([], 15.0)
    assert ids(outbox.due(15.0)) == [str(held.id)]


def test_a_clock_that_was_set_back_keeps_nothing_waiting(outbox: Outbox) -> None:
    outbox.put([note(1)], now=1_000_000.0, hold=5.0)
    assert outbox.due(999_999.0) == []
    assert len(outbox.due(500_000.0)) == 1


def test_undo_takes_back_the_newest_batch_that_is_still_held(outbox: Outbox) -> None:
    older, both = [note(1)], [note(2), note(3)]
    outbox.put(older, now=10.0, hold=5.0)
    outbox.put(both, now=11.0, hold=5.0)
    assert ids(outbox.undo(12.0)) == [str(one.id) for one in both]
    assert outbox.row(str(both[0].id)) is None
    assert ids(outbox.undo(14.9)) == [str(older[0].id)]
    assert outbox.undo(14.9) == []


def test_what_is_being_sent_cannot_be_undone(outbox: Outbox) -> None:
    asked = note(1)
    outbox.put([asked], now=10.0, hold=5.0)
    assert outbox.begin(str(asked.id))
    assert outbox.undo(12.0) == []
    assert outbox.undo(99.0) == []


def test_what_was_undone_is_not_begun(outbox: Outbox) -> None:
    asked = note(1)
    outbox.put([asked], now=10.0, hold=5.0)
    outbox.undo(11.0)
    assert not outbox.begin(str(asked.id))
    assert not outbox.settle(str(asked.id), state="done", answer="{}", now=12.0)


def test_the_first_answer_counts_but_done_is_done(outbox: Outbox) -> None:
    asked = note(1)
    outbox.put([asked], now=1.0)
    assert outbox.settle(str(asked.id), state="refused", answer='{"a":1}', now=2.0)
    assert not outbox.settle(str(asked.id), state="stale", answer='{"a":2}', now=3.0)
    assert ids(outbox.trouble()) == [str(asked.id)]
    assert outbox.settle(str(asked.id), state="done", answer='{"a":3}', now=4.0)
    assert not outbox.settle(str(asked.id), state="refused", answer='{"a":4}', now=5.0)
    row = outbox.row(str(asked.id))
    assert row
    assert (row.state, row.answer, row.settled) == ("done", '{"a":3}', 4.0)


def test_asking_twice_with_one_id_keeps_one(outbox: Outbox) -> None:
    asked = note(1)
    outbox.put([asked], now=1.0)
    outbox.put([asked], now=2.0)
    assert len(outbox.waiting()) == 1
    with pytest.raises(ValueError, match="another command"):
        outbox.put([note(9), asked.model_copy(update={"text": "别的"})], now=3.0)
    assert len(outbox.waiting()) == 1


def test_a_mended_command_waits_anew_and_the_refused_one_is_acknowledged(outbox: Outbox) -> None:
    first, mended = note(1, seen=1), note(1, seen=2)
    outbox.put([first], now=1.0)
    outbox.settle(str(first.id), state="stale", answer="{}", now=2.0)
    outbox.retry(str(first.id), mended, now=3.0, hold=5.0)
    assert outbox.trouble() == []
    assert ids(outbox.due(8.0)) == [str(mended.id)]
    assert ids(outbox.undo(7.0)) == [str(mended.id)]


def test_an_unchanged_command_is_asked_again_under_its_own_id_and_in_its_place(outbox: Outbox) -> None:
    first, second = note(1), note(1)
    outbox.put([first, second], now=1.0)
    outbox.settle(str(first.id), state="unexpected", answer="{}", now=2.0)
    outbox.retry(str(first.id), first, now=3.0)
    assert ids(outbox.due(3.0)) == [str(first.id)]
    with pytest.raises(ValueError, match="not refused"):
        outbox.retry(str(first.id), note(1), now=4.0)


@pytest.mark.parametrize("no", ["refused", "stale"])
def test_what_was_refused_is_asked_again_under_another_id_only(outbox: Outbox, no: Literal["refused", "stale"]) -> None:
    asked = note(1)
    outbox.put([asked], now=1.0)
    outbox.settle(str(asked.id), state=no, answer="{}", now=2.0)
    with pytest.raises(ValueError, match="another id"):
        outbox.retry(str(asked.id), asked, now=3.0)
    assert [row.id for row in outbox.trouble()] == [str(asked.id)]


def test_what_was_acknowledged_is_no_trouble_any_more(outbox: Outbox) -> None:
    refused, waits = note(1), note(2)
    outbox.put([refused, waits], now=1.0)
    outbox.settle(str(refused.id), state="refused", answer="{}", now=2.0)
    outbox.acknowledge(str(refused.id))
    outbox.acknowledge(str(waits.id))
    assert outbox.trouble() == []
    assert ids(outbox.waiting()) == [str(waits.id)]
    assert ids(outbox.latest()) == [str(waits.id), str(refused.id)]


def test_old_answers_are_forgotten_and_nothing_else(outbox: Outbox) -> None:
    done, refused, waits, seen = note(1), note(2), note(3), note(4)
    outbox.put([done, refused, waits, seen], now=1.0)
    outbox.settle(str(done.id), state="done", answer="{}", now=2.0)
    for one in (refused, seen):
        outbox.settle(str(one.id), state="refused", answer="{}", now=2.0)
    outbox.acknowledge(str(seen.id))
    outbox.forget(2.0)
    assert len(outbox.latest()) == 4
    outbox.forget(3.0)
    assert set(ids(outbox.latest())) == {str(refused.id), str(waits.id)}


def test_a_full_disk_keeps_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(*args: object, **options: object) -> sqlite3.Connection:
        db = real(*args, **options)  # type: ignore[arg-type]  # whatever it is called with
        db.execute("PRAGMA max_page_count = 20")
        return db

    real = connect
    monkeypatch.setattr(outbox_module, "connect", small)
    outbox = Outbox.open(tmp_path / "outbox.db")
    outbox.put([note(1)], now=1.0)
    with pytest.raises(DiskFull):
        outbox.put([note(n, "很长" * 5000) for n in range(2, 20)], now=2.0)
    assert len(outbox.waiting()) == 1
    outbox.put([note(3)], now=3.0)
    outbox.close()


def test_a_locked_file_is_said(tmp_path: Path) -> None:
    outbox = Outbox.open(tmp_path / "outbox.db", busy=0.05)
    other = sqlite3.connect(tmp_path / "outbox.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LocalError, match="locked"):
        outbox.put([note(1)], now=1.0)
    other.execute("ROLLBACK")
    outbox.put([note(1)], now=1.0)
    assert len(outbox.waiting()) == 1
    other.close()
    outbox.close()


def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    box = Outbox.open(path)
    box.put([note(1)], now=1.0)
    box.close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NewerFile):
        Outbox.open(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["outbox.db"]


def test_a_file_that_is_garbage_is_moved_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    path.write_bytes(b"garbage" * 999)
    outbox = Outbox.open(path)
    assert outbox.damaged == tmp_path / "outbox.db.damaged-1"
    assert outbox.damaged.read_bytes() == b"garbage" * 999
    assert (outbox.rescued, outbox.waiting()) == (0, [])
    outbox.close()


def test_what_can_still_be_read_of_a_damaged_file_is_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    box = Outbox.open(path)
    asked = [note(n, "内容" * 300) for n in range(40)]
    box.put(asked, now=1.0)
    box.settle(str(asked[0].id), state="done", answer="{}", now=2.0)
    box.close()
    with path.open("r+b") as file:
        file.seek(-8192, os.SEEK_END)
        file.write(os.urandom(8192))
    outbox = Outbox.open(path)
    assert outbox.damaged
    assert 0 < outbox.rescued < 40
    assert ids(outbox.waiting()) == [str(one.id) for one in asked[1 : outbox.rescued + 1]]
    row = outbox.row(str(asked[0].id))
    assert row
    assert row.state == "done"
    outbox.put([note(99)], now=3.0)
    outbox.close()


def test_two_desks_share_the_file(outbox: Outbox) -> None:
    other = Outbox.open(outbox.path)
    asked = note(1)
    outbox.put([asked], now=1.0)
    assert ids(other.due(1.0)) == ids(outbox.due(1.0)) == [str(asked.id)]
    assert [box.settle(str(asked.id), state="refused", answer="{}", now=2.0) for box in (other, outbox)] == [True, False]
    other.close()


class Asking(RuleBasedStateMachine):
    """A person who asks and takes back, a line that sends and answers, in any order: nothing is lost, doubled or overtaken."""

    path: Path

    @initialize()
    def begin(self) -> None:
        self.outbox = Outbox.open(self.path / f"{uuid4()}.db")
        self.now = 0.0
        self.asked: list[tuple[str, str]] = []
        self.sent: list[str] = []
        self.settled: dict[str, str] = {}

    @rule(tickets=st.lists(st.integers(1, 3), min_size=1, max_size=3), hold=st.sampled_from([0.0, 5.0]))
    def put(self, tickets: list[int], hold: float) -> None:
        commands = [note(n) for n in tickets]
        self.outbox.put(commands, now=self.now, hold=hold)
        self.asked += [(str(one.id), one.ticket) for one in commands]

    @rule()
    def undo(self) -> None:
        gone = {row.id for row in self.outbox.undo(self.now)}
        assert not gone & set(self.sent)
        self.asked = [one for one in self.asked if one[0] not in gone]

    @rule(seconds=st.sampled_from([1.0, 3.0, 10.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(state=st.sampled_from(["done", "refused", "stale", "lost"]))
    def send(self, state: str) -> None:
        for row in self.outbox.due(self.now)[:1]:
            earlier = [id for id, ticket in self.asked[: self.asked.index((row.id, row.ticket))] if ticket == row.ticket]
            assert all(id in self.settled for id in earlier)
            assert self.outbox.begin(row.id)
            self.sent.append(row.id)
            if state in ("done", "refused", "stale"):
                assert self.outbox.settle(row.id, state=state, answer="{}", now=self.now)  # type: ignore[arg-type]  # one of the three
                self.settled[row.id] = state

    @invariant()
    def nothing_is_lost(self) -> None:
        assert ids(self.outbox.waiting()) == [id for id, _ in self.asked if id not in self.settled]
        assert {row.id: row.state for row in self.outbox.latest(999) if row.state != "waiting"} == self.settled

    def teardown(self) -> None:
        self.outbox.close()


def test_nothing_is_lost_doubled_or_overtaken(tmp_path: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    Asking.path = tmp_path
    run_state_machine_as_test(
        Asking, settings=settings(max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    )
    assert list(tmp_path.iterdir())


def test_what_waits_can_be_given_up_and_lets_the_next_one_go(outbox: Outbox) -> None:
    first, second = note(1), note(1)
    outbox.put([first, second], now=1.0)
    outbox.begin(str(first.id))
    assert outbox.drop(str(first.id))
    assert ids(outbox.due(1.0)) == [str(second.id)]
    outbox.settle(str(second.id), state="done", answer="{}", now=2.0)
    assert not outbox.drop(str(second.id))


def test_who_joins_leaves_a_damaged_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    path.write_bytes(b"no database at all" * 500)
    with pytest.raises(Damaged):
        Outbox.join(path)
    assert [file.name for file in tmp_path.iterdir()] == ["outbox.db"]


def test_what_is_put_after_another_desk_mended_the_file_is_in_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    old, before, after = Outbox.open(path), note(1), note(2)
    old.put([before], now=1.0)
    with path.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        size = file.tell()
        file.seek(size - 4096 + 8)
        file.write(b"\xff" * 1024)
    new = Outbox.open(path)
    assert new.damaged is not None
    old.put([after], now=2.0)
    assert str(after.id) in ids(new.waiting())
    assert ids(old.waiting()) == ids(new.waiting())
    old.close()
    new.close()


def test_nothing_that_was_typed_stays_in_the_file_once_it_is_done(outbox: Outbox) -> None:
    call = Register(id=uuid4(), title="楼道灯不亮", content="样小明，13800007788" * 400, requester=Contacts(name="样小明", phone="13800007788"))
    outbox.put([call], now=100.0)
    assert "样小明".encode() in outbox.path.read_bytes()
    outbox.settle(str(call.id), state="done", answer=json.dumps({"number": "20261122-000001", "events": []}), now=100.0)
    kept = b"".join(file.read_bytes() for file in outbox.path.parent.iterdir())
    assert "样小明".encode() not in kept
    assert b"13800007788" not in kept
    outbox.put([call], now=100.0)
    assert outbox.latest()[0].state == "done", "asked once more, it is known all the same"
    with pytest.raises(ValueError, match="another command"):
        outbox.put([note(1, "x").model_copy(update={"id": call.id})], now=100.0)
