"""The dossier: what is bigger than one ticket, kept under a number of its own (台账)."""

from enum import StrEnum
from typing import Any

from pydantic import Field

from api_client.models.city import CatalogueItem
from api_client.models.people import By
from api_client.models.word import Day, Moment, Word


class DossierKind(StrEnum):
    """The kinds of dossier; the letter is how their numbers begin."""

    PROBLEM = "problem"
    """P: solved at its root (每月一题、冬病夏治)."""
    SESSION = "session"
    """S: leaders' hour, campaign, meeting, visit."""
    ARTICLE = "article"
    """A: knowledge, question about a rule, case to learn from."""
    CONDUCT = "conduct"
    """C: misconduct of a unit (作风台账)."""
    CATALOGUE = "catalogue"
    """K: a change of the dispatch catalogue."""
    INTERVIEW = "interview"
    """I: 约谈."""
    HANDOVER = "handover"
    """H: 交接班."""
    MONTH = "month"
    """M: a month's closed assessment (月度考核)."""


LETTERS: dict[DossierKind, str] = {
    DossierKind.PROBLEM: "P", DossierKind.SESSION: "S", DossierKind.ARTICLE: "A", DossierKind.CONDUCT: "C", DossierKind.CATALOGUE: "K",
    DossierKind.INTERVIEW: "I", DossierKind.HANDOVER: "H", DossierKind.MONTH: "M",
}  # fmt: skip
"""First letter of a dossier's number."""


class Measure(Word):
    """A measure with who does it and until when."""

    text: str
    unit: str
    due: Day
    added: Moment
    met: Moment | None = None
    result: str = ""


class Remarked(Word):
    """Something added to a dossier: a note, a meeting, a visit, an answer."""

    at: Moment
    by: By
    sort: str = "note"
    text: str


class Dossier(Word):
    """A dossier as it stands. Which fields are used depends on its kind."""

    number: str = ""
    """`P2026-0007`; empty before it has one."""
    version: int = 0
    kind: DossierKind
    sort: str = ""
    title: str
    text: str = ""
    unit: str = ""
    """Code of the unit that leads, is concerned, or hosts."""
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Offices that take part."""
    theme: str = ""
    month: str = ""
    items: tuple[str, ...] = ()
    """Catalogue codes it is about."""
    streets: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()
    setting: str = ""
    starts: Moment | None = None
    ends: Moment | None = None
    due: Day | None = None
    changes: tuple[CatalogueItem, ...] = ()
    """For a change of the catalogue: the lines as they read from their `effective_from` on."""
    sheet: dict[str, Any] = Field(default_factory=dict)
    """For a handover or a closed month: the figures and lists as they stood."""
    opened: Moment | None = None
    opened_by: By | None = None
    closed: Moment | None = None
    result: str = ""
    measures: tuple[Measure, ...] = ()
    remarks: tuple[Remarked, ...] = ()
    signed: tuple[By, ...] = ()
    """Who signed, in order: for a handover who left and who took over."""
    referred: str = ""
    """To whom misconduct was referred."""
