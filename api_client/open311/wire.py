"""How a city is asked: plain GETs, few and small, each answer bounded, every fault with a name of its own."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx

from api_client.errors import Unexpected, Unreachable
from api_client.models.text import clean
from api_client.open311 import markup, reading
from api_client.trust import verified
from api_client.unfold import whole
from api_client.wire import LONGEST_WAIT_SECONDS, chunks_of, network

ANSWER_BYTES = 16 << 20
"""Longest answer that is read: ten thousand requests with long texts."""
ANSWER_SECONDS = 60.0
"""How long a city may take over an answer; some search for half a minute."""
CONNECT_SECONDS = 10.0
TURNS = 5
"""Redirects in a row."""
BUSY_SECONDS = 60.0
"""How long a city is left alone that is busy and does not say for how long."""
SHOWN_SIGNS = 200
"""So much of an address is told."""
FORMS = ("json", "xml")
_BUSY = {408: "timeout", 429: "open311_too_fast", 500: "open311_busy", 502: "open311_busy", 503: "open311_busy", 504: "timeout"}

Params = dict[str, str | int]


class NoSuch(Unexpected):
    """The city answers that it has no such thing, or will not say it: `status` is 400 to 499."""

    def __init__(self, status: int, said: str, *, html: bool = False) -> None:
        super().__init__(f"{status}: {said}" if said else str(status), why="open311_html" if html else "open311_refused" if said else "open311_none")
        self.status = status
        self.said = said
        """The city's own sentence, empty where it gives none."""


class Marked(NamedTuple):
    """An answer as values, with the marks by which the city can say that it still is the same."""

    told: Any
    etag: str = ""
    modified: str = ""


class Wire:
    """GETs to one city. Methods raise Unreachable, NoSuch, Unexpected."""

    def __init__(self, *, now: Callable[[], float], lang: str = "", ca: str = "", transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._now = now
        self._not_before = 0.0
        self._why_not = "open311_too_fast"
        self._http = httpx.AsyncClient(
            headers={"Accept-Encoding": "gzip", "User-Agent": "paidan/1 (Open311 GeoReport v2 reader)"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())), timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=2), follow_redirects=False, transport=transport, verify=verified("https:", ca),
        )  # fmt: skip
        if lang:
            self.speak(lang)

    def speak(self, lang: str) -> None:
        """Ask for words in this language; most cities have but one."""
        self._http.headers["Accept-Language"] = lang

    async def get(self, url: str, params: Params | None = None, *, known: Marked | None = None) -> Marked:
        """The values that a city answers; those of `known` where it says that they still hold."""
        if self._now() < self._not_before:
            raise Unreachable(self._why_not, retry_after=self._not_before - self._now())
        headers = {"Accept": "application/json" if url.endswith(".json") else "text/xml, application/xml" if url.endswith(".xml") else "*/*"}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        elif known and known.modified:
            headers["If-Modified-Since"] = known.modified
        with network():
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._get(httpx.URL(url, params=params or None), headers, known)

    async def _get(self, url: httpx.URL, headers: dict[str, str], known: Marked | None) -> Marked:
        for _ in range(TURNS + 1):
            async with self._http.stream("GET", url, headers=headers) as answer:
                if answer.status_code == 304 and known:
                    return known
                if answer.has_redirect_location:
                    url = _next(url, answer.headers["location"])
                    continue
                self._check_pace(answer)
                body = await whole_of(answer)
                if answer.status_code >= 400:
                    raise _refusal(answer.status_code, body)
                return Marked(markup.read(body), clean(answer.headers.get("etag", "")), clean(answer.headers.get("last-modified", "")))
        raise Unexpected("one redirect after the other", why="open311_turns")

    def _check_pace(self, answer: httpx.Response) -> None:
        """Leave a city alone for as long as it asks. Raises Unreachable."""
        why = _BUSY.get(answer.status_code)
        if why is None:
            return
        wait = self._wait(answer.headers.get("retry-after", ""))
        if wait or answer.status_code in (429, 503):
            self._not_before, self._why_not = self._now() + (wait or BUSY_SECONDS), why
        raise Unreachable(why, f"the city answers {answer.status_code}", retry_after=wait)

    def _wait(self, after: str) -> float | None:
        """Seconds that Retry-After asks for, as a number or as a date."""
        seconds: float | None = None
        if after.isascii() and after.isdecimal():
            seconds = float(after)
        elif after:
            with suppress(ValueError, TypeError):
                seconds = parsedate_to_datetime(after).timestamp() - self._now()
        return min(max(0.0, seconds), LONGEST_WAIT_SECONDS) if seconds is not None else None

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()


async def whole_of(answer: httpx.Response) -> bytes:
    """All of an answer, unpacked. Raises Unexpected where it is more than any city needs."""
    try:
        return await whole(chunks_of(answer), answer.headers.get("content-encoding", ""), most=ANSWER_BYTES)
    except Unexpected as error:
        error.why = "open311_too_much" if error.why == "too_much" else "open311_garbled"
        raise


def _next(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads. Raises Unexpected where that is no place to follow to: a plain connection after an encrypted one."""
    try:
        there = urljoin(str(url), location)
        scheme = urlsplit(there).scheme
        if scheme not in ("http", "https") or (url.scheme == "https" and scheme == "http"):
            raise Unexpected(f"sent on to {clean(there)[:200]}", why="open311_turns")
        return httpx.URL(there)
    except (ValueError, httpx.InvalidURL) as error:
        raise Unexpected("sent on to nowhere", why="open311_turns") from error


def _refusal(status: int, body: bytes) -> Unexpected:
    html = markup.is_page(body)
    said = ""
    with suppress(Unexpected):
        said = reading.errors(markup.read(body))
    return NoSuch(status, said, html=html and not said)


class Found(NamedTuple):
    """A city that answers: where, in which form, and its service list, read already."""

    base: str
    form: str
    services: Marked


async def find(wire: Wire, url: str, shared: Params) -> Found:
    """Where and how a city answers, from its endpoint, its discovery or its site. Raises Unreachable, Unexpected: what came of the first try."""
    url = url.rstrip("/")
    if url.rpartition("/")[2].partition(".")[0] == "discovery":
        return await _from_discovery(wire, url, shared)
    try:
        return await _at(wire, url, shared)
    except Unexpected as error:
        for place in ("discovery", "open311/discovery"):
            with suppress(Unexpected):
                return await _from_discovery(wire, f"{url}/{place}", shared)
        raise error


async def _at(wire: Wire, base: str, shared: Params) -> Found:
    first: Unexpected | None = None
    for form in FORMS:
        try:
            marked = await wire.get(f"{base}/services.{form}", shared)
        except Unexpected as error:
            first = _clearer(first, error)
            continue
        if reading.services(marked.told) is not None:
            return Found(base, form, marked)
        first = _clearer(first, Unexpected("no list of services", why="open311_none"))
    assert first is not None
    raise first


def _clearer(one: Unexpected | None, other: Unexpected) -> Unexpected:
    """Which of two refusals tells a person more: what the city says itself, then anything but that there is nothing."""

    def weight(error: Unexpected) -> int:
        return 2 if isinstance(error, NoSuch) and error.said else error.why not in ("open311_none", "open311_html")

    return one if one is not None and weight(one) >= weight(other) else other


async def _from_discovery(wire: Wire, url: str, shared: Params) -> Found:
    first: Unexpected | None = None
    for place in (url,) if url.endswith((".json", ".xml")) else (f"{url}.json", f"{url}.xml"):
        try:
            found = reading.endpoints((await wire.get(place)).told)
        except Unexpected as error:
            first = _clearer(first, error)
            continue
        bases = list(filter(None, (_joined(place, one.url) for one in found)))
        for base in bases:
            try:
                return await _at(wire, base, shared)
            except Unreachable as error:
                error.where = _told(base)
                raise
            except Unexpected:
                continue
        first = _clearer(first, Unexpected(" ".join(("a discovery without an endpoint that answers", *map(_told, bases))), why="open311_none"))
    assert first is not None
    raise first


def _joined(place: str, url: str) -> str:
    """The address of an endpoint that a discovery at a place names; empty where it is none."""
    try:
        return str(httpx.URL(urljoin(place, url))).rstrip("/")
    except (ValueError, httpx.InvalidURL):
        return ""


def _told(url: str) -> str:
    """An address as it may be shown: without the name, password and keys that may stand in it, and nothing that a terminal could obey."""
    parts = urlsplit(url)
    return clean(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}")[:SHOWN_SIGNS]
