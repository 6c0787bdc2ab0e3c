"""What happened at intake (接)."""

from typing import ClassVar, Literal

from api_client.models.asked.intake import Exit
from api_client.models.happened.carried import Happened
from api_client.models.ticket import Kind, Requester
from api_client.models.word import Moment


class Told(Happened):
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


class Registered(Told):
    """A request was registered."""

    type: Literal["registered"] = "registered"
    urgent: bool = False
    origin_line: str = ""
    anonymous: bool = False
    contact_promised: Moment | None = None
    reply_by: str = "phone"
    campaign: str = ""
    repeats: str = ""
    """Number of an open ticket of the same requester, item and place, where this one is urgent or brings new facts."""
    warned: str = ""
    """Number of an earlier ticket on which the requester was warned not to call without ground."""


class RoutedElsewhere(Happened):
    """The request left by one of the six exits."""

    type: Literal["routed_elsewhere"] = "routed_elsewhere"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    exit: Exit
    to: str = ""
    reason: str


class Answered(Happened):
    """The request was answered at once."""

    type: Literal["answered"] = "answered"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    text: str
    flagged: tuple[str, ...] = ()
    """Forbidden phrases found in it (服务忌语)."""


class Inquired(Happened):
    """The requester asked how it stands; nothing is scored twice."""

    type: Literal["inquired"] = "inquired"
    text: str = ""
    channel: str = "phone"


class Merged(Happened):
    """The ticket was joined to another one, which goes on for both."""

    type: Literal["merged"] = "merged"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    into: str
    reason: str


class Unmerged(Happened):
    """The ticket was parted again and goes on where it stood."""

    type: Literal["unmerged"] = "unmerged"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    reason: str


class Absorbed(Happened):
    """Another ticket was merged into this one, or parted from it."""

    type: Literal["absorbed"] = "absorbed"
    child: str
    parted: bool = False


class Warned(Happened):
    """The requester was warned not to call again without ground."""

    type: Literal["warned"] = "warned"
    reason: str
    on: str = ""
    """Number of the ticket on which it was said, where that is another one of the same requester."""


class MarkedNuisance(Happened):
    """The request counts as nuisance, for no unit."""

    type: Literal["marked_nuisance"] = "marked_nuisance"
    matters: ClassVar[bool] = True
    reason: str


class Revealed(Happened):
    """Somebody saw who asks, unmasked."""

    type: Literal["revealed"] = "revealed"
    reason: str


class Forgotten(Happened):
    """Who asked was deleted: the time for which it may be kept is over."""

    type: Literal["forgotten"] = "forgotten"


class Loaded(Told):
    """A record of another system was taken over as it stood."""

    type: Literal["loaded"] = "loaded"
    source: str
    tier: str = ""
    unit: str = ""
    received: Moment
    closed: Moment | None = None
    result: str = ""
