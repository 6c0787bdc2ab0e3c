"""Asking for what is bigger than one ticket: problems, sessions, handovers, conduct, interviews, the catalogue (台账)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from api_client.models.asked.carried import Asked, AskedOfDossier, MonthName, NamedUnit, Number, UnitCode
from api_client.models.text import PlainLine, PlainText, PlainTitle, Sentence
from api_client.models.word import AskedMoment

Title = Annotated[PlainTitle, StringConstraints(min_length=1)]


class OpenProblem(Asked):
    """Open a problem that is to be solved at its root: one of the monthly themes, a winter plan, or found by ourselves (每月一题)."""

    do: Literal["open_problem"] = "open_problem"
    title: Title
    sort: Literal["monthly", "seasonal", "proactive", "surge"] = "monthly"
    theme: PlainLine = ""
    month: MonthName
    """The month it is the theme of, or in which its plan begins."""
    lead: NamedUnit
    units: Annotated[tuple[NamedUnit, ...], Field(max_length=50)] = ()
    items: Annotated[tuple[PlainLine, ...], Field(max_length=200)] = ()
    """Catalogue codes of the tickets that it is about."""
    streets: Annotated[tuple[NamedUnit, ...], Field(max_length=400)] = ()
    """Where, if not in the whole city."""
    plan: PlainText = ""
    due: date | None = None


class OpenSession(Asked):
    """Open a session: leaders answer calls, a review or dispatch meeting, a visit (领导接听、点评会、调度会)."""

    do: Literal["open_session"] = "open_session"
    sort: Literal["leaders_hour", "campaign", "review", "dispatching", "site"] = "leaders_hour"
    title: Title
    unit: NamedUnit
    people: Annotated[tuple[PlainLine, ...], Field(max_length=50)] = ()
    """Offices that take part."""
    starts: AskedMoment
    ends: AskedMoment
    text: PlainText = ""


class WriteArticle(Asked):
    """Write down what others can use: knowledge for answers, a question about a rule, a case to learn from (知识库)."""

    do: Literal["write_article"] = "write_article"
    sort: Literal["knowledge", "question", "case"] = "knowledge"
    title: Title
    text: Sentence
    item: PlainLine = ""
    setting: PlainLine = ""
    """Key of the policy's value that a question is about."""
    tickets: Annotated[tuple[Number, ...], Field(max_length=20)] = ()


class Breach(StrEnum):
    """Conduct that the regulation forbids (条例第35条)."""

    RUDE = "rude"
    LATE = "late"
    """Not handled, or late, without reason."""
    SHIRKING = "shirking"
    PERFUNCTORY = "perfunctory"
    FALSIFYING = "falsifying"
    """Told as done what was not (虚假办结)."""
    LEAKING = "leaking"
    RETALIATION = "retaliation"


class RecordConduct(Asked):
    """Enter misconduct of a unit into the register (作风台账)."""

    do: Literal["record_conduct"] = "record_conduct"
    breach: Breach
    unit: NamedUnit
    text: Sentence
    tickets: Annotated[tuple[Number, ...], Field(max_length=20)] = ()


class ChangeItem(Asked):
    """Change a line of the dispatch catalogue from a day on, or add one; the past stays as it was (派单目录调整)."""

    do: Literal["change_item"] = "change_item"
    code: Annotated[PlainLine, StringConstraints(min_length=1, max_length=40)]
    effective_from: date
    owner: UnitCode = ""
    """Empty: as before. `street`, `district` or the code of a unit."""
    tier: PlainLine = ""
    industry: UnitCode = ""
    tags: tuple[PlainLine, ...] | None = None
    levels: Annotated[tuple[PlainLine, ...], Field(max_length=3)] = ()
    """The three levels in words; only for a new line, or to rename one."""
    ends: bool = False
    """The line is no longer in force from that day."""
    reason: Sentence
    tickets: Annotated[tuple[Number, ...], Field(max_length=20)] = ()
    """Tickets that went to the wrong unit by it."""


class HandOver(Asked):
    """Hand the shift over: the sheet writes itself, and this signs it (交班)."""

    do: Literal["hand_over"] = "hand_over"
    unit: UnitCode = ""
    """Empty: the whole city's desk."""
    text: PlainText = ""


class TakeOver(AskedOfDossier):
    """Take the shift over: sign the sheet as the one who goes on (接班)."""

    do: Literal["take_over"] = "take_over"
    text: PlainText = ""


class CloseMonth(Asked):
    """Close a month's assessment: rates, ranking, classes and interview lists stand from here on (月度考核)."""

    do: Literal["close_month"] = "close_month"
    month: MonthName


class OpenInterview(Asked):
    """Call units to an interview (约谈)."""

    do: Literal["open_interview"] = "open_interview"
    sort: Literal["district", "streets", "department", "enterprise", "governed", "other"] = "other"
    month: MonthName
    units: Annotated[tuple[NamedUnit, ...], Field(min_length=1, max_length=100)]
    reason: Sentence


class HoldInterview(AskedOfDossier):
    """Write down what was said in an interview, and until when it is put right (约谈纪要)."""

    do: Literal["hold_interview"] = "hold_interview"
    minutes: Sentence
    rectify_by: date


class AddMeasure(AskedOfDossier):
    """Add a measure with who does it and until when (措施)."""

    do: Literal["add_measure"] = "add_measure"
    text: Sentence
    unit: NamedUnit
    due: date


class MeetMeasure(AskedOfDossier):
    """Report that a measure is done (措施完成)."""

    do: Literal["meet_measure"] = "meet_measure"
    measure: int = Field(ge=1)
    result: Sentence


class Remark(AskedOfDossier):
    """Add to a dossier: a site visit, a meeting, an answer to a question."""

    do: Literal["remark"] = "remark"
    sort: Literal["note", "meeting", "visit", "answer"] = "note"
    text: Sentence


class Refer(AskedOfDossier):
    """Refer misconduct to the discipline inspection (移送纪检监察)."""

    do: Literal["refer"] = "refer"
    to: PlainLine
    reason: Sentence


class CloseDossier(AskedOfDossier):
    """Close a dossier, saying what came of it."""

    do: Literal["close_dossier"] = "close_dossier"
    result: Sentence
    unmet: PlainText = ""
    """Why it is closed although a measure is not done."""
