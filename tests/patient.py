"""Pilots that wait for the desk however slow the machine is.

Textual takes a program for idle whose processor does little for a fiftieth of a second; so does one that others keep off the processor.
"""

import asyncio
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.pilot import Pilot

LOOKS, LOOK_SECONDS = 400, 0.005

_pause = Pilot.pause


def begin() -> None:
    """Have every pause last until nothing that came is unread."""
    Pilot.pause = _paused  # type: ignore[assignment, method-assign]


async def _paused(pilot: Pilot[Any], delay: float | None = None) -> None:
    await _pause(pilot, delay)
    if delay is None:
        for _ in range(LOOKS):
            if not _unread(pilot.app):
                break
            await asyncio.sleep(LOOK_SECONDS)
            await _pause(pilot, 0)


def _unread(app: App[Any]) -> bool:
    return app._resize_event is not None or any(map(_has_something, (app, *app.screen.walk_children(with_self=True))))


def _has_something(node: DOMNode) -> bool:
    return node._message_queue.qsize() > 0 or node._pending_message is not None or bool(node._next_callbacks)
