"""What a command does to one clock, as the desk and the command line say it."""

from datetime import timedelta
from typing import Any

import pytest

from api_client.models.clock import ClockName
from api_client.models.page import ClockChange
from tests.tui.fake_desk import NOW
from tests.widgets.ticket_lines import SECONDS
from widgets.outcome.changes import change_said
from widgets.speech import Speech


def change(due_from: int | None, due_to: int | None, state: Any = "running") -> ClockChange:
    at = [None if due is None else NOW + timedelta(hours=due) for due in (due_from, due_to)]
    return ClockChange(name=ClockName.DUE, due_from=at[0], due_to=at[1], state=state)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (change(None, 2), "due starts, due"),
        (change(1, 2), " -> "),
        (change(2, 2), "unchanged"),
        (change(2, None, "met"), "ends (met)"),
        (change(2, 2, "paused"), "pauses"),
    ],
)
def test_what_becomes_of_a_clock_is_said(changed: ClockChange, said: str, en: Speech) -> None:
    assert said in change_said(changed, en, SECONDS)
