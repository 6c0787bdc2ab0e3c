"""What an auditor reads: who did what, on which ticket, when and under which rule, and whether the chain of the log holds (审计)."""

from api_client.models.people import By
from api_client.models.word import Moment, Word


class AuditRecord(Word):
    """One event of the log, without what was written in it: no text of citizens, and of what people wrote only why contacts were looked at."""

    seq: int
    at: Moment
    by: By
    type: str
    """What happened: the kind of event."""
    rule: str
    """The group of rules that decided it, as the hotline names its own."""
    policy: str
    """Version of the policy that was in force."""
    ticket: str
    """Number of the ticket or dossier."""
    version: int
    command: str = ""
    """Id of the command it came of."""
    reason: str = ""
    """Why contacts were looked at."""
    prev: str
    """Hash of the event before it, as this one has it sealed in, hexadecimal."""
    hash: str
    next: str = ""
    """Hash of the event behind it; empty at the end of the log."""
    sound: bool = True
    """Whether its hash fits what it holds and the event before it."""


class ChainState(Word):
    """How far the chain of hashes has been followed, and whether it holds."""

    head: int
    """The last event of the log."""
    hash: str
    checked: int
    """Every event up to this one has been read again and holds."""
    at: Moment | None = None
    """When it was last looked at, in the hotline's time."""
    broken: int = 0
    """The first event that does not hold; 0 while all do."""


class AuditWindow(Word):
    """The answer of `GET /v1/audit`: the newest first."""

    items: tuple[AuditRecord, ...]
    next: int | None = None
    """Ask again with `before` this to go on; None where nothing is left."""
    searched: int = 0
    """The oldest event that was looked at: a window is given up where too much had to be passed over."""
    chain: ChainState
    now: Moment
    rate: float = 1.0
