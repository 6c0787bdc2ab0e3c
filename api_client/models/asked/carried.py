"""What every command carries, and how units, tickets, dossiers and months are written."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api_client.models.text import PlainCode
from api_client.models.word import Order

UnitCode = Annotated[PlainCode, StringConstraints(max_length=40)]
NamedUnit = Annotated[PlainCode, StringConstraints(min_length=1, max_length=40)]
Number = Annotated[str, StringConstraints(pattern=r"^\d{8}-\d{6,}$", max_length=24)]
DossierNumber = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{4}-\d{4,}$", max_length=24)]
"""`P2026-0007`: a letter for the kind, the year, a serial number."""
MonthName = Annotated[str, StringConstraints(pattern=r"^(19|2\d)\d\d-(0[1-9]|1[0-2])$")]
"""`2026-11`: a month of the city's calendar."""


CARRIED = frozenset(("id", "do", "ticket", "dossier", "seen"))
"""What a command carries beside what a person typed."""


class Asked(Order):
    """What every command carries."""

    id: UUID
    """Chosen by who asks; asking twice with the same id does nothing twice."""


class AskedOfTicket(Asked):
    """A command on a ticket that exists."""

    ticket: Number
    seen: int = Field(ge=0)
    """The version the person was looking at."""


class AskedOfDossier(Asked):
    """A command on a dossier that exists (台账)."""

    dossier: DossierNumber
    seen: int = Field(default=0, ge=0)
    """The version the person was looking at."""
