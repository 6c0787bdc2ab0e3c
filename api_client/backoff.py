"""How long to wait before something that failed is tried again."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
LONGEST_ASKED_SECONDS = 300.0
"""A hotline that asks for more patience than this is asked again all the same."""


class Backoff:
    """How long to wait before trying again: at random up to a bound that doubles, so that a thousand desks do not come back at once."""

    def __init__(self, chance: Callable[[], float] = random.random) -> None:
        self._chance = chance
        self._tries = 0

    def next(self, retry_after: float | None = None) -> float:
        """Seconds to wait now; never less than the hotline asked for."""
        bound = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * (1 << self._tries))
        self._tries = min(self._tries + 1, 10)
        return self._chance() * bound + min(retry_after or 0.0, LONGEST_ASKED_SECONDS)

    def reset(self) -> None:
        """It went well."""
        self._tries = 0


class Rest:
    """A pause before the next try, which somebody who waits for it can end."""

    def __init__(self) -> None:
        self._over = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        """Pause for so long; an end that was called before it began does not count."""
        self._over.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._over.wait()

    def end(self) -> None:
        """Go on at once."""
        self._over.set()
