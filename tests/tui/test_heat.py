"""How much a ticket burns, and that the mirror finds the same tickets."""

from pathlib import Path

import pytest

from api_client.filter import parse_filter
from api_client.mirror import Mirror
from api_client.models.line import BANDS, Line, band
from api_client.models.ticket import Stage
from tests.tui.desk_parts import fill, ticket
from tests.widgets.queue_lines import NOW, line
from tui.heat import CALM, LONG, OVERDUE, URGENT, heat


@pytest.mark.parametrize(
    ("due", "degree"), [(3600, CALM), (1000, CALM), (599, URGENT), (1, URGENT), (0, OVERDUE), (-86_399, OVERDUE), (-86_400, LONG)]
)
def test_degrees_follow_the_bands(due: int, degree: int) -> None:
    assert heat(line(1, due=due, urgent=0), NOW) == degree


def test_an_emergency_is_urgent_until_somebody_has_taken_it() -> None:
    assert heat(line(1, due=3600, urgent=1, stage="waiting"), NOW) == URGENT
    assert heat(line(1, due=3600, urgent=1, stage="in_hand"), NOW) == CALM
    assert heat(line(1, due=-5, urgent=1, stage="waiting"), NOW) == OVERDUE


def test_the_mirror_finds_what_burns_and_what_is_next(tmp_path: Path) -> None:
    mirror = Mirror.open(tmp_path / "mirror.db")
    ended = ticket(900, due=-100, stage=Stage.CLOSED)
    fill(mirror, [*(ticket(serial, due=(serial - 5) * 400, urgent=serial == 30) for serial in range(40)), ended])
    every = mirror.view().window(0, 100)
    for moment in (NOW, NOW + 1000, NOW + 90_000):
        burning = mirror.burning(moment)
        assert burning == [one for one in every if heat(one, moment)]
        assert {band(one, moment) for one in burning} <= set(BANDS)
        assert mirror.calm(moment) == next((one for one in every if not heat(one, moment)), None)
    query = parse_filter("tier:2h")
    found: list[Line] = mirror.burning(NOW, query)
    assert found
    assert {one.tier for one in found} == {"2h"}
    assert len(mirror.burning(NOW, most=2)) == 2
    mirror.close()
