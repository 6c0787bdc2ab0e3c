"""Asking for several units on one ticket: whistle and joint handling (吹哨报到、协办)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from api_client.models.asked.carried import AskedOfTicket, NamedUnit
from api_client.models.text import PlainText, Sentence


class WhistleKind(StrEnum):
    """When a street may whistle (三类哨); each has its own time to report in."""

    KEY_MATTER = "key_matter"
    """A prominent matter that the street cannot solve (重点工作哨)."""
    ENFORCEMENT = "enforcement"
    """The street has no power to enforce (综合执法哨)."""
    EMERGENCY = "emergency"
    """A burst pipe, a road that caves in, an outage (应急处置哨)."""


class Whistle(AskedOfTicket):
    """Call units to the place: they report in within their time and stay to the end (吹哨)."""

    do: Literal["whistle"] = "whistle"
    kind: WhistleKind
    units: Annotated[tuple[NamedUnit, ...], Field(min_length=1, max_length=20)]
    mode: Literal["onsite", "consult", "joint"] = "onsite"
    """Work on site, think together, or act together (现场办公、集体会诊、联合行动)."""
    matter: Sentence


class ReportIn(AskedOfTicket):
    """Report in after a whistle (报到)."""

    do: Literal["report_in"] = "report_in"
    text: PlainText = ""


class Join(AskedOfTicket):
    """Add a unit that handles part of it; its result goes to the lead before the lead's feedback (协办)."""

    do: Literal["join"] = "join"
    unit: NamedUnit
    task: Sentence


class Interim(AskedOfTicket):
    """Tell the lead how far this unit's part is, and why where it is late (阶段性报告)."""

    do: Literal["interim"] = "interim"
    text: Sentence
    late_reason: PlainText = ""


class CoReport(AskedOfTicket):
    """Report to the lead what came of this unit's part (协办反馈)."""

    do: Literal["co_report"] = "co_report"
    solved: bool
    text: Sentence


class Dismiss(AskedOfTicket):
    """Let a unit go that was called or joined, and judge how it helped (解除哨令)."""

    do: Literal["dismiss"] = "dismiss"
    unit: NamedUnit
    stayed: bool
    """Whether it stayed until the matter was done (事不完，人不撤)."""
    score: int = Field(ge=1, le=5)
    text: PlainText = ""


class Appraise(AskedOfTicket):
    """Judge the unit that called: both sides are scored (双考核)."""

    do: Literal["appraise"] = "appraise"
    score: int = Field(ge=1, le=5)
    text: PlainText = ""


class Waive(AskedOfTicket):
    """Do without a unit's part, so that the lead can feed back (免报)."""

    do: Literal["waive"] = "waive"
    unit: NamedUnit
    reason: Sentence
