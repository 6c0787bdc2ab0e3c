"""Every command there is. Imperative; the first docstring line is the help text, the fields are the form."""

from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from api_client.models.asked.assessing import CallBack
from api_client.models.asked.carried import AskedOfDossier, DossierNumber, Number, UnitCode
from api_client.models.asked.dispatching import Advise, Consult, Dispatch, Dispute, Escalate, Opine, Reassign, ReassignKind, Rule
from api_client.models.asked.dossiers import (
    AddMeasure,
    Breach,
    ChangeItem,
    CloseDossier,
    CloseMonth,
    HandOver,
    HoldInterview,
    MeetMeasure,
    OpenInterview,
    OpenProblem,
    OpenSession,
    RecordConduct,
    Refer,
    Remark,
    TakeOver,
    WriteArticle,
)
from api_client.models.asked.handling import Arrive, Contact, Feedback, Mediate, Note, Repair, Sign
from api_client.models.asked.intake import Answer, Contacts, Exit, Inquire, MarkNuisance, Merge, Register, Reveal, RouteElsewhere, Unmerge, Warn
from api_client.models.asked.itself import Absorb, AdoptItems, Climb, Elapse, Forget, Gather, Heed, Load
from api_client.models.asked.limits import ChangeTier, Exclude, Exclusion, Extend, Hang, Pause, PauseReason, Resume
from api_client.models.asked.supervising import Alert, Comply, CoSign, Decline, Instruct, LinkToProblem, Release, Remind, Supervise, SuperviseReason
from api_client.models.asked.together import Appraise, CoReport, Dismiss, Interim, Join, ReportIn, Waive, Whistle, WhistleKind

OnTicket = (
    RouteElsewhere | Answer | Inquire | Merge | Unmerge | Warn | MarkNuisance | Reveal | Consult | Advise | Dispatch | Dispute | Rule | Reassign
    | Escalate | Opine | Sign | Contact | Arrive | Repair | Mediate | Feedback | Note | Whistle | ReportIn | Join | Interim | CoReport | Dismiss
    | Appraise | Waive | Extend | Pause | Hang | Resume | ChangeTier | Exclude | CallBack | CoSign | Decline | Supervise | Release | Instruct
    | Comply | Remind | Alert | LinkToProblem | Elapse | Climb | Absorb | Forget | Gather | Heed
)  # fmt: skip
OnDossier = (
    AdoptItems | OpenProblem | OpenSession | WriteArticle | RecordConduct | ChangeItem | HandOver | TakeOver | CloseMonth | OpenInterview
    | HoldInterview | AddMeasure | MeetMeasure | Remark | Refer | CloseDossier
)  # fmt: skip
"""Commands on what is bigger than one ticket."""

AnyCommand = Register | Load | OnTicket | OnDossier
Command = Annotated[AnyCommand, Field(discriminator="do")]
"""Any command; `do` names which."""

COMMANDS: TypeAdapter[AnyCommand] = TypeAdapter(Command, config=ConfigDict(defer_build=True))
"""Reads a command from JSON or from a dict; a pydantic ValidationError names the field at fault."""

SYSTEM_ONLY = frozenset(("elapse", "load", "climb", "absorb", "forget", "gather", "heed", "adopt_items"))
"""Commands that no person may ask over the wire."""

__all__ = [
    "COMMANDS", "SYSTEM_ONLY", "Absorb", "AddMeasure", "AdoptItems", "Advise", "Alert", "Answer", "AnyCommand", "Appraise", "Arrive",
    "AskedOfDossier", "Breach", "CallBack", "ChangeItem", "ChangeTier", "Climb", "CloseDossier", "CloseMonth", "CoReport", "CoSign", "Command",
    "Comply", "Consult", "Contact", "Contacts", "Decline", "Dismiss", "Dispatch", "Dispute", "DossierNumber", "Elapse", "Escalate", "Exclude",
    "Exclusion", "Exit", "Extend", "Feedback", "Forget", "Gather", "HandOver", "Hang", "Heed", "HoldInterview", "Inquire", "Instruct", "Interim",
    "Join", "LinkToProblem", "Load", "MarkNuisance", "Mediate", "MeetMeasure", "Merge", "Note", "Number", "OnDossier", "OnTicket", "OpenInterview",
    "OpenProblem", "OpenSession", "Opine", "Pause", "PauseReason", "Reassign", "ReassignKind", "RecordConduct", "Refer", "Register", "Release",
    "Remark", "Remind", "Repair", "ReportIn", "Resume", "Reveal", "RouteElsewhere", "Rule", "Sign", "Supervise", "SuperviseReason", "TakeOver",
    "UnitCode", "Unmerge", "Waive", "Warn", "Whistle", "WhistleKind", "WriteArticle",
]  # fmt: skip
