"""What a city's answers say: services and requests as values, whatever it calls, wraps, types or leaves out. Pure.

A value that makes no sense is taken for none; a service or a request without its code or number is left out.
"""

import html
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from api_client.models.text import PROSE_LENGTH, clean
from api_client.open311.moments import moment, offset

CODE_LENGTH = 60
"""A longer number or code is cut, and ends in a digest of the whole."""
LINE = 300
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]{0,2000})?/?>")
_BREAKS = frozenset(("br", "p", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4"))
_NAMES: Mapping[str, tuple[str, ...]] = {
    "service_request_id": ("service_request_id", "servicerequestid"),
    "updated_datetime": ("updated_datetime", "update_datetime", "updated_at", "updated"),
    "requested_datetime": ("requested_datetime", "request_datetime", "requested_at", "created_at"),
    "expected_datetime": ("expected_datetime", "expected_at"),
    "long": ("long", "lon", "lng", "longitude"),
    "lat": ("lat", "latitude"),
    "address": ("address", "address_string"),
    "agency_responsible": ("agency_responsible", "agency"),
    "status_notes": ("status_notes", "status_note"),
    "service_notice": ("service_notice",),
    "media_url": ("media_url", "media"),
}
"""What the standard calls a field, and what cities and their test servers call it."""


class Service(NamedTuple):
    """One line of a city's service list."""

    code: str
    name: str
    group: str = ""


class Request(NamedTuple):
    """One service request, as far as it could be read. Contacts of who asked are never read, though some cities tell them."""

    id: str
    status: str = ""
    """In small letters with `_` for blanks: `open`, `closed`, or what the city says instead."""
    status_notes: str = ""
    service_code: str = ""
    service_name: str = ""
    description: str = ""
    agency: str = ""
    notice: str = ""
    requested: datetime | None = None
    updated: datetime | None = None
    expected: datetime | None = None
    address: str = ""
    zipcode: str = ""
    lat: float | None = None
    long: float | None = None
    media: tuple[str, ...] = ()
    offset: timedelta | None = None
    """How far the zone in which it is told lies from UTC; None where it names none."""


class Endpoint(NamedTuple):
    """Where a city's discovery says that it answers."""

    url: str
    specification: str = ""
    type: str = ""


def services(told: Any) -> list[Service] | None:
    """The service list, each code once; None where this is no such list."""
    rows = _rows(told, "service_code", ("services", "service"))
    if rows is None:
        return None
    found = (Service(code(row.get("service_code")), plain(row.get("service_name")).replace("_", " "), plain(row.get("group"))) for row in rows)
    return list({one.code: one._replace(name=one.name or one.code) for one in found if one.code}.values())


def requests(told: Any, zone: tzinfo = UTC) -> list[Request] | None:
    """The requests, each number once and as it was told last; None where this is no list of them."""
    rows = _rows(told, "service_request_id", ("service_requests", "requests", "request"))
    if rows is None:
        return None
    found: dict[str, Request] = {}
    for row in rows:
        one = _request(row, zone)
        held = found.get(one.id)
        if one.id and (held is None or (one.updated or _LONG_AGO) >= (held.updated or _LONG_AGO)):
            found[one.id] = one
    return list(found.values())


def errors(told: Any) -> str:
    """What a city says is wrong, in one line; empty where it says nothing of the kind."""
    rows = [row for row in _rows(told, "description", ("errors", "error")) or () if "service_code" not in row and "service_request_id" not in row]
    said = [plain(row.get("description")) for row in rows]
    if not said and isinstance(told, dict) and isinstance(sole := one_of(told.get("error")), str):
        said = [plain(sole)]
    return "; ".join(filter(None, said))[:LINE]


def endpoints(told: Any) -> list[Endpoint]:
    """The endpoints of a discovery that speak GeoReport v2, production before test."""
    inner = one_of(told.get("discovery")) if isinstance(told, dict) and "discovery" in told else told
    rows = _rows(inner.get("endpoints") if isinstance(inner, dict) else inner, "url", ("endpoints", "endpoint")) or []
    found = [Endpoint(plain(row.get("url")), plain(row.get("specification")), plain(row.get("type")).lower()) for row in rows]
    speaking = [one for one in found if one.url and _is_version_two(one.specification.lower())]
    return sorted(speaking, key=lambda one: one.type not in ("production", ""))


def _is_version_two(specification: str) -> bool:
    return "georeport_v2" in specification and "draft" not in specification


def plain(told: Any, *, lines: bool = False, most: int = LINE) -> str:
    """A text of any type: without markup, with nothing in it that a terminal could obey, a line of it where not `lines`."""
    sole = one_of(told)
    if sole is None or isinstance(sole, (dict, bool)):
        return ""
    text = str(int(sole)) if isinstance(sole, float) and sole.is_integer() and abs(sole) < 1e15 else str(sole)
    text = text[: PROSE_LENGTH * 4]
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(lambda tag: "\n" if tag[2].lower() in _BREAKS else "", html.unescape(text)))
    text = clean(text, lines=True)
    if lines:
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.strip().split("\n")))[:PROSE_LENGTH]
    return " ".join(text.split())[:most]


def code(told: Any) -> str:
    """A number or a code of any type, short enough for everything that keeps it."""
    text = plain(told, most=PROSE_LENGTH)
    return text if len(text) <= CODE_LENGTH else f"{text[: CODE_LENGTH - 9]}~{zlib.crc32(text.encode()):08x}"


def one_of(told: Any) -> Any:
    """The first value where several are told: in XML each element could be a list."""
    while isinstance(told, list):
        told = told[0] if told else None
    return told


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _request(row: Mapping[str, Any], zone: tzinfo) -> Request:
    def field(name: str) -> Any:
        return next((value for other in _NAMES.get(name, (name,)) if (value := one_of(row.get(other))) not in (None, "")), None)

    return Request(
        id=code(field("service_request_id")), status=re.sub(r"[\s-]+", "_", plain(field("status")).lower()),
        status_notes=plain(field("status_notes"), lines=True), service_code=code(field("service_code")),
        service_name=plain(field("service_name")).replace("_", " "), description=plain(field("description"), lines=True),
        agency=plain(field("agency_responsible")), notice=plain(field("service_notice"), lines=True),
        requested=moment(field("requested_datetime"), zone), updated=moment(field("updated_datetime"), zone),
        expected=moment(field("expected_datetime"), zone), address=plain(field("address")), zipcode=plain(field("zipcode")),
        lat=_degrees(field("lat"), 90), long=_degrees(field("long"), 180), media=_media(row.get("media_url", row.get("media"))),
        offset=offset(field("requested_datetime")),
    )  # fmt: skip


def _degrees(told: Any, most: int) -> float | None:
    try:
        value = float(str(told).strip()) if told is not None and not isinstance(told, bool) else math.nan
    except ValueError:
        return None
    return round(value, 6) if -most <= value <= most else None


def _media(told: Any) -> tuple[str, ...]:
    """Addresses of pictures as plain text: one, several, or objects that hold one."""
    found = []
    for one in told if isinstance(told, list) else [told]:
        inner = next((one[name] for name in ("url", "media_url", "href") if name in one), None) if isinstance(one, dict) else one
        found.append(plain(inner))
    return tuple(dict.fromkeys(filter(None, found)))[:20]


def _rows(told: Any, mark: str, wrappers: tuple[str, ...]) -> list[Mapping[str, Any]] | None:
    """The objects with the field `mark`, in whatever wrappers they stand; None where there is neither one nor an empty list for them."""
    if told is None or told == "":
        return None
    found = list(_flat(told, mark, wrappers, 0))
    if found or told == []:
        return found
    if isinstance(told, list):
        return [] if all(isinstance(one, dict) for one in told) and not any("description" in one and "code" in one for one in told) else None
    return [] if isinstance(told, dict) and any(name in told and _is_nothing(told[name]) for name in wrappers) else None


def _is_nothing(told: Any) -> bool:
    """Whether a wrapper holds nothing: `[]`, `{}`, nothing at all, or a list of it as an empty XML element is."""
    return told in (None, "", [], {}) or (isinstance(told, list) and all(_is_nothing(one) for one in told))


def _flat(told: Any, mark: str, wrappers: tuple[str, ...], depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(told, list):
        for one in told:
            yield from _flat(one, mark, wrappers, depth + 1) if depth < 8 else ()
    elif isinstance(told, dict):
        if any(name in told for name in _NAMES.get(mark, (mark,))):
            yield told
            return
        for name in wrappers:
            if name in told and depth < 8:
                yield from _flat(told[name], mark, wrappers, depth + 1)
