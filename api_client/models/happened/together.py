"""What several units did on one ticket (吹哨报到、协办)."""

from typing import ClassVar, Literal

from api_client.models.asked.together import WhistleKind
from api_client.models.happened.carried import Happened


class Whistled(Happened):
    """Units were called to the place; each has a clock of its own until it reports in."""

    type: Literal["whistled"] = "whistled"
    matters: ClassVar[bool] = True
    kind: WhistleKind
    units: tuple[str, ...]
    mode: str
    matter: str


class ReportedIn(Happened):
    """A called unit reported in."""

    type: Literal["reported_in"] = "reported_in"
    unit: str
    late: bool = False
    text: str = ""


class Joined(Happened):
    """A unit handles part of it, with a clock of its own."""

    type: Literal["joined"] = "joined"
    matters: ClassVar[bool] = True
    unit: str
    task: str


class InterimReported(Happened):
    """A unit told how far its part is."""

    type: Literal["interim_reported"] = "interim_reported"
    unit: str
    text: str
    late_reason: str = ""


class CoReported(Happened):
    """A unit reported what came of its part."""

    type: Literal["co_reported"] = "co_reported"
    unit: str
    solved: bool
    text: str
    late: bool = False


class Dismissed(Happened):
    """A unit was let go."""

    type: Literal["dismissed"] = "dismissed"
    unit: str
    stayed: bool
    score: int
    text: str = ""


class Appraised(Happened):
    """A called unit judged the one that called."""

    type: Literal["appraised"] = "appraised"
    unit: str
    score: int
    text: str = ""


class Waived(Happened):
    """The lead may feed back without a unit's part."""

    type: Literal["waived"] = "waived"
    unit: str
    reason: str
