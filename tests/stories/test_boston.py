"""A real city's real half-year as it stood one noon: what was open, and what was past the city's own due times."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hotlines import Hotline, serving
from tests.loaded import Loaded
from tests.stories.desks import desk, environment, hire, paidan

PAST_DUE = range(674, 680)
"""674 at noon; the city's clock goes on from there while the test runs."""


@pytest.fixture(scope="module")
def noon(loaded_boston: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    """A hotline that holds the cases as they stood."""
    folder = tmp_path_factory.mktemp("noon")
    loaded_boston.copied(folder)
    with serving(folder) as hotline:
        hire(hotline, "reader", "dispatcher", unit="250000")
        yield hotline


def test_scripts_are_told_how_many_are_open_and_past_due(noon: Hotline, tmp_path: Path) -> None:
    told = json.loads(paidan(environment(noon, "reader", tmp_path, lang="en"), "queue", "--json", "--limit", "5000"))
    assert told["total"] == 2_508
    assert told["past_due"] in PAST_DUE
    assert len(told["items"]) == 2_508


def test_the_tier_strip_tells_the_same(noon: Hotline, tmp_path: Path) -> None:
    with desk(environment(noon, "reader", tmp_path, lang="en"), cols=120, rows=40) as terminal:
        terminal.until("1/2,508")
        terminal.until(lambda: sum(overdue(terminal.text()[0])) in PAST_DUE)


def overdue(strip: str) -> list[int]:
    """The counts of the overdue and the long overdue band on the tier strip."""
    return [int(count.replace(",", "")) for count in re.findall(r"overdue ([\d,]+)", strip)]
