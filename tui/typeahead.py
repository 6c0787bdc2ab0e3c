"""Keys are handled one after the other, so that what is typed faster than the desk draws goes where it was meant to go."""

import asyncio
from collections import deque

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

LAPS = 5
"""How often a follower goes from the focus up to the app before the next key: a key that moves the focus does so by a chain of messages."""
LATE_AFTER_SECONDS = 0.3
"""Then it is asked whether a follower can still come: where its widget was taken away it cannot, and typing goes on."""
LOST_AFTER_SECONDS = 5.0
"""So long a key whose widget is still there, and only busy, holds up the next one at most."""


class Follower(Message):
    """Takes the same way as the key before it, behind it: when it reaches the app, the key has been dealt with everywhere."""

    def __init__(self, lap: int, until: float) -> None:
        super().__init__()
        self.lap = lap
        self.until = until
        """When the key is waited for no longer, by the loop's clock; the same for all laps."""


class Opened(Message):
    """A screen whose `opening` was true stands now: what was typed meanwhile goes to it."""


class KeyByKey(App[int]):
    """Textual hands every key at once to whatever has the focus then; this app waits until the key before has had its effect.

    A screen that takes a while to stand has an attribute `opening`; as long as it is true, only Esc gets through.
    """

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._following: Follower | None = None
        self._search: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """As Textual's, but for what is typed: that waits its turn."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if self._following is None:
                await self._hand_on()
        else:
            await super().on_event(event)

    async def on_follower(self, follower: Follower) -> None:
        """One lap is done; the next key goes out after the last."""
        if follower is not self._following:
            return
        if follower.lap < LAPS and self._typed:
            self._follow(follower.lap + 1, follower.until)
        else:
            await self._hand_on()

    async def on_opened(self, _: Opened) -> None:
        """What waited for the screen goes on."""
        if self._following is None:
            await self._hand_on()

    def _held_back(self, event: events.Key | events.Paste) -> bool:
        escaping = isinstance(event, events.Key) and event.key == "escape"
        return bool(getattr(self.screen, "opening", False)) and not escaping

    async def _hand_on(self) -> None:
        self._following = None
        if self._search is not None:
            self._search.cancel()
        if self._typed and not self._held_back(self._typed[0]):
            event = self._typed.popleft()
            await super().on_event(event)
            self._follow(1, asyncio.get_running_loop().time() + LOST_AFTER_SECONDS)

    def _follow(self, lap: int, until: float) -> None:
        if not self.screen_stack:
            return  # the app is being closed
        follower, begins = Follower(lap, until), self.focused or self.screen
        self._following = follower
        if not begins.post_message(follower):
            self.post_message(follower)
        self._search_for(follower, begins)

    def _search_for(self, follower: Follower, begins: Widget) -> None:
        if self._search is not None:
            self._search.cancel()
        self._search = asyncio.get_running_loop().call_later(LATE_AFTER_SECONDS, self._late, follower, begins)

    def _late(self, follower: Follower, begins: Widget) -> None:
        """Where a follower's way begins, much may be going on: only one that can come no more is given up."""
        if begins.is_attached and begins.is_running and asyncio.get_running_loop().time() < follower.until:
            self._search_for(follower, begins)
        else:
            self.post_message(follower)
