"""Asking for a second signature, for supervision, for an answer to a leader (督)."""

from enum import StrEnum
from typing import Literal
from uuid import UUID

from api_client.models.asked.carried import AskedOfTicket, DossierNumber
from api_client.models.text import PlainLine, PlainText, Sentence
from api_client.models.word import AskedMoment


class CoSign(AskedOfTicket):
    """Sign a colleague's command, which is then decided (会签)."""

    do: Literal["cosign"] = "cosign"
    request: UUID
    text: PlainText = ""


class Decline(AskedOfTicket):
    """Decline to sign, saying why (不予会签)."""

    do: Literal["decline"] = "decline"
    request: UUID
    reason: Sentence


class SuperviseReason(StrEnum):
    """Why a ticket comes under supervision (督办情形)."""

    HOT = "hot"
    """Many people care (热点)."""
    MEDIA = "media"
    """The press has it (媒体曝光)."""
    FREQUENT = "frequent"
    """It keeps coming (高频)."""
    REFUSED = "refused"
    """The unit will not take it."""
    OVERDUE = "overdue"
    UNSOLVED = "unsolved"
    """It should have been solved and was not."""
    HUNG = "hung"
    PROBLEM_ORDER = "problem_order"
    """Handed round too often (问题工单)."""
    LEADER = "leader"
    """A leader asked for it (批示)."""
    RISK = "risk"
    """Something may happen (风险)."""


class Supervise(AskedOfTicket):
    """Put the ticket under supervision until it is solved (督办)."""

    do: Literal["supervise"] = "supervise"
    why: SuperviseReason
    level: Literal["city", "district"] = "city"
    owner: PlainLine = ""
    """Who answers for it at that level; empty: who asks."""
    reason: Sentence


class Release(AskedOfTicket):
    """End the supervision: the ticket is solved, or somebody says why it ends without (销号)."""

    do: Literal["release"] = "release"
    reason: Sentence


class Instruct(AskedOfTicket):
    """Write down a leader's instruction, with its own due time (批示)."""

    do: Literal["instruct"] = "instruct"
    leader: PlainLine
    """The office that instructs."""
    due: AskedMoment
    text: Sentence


class Comply(AskedOfTicket):
    """Answer a leader's instruction (批示办理结果)."""

    do: Literal["comply"] = "comply"
    text: Sentence


class Remind(AskedOfTicket):
    """Remind the lead unit before time is up (催办)."""

    do: Literal["remind"] = "remind"
    text: Sentence


class Alert(AskedOfTicket):
    """Tell the supervisors at once of a risk found in the ticket (风险报告)."""

    do: Literal["alert"] = "alert"
    text: Sentence


class LinkToProblem(AskedOfTicket):
    """Count the ticket to a problem that is solved at its root (关联主题问题)."""

    do: Literal["link_to_problem"] = "link_to_problem"
    problem: DossierNumber
