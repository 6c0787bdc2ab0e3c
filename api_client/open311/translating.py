"""A city's service list as the city that a desk knows, its requests as tickets. Pure; nothing is made up that the city does not tell."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import Field

from api_client.models.city import CatalogueItem, City, Policy, Unit, UnitKind
from api_client.models.clock import Clock, ClockName, ClockState
from api_client.models.text import clean
from api_client.models.ticket import ENDED, Flag, Kind, Stage, Ticket
from api_client.open311.reading import Request, Service, code

TIERS = (("2h", timedelta(hours=2)), ("24h", timedelta(hours=24)), ("7d", timedelta(days=7)), ("15d", None))
"""The desk's tiers and their limits."""
LEEWAY = 1.25
"""So much longer the time from request to expected end may be: cities count from when they passed a request on, not from when it came in."""
WATCH, WARN, URGENT, LONG = 0.5, 0.75, 0.9, 2.0
"""Which share of that time is over when a request is watched, warned of, urgent, long overdue: as the desk's own cities have it."""
URGENT_FLOOR = timedelta(minutes=15)
"""It is urgent no later than so long before."""
ROOT = "open311"
"""Code of the city itself."""
CHANNEL = "Open311"
TITLE_SIGNS = 120
"""A title names the matter; the whole description stands on the ticket's page."""
FROM = datetime(1971, 1, 1, tzinfo=UTC)
"""Since when the service list is taken to have held: it does not say, and requests are older than any desk."""

_STAGES: Mapping[str, Stage] = {
    "open": Stage.RECEIVED, "new": Stage.RECEIVED, "submitted": Stage.RECEIVED, "received": Stage.RECEIVED, "for_triage": Stage.RECEIVED,
    "pending": Stage.RECEIVED, "unconfirmed": Stage.RECEIVED, "confirmed": Stage.RECEIVED,
    "acknowledged": Stage.IN_HAND, "assigned": Stage.IN_HAND, "in_progress": Stage.IN_HAND, "investigating": Stage.IN_HAND,
    "planned": Stage.IN_HAND, "action_scheduled": Stage.IN_HAND, "reopen": Stage.IN_HAND, "reopened": Stage.IN_HAND,
    "internal_referral": Stage.WAITING, "referred": Stage.WAITING,
    "closed": Stage.CLOSED, "fixed": Stage.CLOSED, "no_further_action": Stage.CLOSED, "completed": Stage.CLOSED, "complete": Stage.CLOSED,
    "resolved": Stage.CLOSED, "done": Stage.CLOSED, "archived": Stage.CLOSED, "cancelled": Stage.EXITED, "canceled": Stage.EXITED,
    "rejected": Stage.EXITED, "not_councils_responsibility": Stage.EXITED, "unable_to_fix": Stage.EXITED, "duplicate": Stage.MERGED,
}  # fmt: skip
"""What cities say of a request, the extended statuses among it, and how far it has come by that."""


class Reported(Ticket):
    """A request of an Open311 city as the mirror keeps it: a summary, its description, and what GeoReport tells beside."""

    content: str = ""
    told: dict[str, str] = Field(default_factory=dict)
    """By GeoReport's own names: status_notes, agency_responsible, service_notice, expected_datetime, media_url, position, zipcode."""


def tier_of(requested: datetime, expected: datetime) -> str:
    """The tier in whose time a request is expected to end."""
    span = expected - requested
    return next(name for name, longest in TIERS if longest is None or span <= longest * LEEWAY)


def stage_of(request: Request) -> Stage:
    """How far a request has come; one that an agency answers for is in its hands."""
    status = request.status
    found = _STAGES.get(status) or next((stage for word, stage in _STAGES.items() if word in _ENDINGS and status.startswith(word)), Stage.RECEIVED)
    return Stage.IN_HAND if found is Stage.RECEIVED and request.agency and status in ("", "open") else found


_ENDINGS = ("closed", "completed", "resolved", "fixed", "cancelled", "duplicate", "rejected")


def ticket(request: Request, *, city: City, now: datetime, held: Mapping[str, Any] | None = None) -> Reported:
    """A request as a ticket. Where the city does not tell when it came in or ended, it is since it was first seen so: as `held` says, or now."""
    told = held or {}
    received = request.requested or request.updated or _moment(told.get("received")) or now
    stage = stage_of(request)
    ended = (request.updated or _moment(told.get("closed")) or now) if stage in ENDED else None
    clock = _clock(received, request.expected, ended=ended)
    item = city.items.get(request.service_code)
    name = request.service_name or (item.level3 if item else "") or request.service_code
    subject = request.description.partition("\n")[0].strip()
    return Reported(
        number=request.id, version=int(told.get("version", 0)) + 1, title=_title(name, subject) or request.id, kind=Kind.REQUEST,
        item=request.service_code,
        path=" / ".join(dict.fromkeys(filter(None, (item.level1 if item else "", name)))), stage=stage,
        tier=tier_of(received, request.expected) if request.expected else "", lead=agency_code(request.agency), address=request.address,
        channel=CHANNEL, received=received, closed=ended, clocks=(clock,) if clock else (),
        next_clock=ClockName.DUE if clock and clock.open else None, flags=(Flag.REDO,) if request.status.startswith("reopen") else (),
        content=request.description, told=_told(request),
    )  # fmt: skip


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _title(name: str, subject: str) -> str:
    said = f"{name}: {subject}" if name and subject and not subject.lower().startswith(name.lower()) else subject or name
    said = clean(said)
    return said if len(said) <= TITLE_SIGNS else f"{said[: TITLE_SIGNS - 1].rstrip()}…"


def _clock(start: datetime, due: datetime | None, *, ended: datetime | None) -> Clock | None:
    if due is None:
        return None
    length = max(due - start, timedelta())
    urgent = max(min(length * URGENT, length - URGENT_FLOOR), timedelta())
    steps = {"watch_at": length * WATCH, "warn_at": length * WARN, "urgent_at": urgent, "long_at": length * LONG}
    moments = {name: min(start, due) + after for name, after in steps.items()}
    state = ClockState.RUNNING if ended is None else ClockState.MET if ended <= due else ClockState.MISSED
    return Clock(
        name=ClockName.DUE, start=start, due=due, state=state, ended=ended,
        watch_at=moments["watch_at"], warn_at=moments["warn_at"], urgent_at=moments["urgent_at"], long_at=moments["long_at"],
    )  # fmt: skip


def _told(request: Request) -> dict[str, str]:
    position = f"{request.lat:.6f}, {request.long:.6f}" if request.lat is not None and request.long is not None else ""
    found = {
        "status": request.status if request.status not in ("open", "closed") else "", "status_notes": request.status_notes,
        "agency_responsible": request.agency, "service_notice": request.notice, "media_url": "  ".join(request.media), "position": position,
        "zipcode": request.zipcode,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def agency_code(name: str) -> str:
    """The code of the unit that stands for an agency; empty for none."""
    return f"agency-{code(name.casefold()).replace(' ', '-')}" if name else ""


def city_of(services: Sequence[Service], agencies: Collection[str], *, name: str, zone: str) -> City:
    """The city as a desk knows it: agencies as units, services as the catalogue. Open311 tells no rules, so the policy has tiers and nothing else."""
    units = {agency_code(agency): agency for agency in sorted(agencies)}
    return City(
        code=ROOT, name=name, name_en=name, zone=zone,
        units=(
            Unit(code=ROOT, kind=UnitKind.CITY, name=name),
            *(Unit(code=one, kind=UnitKind.DEPARTMENT, name=agency, parent=ROOT) for one, agency in units.items()),
        ),
        catalogue=tuple(
            CatalogueItem(
                code=one.code, level1=one.group or one.name, level2=one.group or one.name, level3=one.name, owner=ROOT, tier="",
                effective_from=FROM.date(),
            ) for one in services
        ),
        policies=(Policy(version="open311", effective_from=FROM, tiers=tuple(name for name, _ in TIERS), settings=(), cosign=()),),
        channels=(CHANNEL,),
    )  # fmt: skip


def zone_of(offsets: Iterable[timedelta | None]) -> str:
    """The zone a city's moments are told in, as far as one can see; UTC where they name none, or one of no whole hours."""
    counted = Counter(one for one in offsets if one is not None)
    if not counted:
        return "UTC"
    hours, rest = divmod(int(counted.most_common(1)[0][0].total_seconds()), 3600)
    return "UTC" if rest or not -12 <= hours <= 14 or not hours else f"Etc/GMT{-hours:+d}"


def same(held: Mapping[str, Any] | None, told: Reported) -> bool:
    """Whether a copy already says what the city tells now, whatever version it is."""
    if held is None:
        return False
    fresh = told.model_dump(mode="json")
    return all(held.get(name) == value for name, value in fresh.items() if name != "version")
