"""What the queue looks like: pictures at two sizes in both languages. Look at them before you accept new ones."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from api_client.models.ticket import Flag, Stage
from tests.tui.desk_parts import Bench, command, ticket
from tests.widgets.queue_lines import NOW
from tui.link import LinkChanged, Settled

DUES = (-200_000, -7_300, -600, 45, 400, 1_500, 2_900, 9_000, 40_000, 400_000)
STAGES = (Stage.DISPATCHED, Stage.IN_HAND, Stage.SIGNING, Stage.CALLBACK, Stage.DISPUTED)


def tickets() -> list[Any]:
    """Forty tickets: every band, every tier, awkward titles, several flags."""
    made = [ticket(at, due=DUES[at % 10] + at * 7, stage=STAGES[at % 5], urgent=at % 9 == 0) for at in range(40)]
    made[3] = made[3].model_copy(update={"flags": (Flag.SUPERVISED, Flag.COSIGN, Flag.REDO, Flag.EXTENDED, Flag.ESCALATED)})
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_the_queue(snap_compare: Any, tmp_path: Path, size: tuple[int, int], lang: str) -> None:
    bench = Bench(tmp_path, tickets(), lang=lang)
    waiting, refused = command(11), command(2)
    bench.desk.put([refused], hold=0)
    bench.outbox.settle(str(refused.id), state="refused", answer='{"detail": "x"}', now=NOW)
    bench.desk.put([waiting])

    async def settle(pilot: Pilot[Any]) -> None:
        bench.app.post_message(LinkChanged("live", NOW))
        bench.app.post_message(Settled())
        await pilot.press("j", "space", "space")
        for _ in range(200):
            if bench.queue.strip.counted and bench.queue.status.status.link == "live":
                break
            await pilot.pause(0.01)
        await pilot.pause()

    assert snap_compare(bench.app, terminal_size=size, run_before=settle)
    bench.close()
