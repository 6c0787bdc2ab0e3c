"""What waits on a ticket and for whom, told with its summary: lists of work are made of it without a further question."""

from api_client.models.parts import Callback, CoOrder, Dispute, Instruction, Supervision
from api_client.models.word import Moment, Word

MOST_SIGNS = 300
"""So much of a reason or a task goes with a summary; the whole ticket has all of it."""


class Waiting(Word):
    """The parts of a ticket on which somebody has yet to act; long texts are cut."""

    objection: Dispute | None = None
    """The objection that waits for its ruling (异议)."""
    attempts: tuple[Callback, ...] = ()
    """The attempts of this callback that reached nobody, oldest first (回访)."""
    parts: tuple[CoOrder, ...] = ()
    """Units called or joined that were not waived and not let go yet, and that have not reported where they joined (吹哨、协办)."""
    supervisions: tuple[Supervision, ...] = ()
    """Those that last, at most one per level (督办)."""
    instruction: Instruction | None = None
    """The leader's instruction that waits for its answer (批示)."""
    reminded: tuple[Moment, ...] = ()
    """When the lead was reminded (催办)."""
