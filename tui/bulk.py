"""A command that was asked of several tickets at once: what came of it on each."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.words.words import Words

if TYPE_CHECKING:
    from api_client.outbox import Row

REFUSED = ("refused", "stale", "unexpected")


class Bulk(NamedTuple):
    """What one key asked of several tickets."""

    id: str
    """The batch's in the outbox."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Numbers of the tickets that the preview refused, so that nothing was sent for them, each with the rule's sentence."""
    told: bool = False
    """Whether it was said what came of it."""


class Tally(NamedTuple):
    """How many are where."""

    rows: int
    do: str
    done: int
    waiting: int
    refused: int
    left_out: int

    def facts(self, say: Words) -> dict[str, Any]:
        """The same for a sentence."""
        return {**self._asdict(), "do": say.get(f"command.{self.do}") or self.do}


def so_far(rows: "Sequence[Row]", bulk: Bulk | None = None) -> Tally:
    """How the rows of a batch stand."""
    states: Counter[str] = Counter(row.state for row in rows)
    refused = sum(states[state] for state in REFUSED)
    return Tally(len(rows), rows[0].do if rows else "", states["done"], states["waiting"], refused, len(bulk.left_out) if bulk else 0)
