"""How tests of the desk wait: for a condition, never for a time."""

import time
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

WITHIN_SECONDS = 30


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """Wait until something holds; AssertionError where it does not come to."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        await pilot.pause(0.01)
