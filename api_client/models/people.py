"""Who asks: people, their roles and what they may see."""

from enum import StrEnum

from pydantic import Field

from api_client.models.text import PlainLine
from api_client.models.word import Moment, Order, Word


class Role(StrEnum):
    """What a person does at the hotline; what each may ask stands in the hotline's access rules."""

    AGENT = "agent"
    """Takes calls and registers requests (话务员)."""
    DISPATCHER = "dispatcher"
    """Dispatches, reassigns, calls back (派单员)."""
    UNIT_OFFICER = "unit_officer"
    """Handles a unit's orders (承办员)."""
    UNIT_LEADER = "unit_leader"
    """Signs for a unit (承办单位负责人)."""
    SUPERVISOR = "supervisor"
    """Supervises and co-signs for the city (督办员)."""
    AUDITOR = "auditor"
    """Reads everything, changes nothing (审计员)."""
    SYSTEM = "system"
    """The hotline itself: time that passes, records that are loaded. Nobody signs in as it."""


class By(Word):
    """Who did something, as the log keeps it."""

    name: PlainLine
    """The sign-in name."""
    title: PlainLine = ""
    """The name shown to colleagues."""
    role: Role
    unit: str
    """Code of the unit the person belongs to."""


class Person(By):
    """Someone who may sign in."""

    scope: str
    """Code of the unit whose tree the person may see; the city's own code for the whole city."""


class Me(Word):
    """The answer of `GET /v1/me`."""

    person: Person
    asks: tuple[str, ...]
    """The commands that the role may ask at all, by their `do` names."""
    now: Moment
    rate: float = 1.0
    """Seconds of the hotline's time per second of wall time; other than 1 only on a scenario's clock."""


class SignIn(Order):
    """The body of `POST /v1/sessions`."""

    name: str
    password: str = Field(repr=False)


class Session(Word):
    """The answer of `POST /v1/sessions`: a bearer token and until when it is good."""

    token: str = Field(repr=False)
    expires_at: Moment
    person: Person
