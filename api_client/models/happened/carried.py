"""What every event carries."""

from typing import ClassVar

from api_client.models.clock import Clock
from api_client.models.word import Word


class Happened(Word):
    """What every event carries."""

    matters: ClassVar[bool] = False
    """Whether a command made on the state before it is stale."""
    lapses: ClassVar[bool] = False
    """Whether pending co-sign requests lapse with it."""
    clocks: tuple[Clock, ...] = ()
    """The clocks as they stand after the event, where it started, moved or ended any."""
