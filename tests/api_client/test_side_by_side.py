"""Desks of one person as processes that write the same outbox and mirror as hard as they can: nothing lost, nothing twice, no complaint."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from api_client.mirror import Mirror
from api_client.outbox import Outbox
from tests.api_client.told import fill, lines, ticket
from tests.hotlines import ROOT

DESKS, TIMES = 3, 12
HAMMER = """
import sys
from pathlib import Path
from api_client.mirror import Mirror
from api_client.outbox import Outbox
from tests.api_client.told import note, page, ticket

folder, who, times = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
outbox, mirror = Outbox.open(folder / "outbox.db"), Mirror.open(folder / "mirror.db")
for n in range(times):
    asked = note(n % 3 + 1, text=f"{who} {n}")
    outbox.put([asked], now=float(n))
    print("put", asked.id)
    for row in outbox.due(1e9):
        if outbox.begin(row.id) and outbox.settle(row.id, state="done", answer="{}", now=1e9):
            print("done", row.id)
    held = mirror.cursor
    mirror.apply(page(held, ticket(n % 3 + 1, version=held + 1)), wall=1.0)
    mirror.remember(**{f"desk {who}": str(n)})
    mirror.counts(0)
"""


def test_desks_side_by_side_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    with closing(Mirror.open(tmp_path / "mirror.db")) as mirror:
        fill(mirror, [ticket(1), ticket(2), ticket(3)])
    hammers = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(tmp_path), str(who), str(TIMES)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for who in range(DESKS)
    ]
    told = [hammer.communicate(timeout=90) for hammer in hammers]
    assert [(err.decode(), hammer.returncode) for (_, err), hammer in zip(told, hammers, strict=True)] == [("", 0)] * DESKS
    said = [line.split() for out, _ in told for line in out.decode().splitlines()]
    put, done = ([id for word, id in said if word == what] for what in ("put", "done"))
    with closing(Outbox.open(tmp_path / "outbox.db")) as outbox, closing(Mirror.open(tmp_path / "mirror.db")) as mirror:
        kept = outbox.latest(1000)
        assert sorted(row.id for row in kept) == sorted(put)
        assert len(put) == DESKS * TIMES
        assert sorted(done) == sorted(put), "each settled by exactly one of them"
        assert {row.state for row in kept} == {"done"}
        assert [mirror.meta(f"desk {who}") for who in range(DESKS)] == [str(TIMES - 1)] * DESKS
        newest = {line.number: line.version for line in lines(mirror)}
        assert max(newest.values()) == mirror.cursor
        assert (outbox.damaged, mirror.rebuilt) == (None, False)
