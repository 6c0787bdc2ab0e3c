"""What happened. Past tense; `matters` says whether someone who looked away must be told before acting."""

from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from api_client.models.happened.assessing import CallbackOpened, CalledBack, Closed
from api_client.models.happened.dispatching import Advised, Consulted, Dispatched, Disputed, Escalated, Opined, ProblemOrdered, Reassigned, Ruled
from api_client.models.happened.dossiers import DossierClosed, DossierOpened, InterviewHeld, MeasureAdded, MeasureMet, Referred, Remarked, TakenOver
from api_client.models.happened.handling import Arrived, Contacted, FedBack, FeedbackReturned, FeedbackWritten, Mediated, Noted, Repaired, Signed
from api_client.models.happened.intake import (
    Absorbed,
    Answered,
    Forgotten,
    Inquired,
    Loaded,
    MarkedNuisance,
    Merged,
    Registered,
    Revealed,
    RoutedElsewhere,
    Unmerged,
    Warned,
)
from api_client.models.happened.limits import Climbed, Excluded, Extended, Hung, Missed, Paused, Resumed, TierChanged
from api_client.models.happened.supervising import (
    Alerted,
    Complied,
    CoSignDeclined,
    CoSigned,
    CoSignLapsed,
    CoSignRequested,
    Gathered,
    Instructed,
    LinkedToProblem,
    Released,
    Reminded,
    Supervised,
)
from api_client.models.happened.together import Appraised, CoReported, Dismissed, InterimReported, Joined, ReportedIn, Waived, Whistled

AnyEvent = (
    Registered | RoutedElsewhere | Answered | Inquired | Merged | Unmerged | Absorbed | Warned | MarkedNuisance | Revealed | Forgotten | Loaded
    | Consulted | Advised | Dispatched | Disputed | Ruled | Reassigned | ProblemOrdered | Escalated | Opined | Signed | Contacted | Arrived
    | Repaired | Mediated | FeedbackWritten | FeedbackReturned | FedBack | Noted | Whistled | ReportedIn | Joined | InterimReported | CoReported
    | Dismissed | Appraised | Waived | Extended | Paused | Hung | Resumed | TierChanged | Excluded | Missed | Climbed | CallbackOpened
    | CalledBack | Closed | CoSignRequested | CoSigned | CoSignDeclined | CoSignLapsed | Supervised | Released | Instructed | Complied | Reminded
    | Alerted | Gathered | LinkedToProblem | DossierOpened | MeasureAdded | MeasureMet | Remarked | InterviewHeld | TakenOver | Referred
    | DossierClosed
)  # fmt: skip
Event = Annotated[AnyEvent, Field(discriminator="type")]
EVENTS: TypeAdapter[AnyEvent] = TypeAdapter(Event, config=ConfigDict(defer_build=True))
"""Reads an event from JSON or from a dict."""

__all__ = [
    "EVENTS",
    "Absorbed",
    "Advised",
    "Alerted",
    "Answered",
    "AnyEvent",
    "Appraised",
    "Arrived",
    "CallbackOpened",
    "CalledBack",
    "Climbed",
    "Closed",
    "CoReported",
    "CoSignDeclined",
    "CoSignLapsed",
    "CoSignRequested",
    "CoSigned",
    "Complied",
    "Consulted",
    "Contacted",
    "Dismissed",
    "Dispatched",
    "Disputed",
    "DossierClosed",
    "DossierOpened",
    "Escalated",
    "Event",
    "Excluded",
    "Extended",
    "FedBack",
    "FeedbackReturned",
    "FeedbackWritten",
    "Forgotten",
    "Gathered",
    "Hung",
    "Inquired",
    "Instructed",
    "InterimReported",
    "InterviewHeld",
    "Joined",
    "LinkedToProblem",
    "Loaded",
    "MarkedNuisance",
    "MeasureAdded",
    "MeasureMet",
    "Mediated",
    "Merged",
    "Missed",
    "Noted",
    "Opined",
    "Paused",
    "ProblemOrdered",
    "Reassigned",
    "Referred",
    "Registered",
    "Released",
    "Remarked",
    "Reminded",
    "Repaired",
    "ReportedIn",
    "Resumed",
    "Revealed",
    "RoutedElsewhere",
    "Ruled",
    "Signed",
    "Supervised",
    "TakenOver",
    "TierChanged",
    "Unmerged",
    "Waived",
    "Warned",
    "Whistled",
]  # fmt: skip
