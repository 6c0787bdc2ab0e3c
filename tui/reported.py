"""A request of an Open311 city as a whole ticket: all of it is in the local copy, so it reads the same with the line down."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api_client.models.page import TicketView

SAID = ("status", "status_notes", "service_notice", "media_url", "position", "zipcode")
"""What GeoReport tells beside, in the order in which it is read; the agency stands as the lead unit."""


def view_of(summary: Mapping[str, Any], say: Callable[..., str], now: datetime) -> "TicketView":
    """The summary as a view, what GeoReport tells beside in words below the description."""
    from api_client.models.page import TicketView
    from api_client.models.ticket import FullTicket

    told = summary.get("told") or {}
    lines = [say("labelled", label=say(f"open311.told.{name}"), value=told[name]) for name in SAID if told.get(name)]
    content = "\n".join(filter(None, (summary.get("content") or say("page.no_content"), "" if not lines else " ", *lines)))
    return TicketView(ticket=FullTicket.model_validate({**summary, "content": content}), now=now)
