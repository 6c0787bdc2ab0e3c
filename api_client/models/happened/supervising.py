"""Signatures, supervision, instructions (督)."""

from typing import Any, ClassVar, Literal
from uuid import UUID

from api_client.models.asked.supervising import SuperviseReason
from api_client.models.city import Signer
from api_client.models.happened.carried import Happened
from api_client.models.word import Moment


class CoSignRequested(Happened):
    """A command waits for second signatures."""

    type: Literal["cosign_requested"] = "cosign_requested"
    request: UUID
    command: dict[str, Any]
    signers: tuple[Signer, ...]


class CoSigned(Happened):
    """Someone signed a held command."""

    type: Literal["cosigned"] = "cosigned"
    request: UUID
    text: str = ""
    complete: bool = False
    """True with the last signature: the held command was decided then."""


class CoSignDeclined(Happened):
    """Someone declined to sign; the held command is dropped."""

    type: Literal["cosign_declined"] = "cosign_declined"
    request: UUID
    reason: str


class CoSignLapsed(Happened):
    """The ticket changed, so the held command is dropped."""

    type: Literal["cosign_lapsed"] = "cosign_lapsed"
    request: UUID
    because: str
    """The type of the event that made it lapse, or the code of the rule that refused it at the end."""


class Supervised(Happened):
    """The ticket came under supervision."""

    type: Literal["supervised"] = "supervised"
    why: SuperviseReason
    level: Literal["city", "district"] = "city"
    unit: str
    """Code of the unit that supervises: the city's or the district's."""
    owner: str = ""
    reason: str


class Released(Happened):
    """The supervision ended."""

    type: Literal["released"] = "released"
    unit: str
    reason: str


class Instructed(Happened):
    """A leader instructed; the answer has a due time of its own."""

    type: Literal["instructed"] = "instructed"
    matters: ClassVar[bool] = True
    leader: str
    due: Moment
    text: str


class Complied(Happened):
    """A leader's instruction was answered."""

    type: Literal["complied"] = "complied"
    text: str


class Reminded(Happened):
    """The lead unit was reminded."""

    type: Literal["reminded"] = "reminded"
    text: str


class Alerted(Happened):
    """The supervisors were told of a risk."""

    type: Literal["alerted"] = "alerted"
    text: str


class Gathered(Happened):
    """Many alike requests came at once, and the supervisors were told (突发、集中诉求)."""

    type: Literal["gathered"] = "gathered"
    parent: str = ""
    """The ticket that stands for all; empty: this one."""
    count: int
    usual: float


class LinkedToProblem(Happened):
    """The ticket counts to a problem."""

    type: Literal["linked_to_problem"] = "linked_to_problem"
    problem: str
