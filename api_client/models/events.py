"""What happened. Past tense; `matters` says whether someone who looked away must be told before acting."""

from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, TypeAdapter

from api_client.models.city import Signer
from api_client.models.clock import Clock, ClockName
from api_client.models.commands import Exit, ReassignKind
from api_client.models.ticket import Callback, Kind, Reply, Requester
from api_client.models.word import Moment, Word


class _Happened(Word):
    """What every event carries."""

    matters: ClassVar[bool] = False
    """Whether a command made on the state before it is stale."""
    lapses: ClassVar[bool] = False
    """Whether pending co-sign requests lapse with it."""
    clocks: tuple[Clock, ...] = ()
    """The clocks as they stand after the event, where it started, moved or ended any."""


class _Told(_Happened):
    """What is known of a request when it enters."""

    title: str
    content: str = ""
    kind: Kind
    item: str = ""
    path: str = ""
    district: str = ""
    street: str = ""
    address: str = ""
    channel: str = ""
    external: str = ""
    requester: Requester = Requester()


class Registered(_Told):
    """A request was registered."""

    type: Literal["registered"] = "registered"
    urgent: bool = False
    origin_line: str = ""


class RoutedElsewhere(_Happened):
    """The request left by one of the six exits."""

    type: Literal["routed_elsewhere"] = "routed_elsewhere"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    exit: Exit
    to: str = ""
    reason: str


class Answered(_Happened):
    """The request was answered at once."""

    type: Literal["answered"] = "answered"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    text: str


class Dispatched(_Happened):
    """The order went to its lead unit and the clocks started."""

    type: Literal["dispatched"] = "dispatched"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    unit: str
    cc: str = ""
    tier: str
    policy: str
    basis: Literal["catalogue", "dispatcher", "fallback"]
    """Why this unit: the catalogue's owner, the dispatcher's choice, or the district because nobody else is known."""
    reason: str = ""


class Signed(_Happened):
    """The lead unit took receipt."""

    type: Literal["signed"] = "signed"
    matters: ClassVar[bool] = True
    late: bool = False
    reason: str = ""


class Contacted(_Happened):
    """The requester was contacted."""

    type: Literal["contacted"] = "contacted"
    text: str = ""


class Arrived(_Happened):
    """Someone arrived on site."""

    type: Literal["arrived"] = "arrived"
    text: str = ""


class Repaired(_Happened):
    """The repair was done."""

    type: Literal["repaired"] = "repaired"
    text: str = ""


class Disputed(_Happened):
    """The lead unit objected to the order."""

    type: Literal["disputed"] = "disputed"
    matters: ClassVar[bool] = True
    unit: str
    reason: str
    legal_basis: str
    suggested: str = ""


class Ruled(_Happened):
    """An objection was ruled on."""

    type: Literal["ruled"] = "ruled"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    upheld: bool
    reason: str


class Reassigned(_Happened):
    """Another unit leads now; the first receiver stays who it was."""

    type: Literal["reassigned"] = "reassigned"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    kind: ReassignKind
    unit_from: str
    unit: str
    cc: str = ""
    due_from: Moment | None = None
    due_to: Moment | None = None
    """Differs from `due_from` only where the kind moves the due time."""
    reason: str


class Escalated(_Happened):
    """The level above was asked for an opinion."""

    type: Literal["escalated"] = "escalated"
    matters: ClassVar[bool] = True
    to: str
    reason: str


class Opined(_Happened):
    """The level above gave its opinion."""

    type: Literal["opined"] = "opined"
    matters: ClassVar[bool] = True
    opinion: str


class Extended(_Happened):
    """The due time was moved."""

    type: Literal["extended"] = "extended"
    matters: ClassVar[bool] = True
    due_from: Moment
    due_to: Moment
    reason: str


class FeedbackWritten(_Happened):
    """Feedback was written and waits for the leader's signature."""

    type: Literal["feedback_written"] = "feedback_written"
    matters: ClassVar[bool] = True


class FeedbackReturned(_Happened):
    """The feedback came back unsigned; the unit goes on handling."""

    type: Literal["feedback_returned"] = "feedback_returned"
    matters: ClassVar[bool] = True


class FedBack(_Happened):
    """The lead unit reported what it did."""

    type: Literal["fed_back"] = "fed_back"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    reply: Reply


class CoSignRequested(_Happened):
    """A command waits for second signatures."""

    type: Literal["cosign_requested"] = "cosign_requested"
    request: UUID
    command: dict[str, Any]
    signers: tuple[Signer, ...]


class CoSigned(_Happened):
    """Someone signed a held command."""

    type: Literal["cosigned"] = "cosigned"
    request: UUID
    text: str = ""
    complete: bool = False
    """True with the last signature: the held command was decided then."""


class CoSignDeclined(_Happened):
    """Someone declined to sign; the held command is dropped."""

    type: Literal["cosign_declined"] = "cosign_declined"
    request: UUID
    reason: str


class CoSignLapsed(_Happened):
    """The ticket changed, so the held command is dropped."""

    type: Literal["cosign_lapsed"] = "cosign_lapsed"
    request: UUID
    because: str
    """The type of the event that made it lapse, or the code of the rule that refused it at the end."""


class CallbackOpened(_Happened):
    """The limit is over (or the requester agreed earlier): the requester is to be called back."""

    type: Literal["callback_opened"] = "callback_opened"
    matters: ClassVar[bool] = True


class CalledBack(_Happened):
    """The requester was called back, or could not be reached."""

    type: Literal["called_back"] = "called_back"
    matters: ClassVar[bool] = True
    callback: Callback
    redo: bool = False
    """The answers ask for a second dispatch."""


class Closed(_Happened):
    """The ticket ended."""

    type: Literal["closed"] = "closed"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    result: Literal["solved", "unsolved", "unreachable", "merged"]


class Noted(_Happened):
    """A note was added."""

    type: Literal["noted"] = "noted"
    text: str


class Missed(_Happened):
    """A clock passed its due time."""

    type: Literal["missed"] = "missed"
    clock: ClockName


class Loaded(_Told):
    """A record of another system was taken over as it stood."""

    type: Literal["loaded"] = "loaded"
    source: str
    tier: str = ""
    unit: str = ""
    received: Moment
    closed: Moment | None = None
    result: str = ""


AnyEvent = (
    Registered | RoutedElsewhere | Answered | Dispatched | Signed | Contacted | Arrived | Repaired | Disputed | Ruled | Reassigned
    | Escalated | Opined | Extended | FeedbackWritten | FeedbackReturned | FedBack | CoSignRequested | CoSigned | CoSignDeclined | CoSignLapsed
    | CallbackOpened | CalledBack | Closed | Noted | Missed | Loaded
)  # fmt: skip
Event = Annotated[AnyEvent, Field(discriminator="type")]
EVENTS: TypeAdapter[AnyEvent] = TypeAdapter(Event, config=ConfigDict(defer_build=True))
"""Reads an event from JSON or from a dict."""
