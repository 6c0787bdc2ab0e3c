"""How tests of the desk wait: for a condition, never for a time."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

WITHIN_SECONDS = 30
LOOK_SECONDS = 0.01


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """Wait until something holds; AssertionError where it does not come to, at once where the desk has failed."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while not holds():
        assert pilot.app._exception is None, "the desk has failed"
        assert time.monotonic() < deadline, "it never came to hold"
        await asyncio.sleep(LOOK_SECONDS)
