"""An event in its envelope: what the log keeps, the wire tells and a history shows."""

from typing import Any
from uuid import UUID

from pydantic import Field

from api_client.models.people import By
from api_client.models.word import Moment, Word


class Recorded(Word):
    """An event in its envelope, as the log keeps it and the wire tells it."""

    seq: int
    """Dense over the whole log: 1, 2, 3 …; 0 in a preview."""
    ticket: str
    version: int
    """The ticket's version after the event."""
    at: Moment
    by: By
    command: UUID | None = None
    type: str
    data: dict[str, Any] = Field(default_factory=dict)
    """The event's own fields. Kept open here, so that a desk can show a ticket's history although a newer hotline knows more kinds of event."""
