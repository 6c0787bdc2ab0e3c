"""Asking for more time, for time to stand still, or for a ticket not to be counted (延期、挂账、剔除)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from api_client.models.asked.carried import AskedOfTicket
from api_client.models.text import PlainLine, Sentence
from api_client.models.word import AskedMoment


class Extend(AskedOfTicket):
    """Move the due time once, before it is over, the requester told (延期)."""

    do: Literal["extend"] = "extend"
    hours: int = Field(ge=1, le=360)
    reason: Sentence
    requester_told: bool = False


class PauseReason(StrEnum):
    """Why time may stand still for a few days."""

    REQUESTER_AWAY = "requester_away"
    """The requester asked to wait, or cannot let anybody in."""
    WEATHER = "weather"
    """Weather or another force makes work unsafe."""
    LEGAL_STEP = "legal_step"
    """A notice period or an expert's opinion that the law prescribes."""


class Pause(AskedOfTicket):
    """Let the clocks stand still for a few days, for a reason the policy knows (暂停计时)."""

    do: Literal["pause"] = "pause"
    why: PauseReason
    until: AskedMoment
    reason: Sentence


class Hang(AskedOfTicket):
    """Park what cannot be solved for now, with a date to look again; it stays under supervision (挂账)."""

    do: Literal["hang"] = "hang"
    until: AskedMoment
    """When it is looked at again, at the latest."""
    condition: Sentence
    """What has to come about."""
    reason: Sentence
    requester_told: bool = False


class Resume(AskedOfTicket):
    """Let the clocks run on after a pause or a hang (恢复计时)."""

    do: Literal["resume"] = "resume"
    reason: Sentence


class ChangeTier(AskedOfTicket):
    """Give the ticket another tier; longer only with a second signature (调整时限等级)."""

    do: Literal["change_tier"] = "change_tier"
    tier: Annotated[PlainLine, StringConstraints(min_length=1)]
    reason: Sentence


class Exclusion(StrEnum):
    """Why a ticket may be left out of the rates (剔除): the six exits, and what nobody could have solved."""

    EMERGENCY = "emergency"
    LEGAL_CHANNEL = "legal_channel"
    NO_NEW_FACTS = "no_new_facts"
    SECRET = "secret"
    OUTSIDE_DUTY = "outside_duty"
    UNLAWFUL = "unlawful"
    OBJECTIVE = "objective"
    """Law, plan or technology does not allow it for now (客观条件限制)."""


class Exclude(AskedOfTicket):
    """Ask that the ticket be left out of the rates, with evidence; somebody else decides (申请剔除)."""

    do: Literal["exclude"] = "exclude"
    why: Exclusion
    evidence: Annotated[tuple[PlainLine, ...], Field(min_length=1, max_length=20)]
    reason: Sentence
