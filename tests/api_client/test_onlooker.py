"""The outbox of a desk that only reads."""

from pathlib import Path

import pytest

from api_client.errors import ReadOnly
from api_client.onlooker import Onlooker
from api_client.outbox import Outbox
from tests.api_client.told import note


def test_where_there_is_no_file_none_is_made(tmp_path: Path) -> None:
    outbox = Onlooker(tmp_path / "outbox.db")
    assert (outbox.waiting(), outbox.trouble(), outbox.latest()) == ([], [], [])
    assert list(tmp_path.iterdir()) == []


def test_it_sees_what_another_desk_puts_in_and_writes_not_a_byte(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    looking = Onlooker(path)
    own = Outbox.open(path)
    own.put([note(1), note(2)], now=1.0)
    before = path.read_bytes()
    assert [row.id for row in looking.waiting()] == [row.id for row in own.waiting()]
    assert (looking.due(9.0), looking.next_due()) == ([], None)
    first = looking.waiting()[0].id
    for change in (
        lambda: looking.put([note(3)], now=2.0), lambda: looking.undo(2.0), lambda: looking.retry(first, note(3), now=2.0),
        lambda: looking.acknowledge(first), lambda: looking.drop(first), lambda: looking.begin(first), lambda: looking.forget(9.0),
        lambda: looking.settle(first, state="done", answer="{}", now=2.0),
    ):  # fmt: skip
        with pytest.raises(ReadOnly):
            change()
    assert path.read_bytes() == before
