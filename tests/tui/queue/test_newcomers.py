"""What has come in out of sight: counted above and below, in every order, and gone once it is seen."""

import pytest

from tests.widgets.queue_lines import NOW, line
from tui.queue.newcomers import MOST, Edges, Newcomers

SEEN = [line(serial, due=40_000 + serial, urgent=0, received=NOW - serial, tier="24h", hops=1) for serial in range(50, 60)]


def news(*lines: object) -> Newcomers:
    found = Newcomers()
    found.hear(lines)  # type: ignore[arg-type]  # lines
    return found


def test_above_and_below_what_is_seen() -> None:
    late, soon, calm = line(1, due=-5, urgent=0), line(2, due=300, urgent=0), line(3, due=900_000, urgent=0)
    held = news(calm, late, soon, SEEN[2])
    assert held.edges(SEEN, "due", NOW) == Edges(above=2, above_urgent=2, below=1)
    assert held.first(SEEN, "due", NOW) == late.number
    held.drop([late.number, soon.number])
    assert held.first(SEEN, "due", NOW) == calm.number
    held.clear()
    assert (held.first(SEEN, "due", NOW), held.edges(SEEN, "due", NOW)) == ("", Edges())


def test_what_burns_goes_before_what_stands_first() -> None:
    calm_above, burning_below = line(1, due=20_000, urgent=0), line(2, due=90_000, urgent=1, stage="waiting")
    assert news(calm_above, burning_below).first(SEEN, "due", NOW) == burning_below.number


@pytest.mark.parametrize(
    ("order", "above", "below"),
    [
        ("newest", line(99, received=NOW, urgent=0), line(1, received=NOW - 9_000, urgent=0)),
        ("newest", line(99, received=NOW - 50, urgent=0), line(1, received=NOW - 59, urgent=0)),
        ("tier", line(70, due=90_000, tier="2h", urgent=0), line(71, due=-5, tier="", urgent=0)),
        ("hops", line(72, due=90_000, hops=4, urgent=0), line(73, due=-5, hops=0, urgent=0)),
    ],
)
def test_in_every_order(order: str, above: object, below: object) -> None:
    edges = news(above, below).edges(SEEN, order, NOW)
    assert (edges.above, edges.below) == (1, 1)


def test_a_flood_keeps_the_newest() -> None:
    held = news(*(line(serial) for serial in range(MOST + 5)))
    assert len(held.numbers) == MOST
    assert "20261122-000000" not in held
