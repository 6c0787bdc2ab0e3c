"""Some rounds of `kill -9`, and the log has everything once. `make torture` runs the long version."""

import pytest

from tests.torture.place import folder
from tests.torture.rounds import rounds

ROUNDS = 3


@pytest.mark.timeout(180)
def test_what_was_accepted_is_done_once_whoever_is_killed() -> None:
    with folder() as place:
        done = rounds(place, seed=20261123, count=ROUNDS)
    assert done.verdict.holds, done.verdict
    assert done.verified == ""
    assert done.kills.total() >= ROUNDS
    assert done.asked >= done.accepted > 0
