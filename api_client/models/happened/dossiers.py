"""What happened to dossiers (台账)."""

from typing import Literal

from api_client.models.dossier import Dossier
from api_client.models.happened.carried import Happened
from api_client.models.word import Day


class DossierOpened(Happened):
    """A dossier was opened, as it then stood."""

    type: Literal["dossier_opened"] = "dossier_opened"
    dossier: Dossier


class MeasureAdded(Happened):
    """A measure was added."""

    type: Literal["measure_added"] = "measure_added"
    text: str
    unit: str
    due: Day


class MeasureMet(Happened):
    """A measure is done."""

    type: Literal["measure_met"] = "measure_met"
    measure: int
    result: str


class Remarked(Happened):
    """Something was added to a dossier."""

    type: Literal["remarked"] = "remarked"
    sort: str = "note"
    text: str


class InterviewHeld(Happened):
    """An interview was held."""

    type: Literal["interview_held"] = "interview_held"
    minutes: str
    rectify_by: Day


class TakenOver(Happened):
    """The shift was taken over."""

    type: Literal["taken_over"] = "taken_over"
    text: str = ""


class Referred(Happened):
    """Misconduct was referred to the discipline inspection."""

    type: Literal["referred"] = "referred"
    to: str
    reason: str


class DossierClosed(Happened):
    """A dossier was closed."""

    type: Literal["dossier_closed"] = "dossier_closed"
    result: str
    unmet: str = ""
    """Why it was closed although a measure was not done."""
