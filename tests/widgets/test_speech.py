"""Moments, spans and names are told in the city's time and in the person's language."""

from datetime import timedelta

import pytest

from tests.tui.fake_desk import NOW
from tests.widgets.ticket_lines import SECONDS
from widgets.speech import Speech


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0m00s"), (59, "0m59s"), (599, "9m59s"), (600, "10 min"), (3599, "59 min"), (3600, "1h00m"), (86400, "1d 0h"), (-60, "1m00s")],
)
def test_a_span_is_as_fine_as_it_matters(en: Speech, seconds: int, said: str) -> None:
    assert en.span(seconds) == said


def test_a_moment_is_told_in_the_citys_time(zh: Speech) -> None:
    assert zh.moment(NOW, SECONDS) == "20:00"
    assert zh.moment(NOW + timedelta(hours=4), SECONDS) == "11-23 00:00"
    assert zh.moment(NOW + timedelta(days=60), SECONDS) == "2027-01-21 20:00"


def test_an_unknown_value_is_told_by_its_name(zh: Speech) -> None:
    assert zh.word("stage", "teleported") == "teleported"
    assert zh.unit("nowhere") == "nowhere"
