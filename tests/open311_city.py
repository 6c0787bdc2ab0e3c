"""An Open311 city on this machine that replays recorded answers, and has whatever quirk it is asked to have."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

import httpx
import pytest

from api_client.open311 import markup

RECORDED = Path(__file__).parents[2] / "shared/data/open311"
MISSING = "the recorded answers of cities are not beside the tree"


class City(NamedTuple):
    """Recorded answers that belong together."""

    services: str
    requests: str
    form: str


CITIES = {
    "san_francisco": City("cfa-ruby__services.xml", "cfa-ruby__service_requests.xml", "xml"),
    "washington": City("node-open311__dc-services.xml", "node-open311__service-requests.xml", "xml"),
    "wiki_json": City("cfa-java__serviceListJSON.txt", "cfa-java__serviceRequestsJSON.txt", "json"),
    "wiki_xml": City("cfa-java__serviceListXML.txt", "cfa-java__serviceRequestsXML.txt", "xml"),
    "schenectady": City("mock-schenectady__services.json", "mock-schenectady__requests.json", "json"),
    "empty": City("cfa-ruby__services.xml", "cfa-ruby__service_requests_empty.xml", "xml"),
}


def recorded(name: str) -> bytes:
    """A recorded answer; the test is skipped where it is not at hand."""
    if not RECORDED.exists():
        pytest.skip(MISSING)
    return (RECORDED / name).read_bytes()


class Answer(NamedTuple):
    """What the city says to one question."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    type: str = ""


NO_SUCH = {"json": b'[{"code":404,"description":"no such request"}]', "xml": b"<errors><error><code>404</code></error></errors>"}
BOUNDS = (("updated_after", "updated_datetime", 1), ("start_date", "requested_datetime", 1), ("end_date", "requested_datetime", -1))
Hook = Callable[[str, dict[str, str]], Answer | None]


def xml_of(root: str, name: str, rows: list[dict[str, Any]]) -> bytes:
    """Rows as GeoReport writes them in XML."""
    told = "".join(f"<{name}>{''.join(_element(key, value) for key, value in row.items())}</{name}>" for row in rows)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root}>{told}</{root}>'.encode()


def _element(key: str, value: Any) -> str:
    said = "" if value is None else str(value).lower() if isinstance(value, bool) else escape(str(value))
    return f"<{key}>{said}</{key}>"


class Open311City:
    """The city: its services and requests can be changed while it answers."""

    def __init__(self, services: list[dict[str, Any]], requests: list[dict[str, Any]], *, forms: tuple[str, ...] = ("json", "xml")) -> None:
        self.services, self.requests, self.forms = services, requests, forms
        self.pages = True
        """Whether it has pages, filters by state and knows `updated_after`."""
        self.hook: Hook = lambda _path, _asked: None
        """Says something else instead of what it would say."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = ""
        self.raw: dict[str, bytes] = {}
        """Whole answers by the beginning of their path, as they were recorded."""

    def answer(self, path: str, asked: dict[str, str], headers: Any) -> Answer:
        """What it says to a GET."""
        self.asked.append((path, asked))
        if (own := self.hook(path, asked)) is not None:
            return own
        if path == "/discovery.json":
            return Answer(body=json.dumps({"endpoints": [{"specification": "http://wiki.open311.org/GeoReport_v2", "url": self.url}]}).encode())
        found = re.fullmatch(r"/v2/(services|requests)(?:/([^/]+))?\.(json|xml)", path)
        if not found or found[3] not in self.forms:
            return Answer(404, b"<html>nothing here</html>", type="text/html")
        if found[1] in self.raw and not found[2]:
            return Answer(body=self.raw[found[1]])
        if found[1] == "services":
            return self._told("services", "service", self.services, found[3], headers)
        rows = [row for row in self.requests if str(row["service_request_id"]) == found[2]] if found[2] else self._asked_for(asked)
        if found[2] and not rows:
            return Answer(404, NO_SUCH[found[3]])
        return self._told("service_requests", "request", rows, found[3], headers)

    def _asked_for(self, asked: dict[str, str]) -> list[dict[str, Any]]:
        rows = self.requests
        if ids := asked.get("service_request_id"):
            return [row for row in rows if str(row["service_request_id"]) in ids.split(",")]
        if not self.pages:
            return rows
        if states := asked.get("status"):
            rows = [row for row in rows if row.get("status") in states.split(",")]
        for key, field, sign in BOUNDS:
            if moment := asked.get(key):
                rows = [row for row in rows if (str(row.get(field) or "") >= moment) is (sign > 0)]
        page, size = int(asked.get("page", 1)), min(int(asked.get("page_size", 50)), 50)
        return rows[(page - 1) * size : page * size]

    def _told(self, root: str, name: str, rows: list[dict[str, Any]], form: str, headers: Any) -> Answer:
        body = json.dumps(rows, ensure_ascii=False).encode() if form == "json" else xml_of(root, name, rows)
        etag = f'"{hash(body):x}"'
        if headers.get("If-None-Match") == etag:
            return Answer(304, headers=(("ETag", etag),))
        return Answer(body=body, headers=(("ETag", etag),), type="application/json" if form == "json" else "text/xml; charset=utf-8")


def of_recorded(name: str) -> Open311City:
    """A city that says again what a real one said, byte for byte."""
    city = CITIES[name]
    made = Open311City([], [], forms=(city.form,))
    made.raw = {"services": recorded(city.services), "requests": recorded(city.requests)}
    told = markup.read(made.raw["requests"])
    if isinstance(told, dict):  # XML: each element is a list
        told = [{name: value[0] for name, value in row.items()} for row in (told["service_requests"][0] or {}).get("request", [])]
    made.requests = told
    return made


@contextmanager
def standing(city: Open311City) -> Iterator[Open311City]:
    """The city on a free port of this machine; `url` is its endpoint."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            told = city.answer(parts.path, dict(parse_qsl(parts.query)), self.headers)
            self.send_response(told.status)
            for name, value in (*told.headers, ("Content-Type", told.type or "text/plain"), ("Content-Length", str(len(told.body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is said on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", int(city.url.rpartition(":")[2].partition("/")[0] or 0) if city.url else 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    city.url = f"http://127.0.0.1:{server.server_address[1]}/v2"
    try:
        yield city
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def in_process(city: Open311City) -> httpx.MockTransport:
    """The same city without a socket, at http://city.example/v2."""

    def answer(request: httpx.Request) -> httpx.Response:
        told = city.answer(request.url.path, dict(request.url.params), request.headers)
        return httpx.Response(told.status, headers=[*told.headers, ("Content-Type", told.type or "text/plain")], content=told.body)

    return httpx.MockTransport(answer)


def made_up(count: int, *, now: datetime, forms: tuple[str, ...] = ("json", "xml")) -> Open311City:
    """A city with pages whose requests came in an hour apart, the newest first; every fifth has no expected time."""
    hours, agencies = (1, 20, 100, 400), ("Sanitation", "Parks & Trees", "")

    def row(index: int) -> dict[str, Any]:
        came = now - timedelta(hours=index + 1)
        expected = came + timedelta(hours=hours[index % 4]) if index % 5 else None
        return {
            "service_request_id": f"26-{9000 - index}", "status": "open", "status_notes": f"note {index}", "service_name": "Pothole",
            "service_code": "001", "description": f"hole {index}", "agency_responsible": agencies[index % 3],
            "requested_datetime": f"{came:%Y-%m-%dT%H:%M:%SZ}", "updated_datetime": f"{came:%Y-%m-%dT%H:%M:%SZ}",
            "expected_datetime": f"{expected:%Y-%m-%dT%H:%M:%SZ}" if expected else None, "address": f"{index} Main St", "lat": 41.5, "long": -87.25,
        }  # fmt: skip

    services = [{"service_code": "001", "service_name": "Pothole", "metadata": False, "type": "realtime", "keywords": "", "group": "Streets"}]
    return Open311City(services, [row(index) for index in range(count)], forms=forms)
