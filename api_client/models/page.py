"""What the hotline answers: pages of the feed, outcomes of commands, windows of the queue, problems."""

from uuid import UUID

from pydantic import Field

from api_client.models.city import Signer
from api_client.models.clock import ClockName
from api_client.models.dossier import Dossier, DossierKind
from api_client.models.recorded import Recorded
from api_client.models.ticket import FullTicket, Ticket
from api_client.models.word import Day, Moment, Word


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
    """lead, lead_leader, former_lead, co_unit, consulted, district, above, supervisor, hotline, maker, signer, requester."""


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
    flagged: tuple[str, ...] = ()
    """Forbidden phrases in what would be told to the requester (服务忌语)."""


class Unmasked(Word):
    """The answer of `GET /v1/tickets/{number}/contacts`: who asks, unmasked, for who gave a reason to see it."""

    ticket: str
    name: str = ""
    phone: str = ""
    kind: str = "person"
    """person, enterprise or organisation."""
    content: str = ""
    """What was told, as it was told."""
    until: Moment
    """Until when the same reason shows it again."""


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


class DossierOutcome(Word):
    """What a command on a dossier did, or in a preview what it would do: the other answer of `PUT /v1/commands/{id}`."""

    command: UUID
    number: str
    """Empty in the preview of a dossier that does not exist yet."""
    events: tuple[Recorded, ...] = ()
    dossier: Dossier
    cursor: int = 0
    """The log's length with it; 0 in a preview."""
    now: Moment
    told: tuple[str, ...] = ()
    """Codes of the units that have to do with it: their desks hear of it. Empty where all do, or where only the city and leaders may know."""


AnyOutcome = Outcome | DossierOutcome
"""What the hotline answers to a command: which of the two follows from what it is on."""


class Results(Word):
    """What came of the tickets that belong to a problem or a session."""

    tickets: int
    stages: dict[str, int] = Field(default_factory=dict)
    """How many tickets stand in each stage."""
    solved: int = 0
    """How many ended as solved."""
    same_day: int = 0
    """How many were reported solved on the day they came in (city's calendar); counted for sessions only."""
    months: dict[str, int] = Field(default_factory=dict)
    """For a problem: requests on its catalogue lines, in its streets, by the month they came in, so that its effect shows."""
    chain: tuple[Ticket, ...] = ()
    """For a session: its tickets, oldest first, with the moments of dispatch, contact and feedback."""


class DossierView(Word):
    """The answer of `GET /v1/dossiers/{number}`."""

    dossier: Dossier
    timeline: tuple[Recorded, ...] = ()
    """For a change of one catalogue line: every change of that line, whichever dossier holds it."""
    asks: tuple[Ask, ...] = ()
    results: Results | None = None
    now: Moment
    rate: float = 1.0


class DossierBrief(Word):
    """One dossier in a list."""

    number: str
    version: int
    kind: DossierKind
    sort: str = ""
    title: str
    unit: str = ""
    month: str = ""
    open: bool
    opened: Moment
    due: Day | None = None
    """When the first open measure is due, else the dossier itself."""
    measures: int = 0
    met: int = 0
    """How many of its measures are done."""


class DossierWindow(Word):
    """The answer of `GET /v1/dossiers`: newest first."""

    items: tuple[DossierBrief, ...]
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
