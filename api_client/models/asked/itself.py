"""What only the hotline itself asks: time that passes, records that are loaded, what follows from another command."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from api_client.models.asked.carried import Asked, AskedOfTicket, Number, UnitCode
from api_client.models.asked.intake import Contacts
from api_client.models.city import CatalogueItem
from api_client.models.text import PlainLine, PlainText, PlainTitle, Sentence
from api_client.models.ticket import Kind
from api_client.models.word import AskedMoment


class Elapse(AskedOfTicket):
    """Time has passed a clock's due moment. Asked by the hotline itself only."""

    do: Literal["elapse"] = "elapse"
    clock: str


class Climb(AskedOfTicket):
    """A rung of the escalation ladder is reached (逐级升级). Asked by the hotline itself only."""

    do: Literal["climb"] = "climb"
    rung: str


class Absorb(AskedOfTicket):
    """Another ticket was merged into this one, or parted from it. Asked by the hotline itself only."""

    do: Literal["absorb"] = "absorb"
    child: Number
    parted: bool = False


class Heed(AskedOfTicket):
    """The requester of this ticket was warned on another one. Asked by the hotline itself only."""

    do: Literal["heed"] = "heed"
    on: Number
    reason: Sentence


class Forget(AskedOfTicket):
    """Who asked is not needed any more and is deleted (删除联系方式). Asked by the hotline itself only."""

    do: Literal["forget"] = "forget"


class Gather(AskedOfTicket):
    """Many alike requests came at once: this ticket stands for all of them, or is one of those behind it. Asked by the hotline itself only."""

    do: Literal["gather"] = "gather"
    parent: Number | Literal[""] = ""
    """The ticket that stands for all; empty: this one."""
    count: int
    """How many came in the window."""
    usual: float
    """How many come in such a window usually."""


class AdoptItems(Asked):
    """Take lines of a dispatch catalogue over from a file, each from its own day on. Asked by the hotline itself only."""

    do: Literal["adopt_items"] = "adopt_items"
    source: PlainLine
    items: tuple[CatalogueItem, ...]


class Load(Asked):
    """Take over a record of another system as it stood. Asked by the hotline itself only."""

    do: Literal["load"] = "load"
    source: PlainLine
    external: PlainLine
    title: Annotated[PlainTitle, StringConstraints(min_length=1)]
    content: PlainText = ""
    kind: Kind = Kind.REQUEST
    item: PlainLine = ""
    path: PlainLine = ""
    tier: PlainLine = ""
    unit: UnitCode = ""
    district: UnitCode = ""
    street: UnitCode = ""
    address: PlainLine = ""
    channel: PlainLine = ""
    requester: Contacts = Contacts()
    received: AskedMoment
    due: AskedMoment | None = None
    """The other system's own due time, kept as the ticket's due clock."""
    closed: AskedMoment | None = None
    result: PlainText = ""
