"""Where the lines of a list come from."""

from typing import Protocol

from api_client.models.line import Line


class Lines(Protocol):
    """Tickets in the queue's order, numbered from 0."""

    @property
    def count(self) -> int:
        """How many there are; while not `exact`, how many are known so far."""

    @property
    def exact(self) -> bool:
        """Whether all of them are known."""

    def window(self, top: int, height: int) -> list[Line]:
        """The lines from an index on, at most so many."""

    def find(self, number: str) -> int | None:
        """The index of a ticket, None where it is not among them."""
