"""What the hotline answers: pages of the feed, outcomes of commands, windows of the queue, problems."""

from uuid import UUID

from api_client.models.city import Signer
from api_client.models.clock import ClockName
from api_client.models.recorded import Recorded
from api_client.models.ticket import FullTicket, Ticket
from api_client.models.word import Moment, Word


class Page(Word):
    """What came of commands: events in order, the tickets they touched as they now stand, where to go on."""

    after: int
    """The cursor this page follows in the asker's scope; a reader whose own cursor is smaller has missed something."""
    cursor: int
    """Read on from here."""
    now: Moment
    rate: float = 1.0
    events: tuple[Recorded, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    gone: tuple[str, ...] = ()
    """Numbers of tickets that left the asker's scope."""


class ClockChange(Word):
    """What a command does to one clock; `due_from` is None for a clock that starts, `due_to` for one that ends."""

    name: ClockName
    of: str = ""
    """Code of the unit whose clock it is; empty: the lead's."""
    due_from: Moment | None = None
    due_to: Moment | None = None
    state: str
    """The state after: running, paused, met, missed or cancelled."""


class Told(Word):
    """Who is told of it, and as what."""

    unit: str
    role: str
    """lead, former_lead, district, above, maker, signer, requester."""


class Outcome(Word):
    """What a command did, or in a preview what it would do."""

    command: UUID
    number: str
    held: bool = False
    """True where it waits for signatures and nothing else has happened yet."""
    events: tuple[Recorded, ...] = ()
    ticket: Ticket
    cursor: int = 0
    """The log's length with it; 0 in a preview."""
    now: Moment
    clocks: tuple[ClockChange, ...] = ()
    told: tuple[Told, ...] = ()
    must_sign: tuple[Signer, ...] = ()
    against: tuple[str, ...] = ()
    """Codes of the units it counts against (one more hop, a missed clock)."""


class Ask(Word):
    """Whether a command may be asked of a ticket now, and if not, why."""

    do: str
    may: bool
    code: str = ""
    why: str = ""
    """The rule's sentence, in the asker's language."""


class TicketView(Word):
    """The answer of `GET /v1/tickets/{number}`."""

    ticket: FullTicket
    timeline: tuple[Recorded, ...] = ()
    asks: tuple[Ask, ...] = ()
    similar: tuple[Ticket, ...] = ()
    now: Moment
    rate: float = 1.0


class Window(Word):
    """The answer of `GET /v1/tickets`: one window of the queue."""

    items: tuple[Ticket, ...]
    next: str | None = None
    """Give it as `after` to go on; None at the end."""
    total: int
    now: Moment
    rate: float = 1.0


class SnapshotHead(Word):
    """The first line of `GET /v1/snapshot`; every further line is one ticket as an array in the order of `columns`."""

    cursor: int
    count: int
    columns: tuple[str, ...]
    now: Moment
    rate: float = 1.0


class Problem(Word):
    """RFC 9457: why the hotline did not do it, in a sentence for the asker."""

    type: str = "about:blank"
    title: str = ""
    status: int
    code: str
    """The rule or the kind of trouble, the same in every language."""
    detail: str
    field: str = ""
    """The field at fault, where the command was malformed."""
    changed: tuple[Recorded, ...] = ()
    """For `stale`: what happened since the version the asker had seen."""
    version: int = 0
    """For `stale`: the version to look at now."""
    now: Moment | None = None
