"""A short storm: people on the same tickets through a faulty line, and the log explains all of it. `make torture` runs the long one."""

import pytest

from tests.torture.place import folder
from tests.torture.storm import storm

PEOPLE, COMMANDS = 12, 200


@pytest.mark.timeout(180)
async def test_nothing_is_lost_or_doubled_and_nobody_is_lied_to() -> None:
    with folder() as place:
        done = await storm(place, seed=20261123, people=PEOPLE, commands=COMMANDS)
    assert done.verdict.holds, done.verdict
    assert done.verified == ""
    assert done.behind == ()
    assert done.asked >= COMMANDS
    assert sum(done.became.values()) == done.asked
    assert min(done.became["done"], done.became["refused"], done.became["stale"]) > 0, "all kinds of answers were judged"
    assert sum(done.faults.values()) > COMMANDS / 20
    assert min(done.looks, done.pages) > 0
