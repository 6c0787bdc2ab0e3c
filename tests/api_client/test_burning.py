"""The first tickets that burn, as some of them leave; that they are what is found anew, test_tally.py shows."""

import sqlite3

import pytest

from api_client.burning import burns
from api_client.mirror import Mirror
from api_client.models.ticket import Stage
from tests.api_client.told import NOW, fill, lines, page, ticket


def test_what_moves_up_is_held_already_and_looked_for_only_when_that_is_used_up(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(mirror, [ticket(serial, due=serial - 100) for serial in range(20)])
    burning = mirror.burning_first(most=4)
    taken: list[sqlite3.Connection] = []
    take = burning.take

    def takes(db: sqlite3.Connection) -> None:
        taken.append(db)
        take(db)

    monkeypatch.setattr(burning, "take", takes)
    for leaves in range(12):
        assert burning.lines(NOW) == mirror.burning(NOW, most=4)
        assert len(burning.lines(NOW)) == 4
        mirror.apply(page(mirror.cursor, ticket(leaves, due=None, stage=Stage.CLOSED, version=2)))
        mirror.heard([ticket(leaves).number])
    assert len(taken) == 3, "eight are held, so every fifth that leaves has all looked for"


def test_what_burns_is_the_same_in_python_and_in_the_mirror(mirror: Mirror) -> None:
    fill(mirror, [ticket(serial, due=serial * 200, urgent=serial % 3 == 0, stage=(Stage.WAITING, Stage.IN_HAND)[serial % 2]) for serial in range(12)])
    assert mirror.burning(NOW) == [line for line in lines(mirror) if burns(line, NOW)]
