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

    def said(self, say: Words) -> str:
        """The same as a sentence, of all tickets; what none of them is at is left out."""
        counts = {"done": self.done, "waiting": self.waiting, "refused": self.refused, "left_out": self.left_out}
        parts = ("，" if say.lang == "zh" else ", ").join(say(f"results.{name}", n=n) for name, n in counts.items() if n)
        return say("results.head", do=self.facts(say)["do"], n=self.rows + self.left_out, parts=parts)


def so_far(rows: "Sequence[Row]", bulk: Bulk | None = None) -> Tally:
    """How the rows of a batch stand."""
    states: Counter[str] = Counter(row.state for row in rows)
    refused = sum(states[state] for state in REFUSED)
    return Tally(len(rows), rows[0].do if rows else "", states["done"], states["waiting"], refused, len(bulk.left_out) if bulk else 0)
