"""What waits for a signature on some tickets: the whole held commands from the hotline, or as their summaries here tell them."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from api_client.errors import HotlineError
from api_client.models.line import Line
from tui.desk import Desk
from widgets.outcome import cosign


async def held_requests(desk: Desk, lines: Sequence[Line], *, within: float) -> list[cosign.Request]:
    """With the whole held command for one ticket, where the hotline answers within so many seconds; from the summaries for many or offline."""
    if len(lines) == 1:
        with suppress(HotlineError, TimeoutError):
            view = await asyncio.wait_for(desk.view(lines[0].number), within)
            return cosign.full_requests(view.ticket, seen=view.ticket.version)
    found: list[cosign.Request] = []
    for line in lines:
        found += cosign.summary_requests(desk.mirror.ticket(line.number), number=line.number, seen=line.version)
    return found
