"""docs/openapi.json and docs/api.md: the contract between a desk and any hotline, as the reference hotline tells it of itself."""

import asyncio
import json
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from docs.api_examples import examples
from docs.tables import table
from fixtures.city.load import load_city
from fixtures.clock import Clock
from fixtures.deciding.office import Office
from fixtures.log.events import Log
from fixtures.people.accounts import Accounts
from fixtures.web import server
from fixtures.web.shell import Shell

Told = dict[str, Any]
GROUPS = {
    "Who asks": ("/v1/sessions", "/v1/sessions/current", "/v1/me"),
    "The city": ("/v1/city", "/v1/route"),
    "The queue": ("/v1/snapshot", "/v1/feed", "/v1/tickets", "/v1/tickets/{number}", "/v1/tickets/{number}/contacts", "/v1/duplicates"),
    "Commands": ("/v1/commands/{id}",),
    "What is bigger than one ticket": ("/v1/dossiers", "/v1/dossiers/{number}"),
    "Figures": (
        "/v1/boards/{name}", "/v1/boards/rates/tickets", "/v1/boards/topics", "/v1/boards/surge", "/v1/boards/seasons", "/v1/reports/{name}",
        "/v1/audit",
    ),
    "For operators": ("/healthz", "/readyz", "/metrics"),
}  # fmt: skip
OWN_PAGE = "/open311"
"""Routes of a contract that is not ours have a page of their own."""

BEGINNING = """# The API

What a desk and a hotline say to each other. `paidan` works in front of any server that keeps this contract; `hotline` is the one that comes along.
Made from the code by `make docs`; every field of every body is in [openapi.json](openapi.json), which a running hotline serves at `/openapi.json`
and shows at `/docs`. Examples are real answers with long lists cut short (`"…"`).

## Two values

A **command** goes down: `PUT /v1/commands/{id}` under an id that the asker made up (a UUID, which stands in the body too), so that asking twice is
harmless. A **page** comes up: `GET /v1/feed?after=CURSOR` tells the events in order *and the tickets they touched as they stand now*. A desk
therefore needs no rule: it keeps the tickets it is told of, and asks.

## A desk's day

```
POST /v1/sessions {"name": "...", "password": "..."}        201 {"token": "...", "expires_at": "...", "person": {...}}
GET  /v1/city                                                units, catalogue, rules; ETag
GET  /v1/snapshot                                            NDJSON: a head with cursor, count and columns; then a ticket a line, as an array
GET  /v1/feed?after=CURSOR   Accept: text/event-stream       pages as they come, id: = cursor, until the line is cut; then again from the last cursor
PUT  /v1/commands/UUID {"id": "UUID", "do": "note", "ticket": "...", "seen": 4, "text": "..."}
```

## What holds for all of it

* JSON in UTF-8; moments in RFC 3339 with a zone (`2026-11-22T12:00:00Z`); durations in seconds. A desk reads over fields that it does not know.
* Every answer has `X-Hotline-Time`, the hotline's own time, which is the only one that clocks are reckoned by; and `X-Hotline-Log`, which log it
  comes from: where that changes, copies are of no use any more and a desk begins with a snapshot.
* A refusal is `application/problem+json` (RFC 9457): `code` names the rule and is the same in every language, `detail` is a sentence in the asker's
  language (`Accept-Language`, zh or en), `field` is the one at fault. Nothing of the server's inside is in it.
* 401 not signed in · 403 not yours to ask · 404 unknown or out of scope, which of the two stays untold · 409 refused by a rule · 410 a cursor of
  another log · 412 `stale`: the ticket changed in a way that matters since `seen`; `changed` says how, `version` what to look at now · 422
  malformed · 429 and 503 with `Retry-After`.
* **Exactly once.** The same id with the same body gives the same answer, and nothing is done twice, for at least a week. The same id with another
  body is 409 `id_reused`. `GET /v1/commands/{id}` tells what was answered, or 404 where nothing was done.
* **Preview.** `?preview=true` decides and keeps nothing: `cursor` is 0, and `clocks`, `told`, `must_sign` and `against` say what would come of it.
* **One order.** Events have numbers without a gap (`seq`). Who sees the whole city gets every one; a smaller scope gets those of its tickets, and
  each page says which cursor it follows (`after`), so that a reader notices a page that is missing. `gone` names tickets that left the scope.
* **A long poll** (`wait`, at most 30 s) and the stream tell the same pages. A stream says in `X-Hotline-Beat` every how many seconds it lets
  something be heard.

"""

ENDING = """## Hold a server to it

The tests that hold the reference hotline to this contract run against any server, over the wire, from a source tree (`pip install '.[dev]'` has what
they need):

```sh
HOTLINE_PASSWORD=... python -m pytest --hotline https://hotline.example.org --hotline-name supervisor
```

They sign in as somebody who sees the whole city, ask every route, check every answer against openapi.json, ask commands twice, too late and
malformed, follow the feed by poll and by stream, and keep a copy with paidan's own client. They register some fifteen tickets titled
"Conformance test, please ignore": use a hotline that bears them. What the signed-in role may not ask is skipped with that reason (`-rs` shows it).
They are in [tests/conformance](../tests/conformance) and need nothing of the reference hotline.
"""


@cache
def _described() -> Told:
    with tempfile.TemporaryDirectory() as folder:
        city = load_city("beijing")
        office = Office(Log.open(Path(folder) / "hotline.db", city=city.code), city, Clock())
        try:
            shell = server.build(office, Accounts(office.log, city, wall=Clock.wall))
            found: Told = asyncio.run(_asked(shell))
        finally:
            office.close()
    return found


@cache
def _shown() -> Mapping[str, str]:
    return examples()


async def _asked(shell: Shell) -> Told:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(shell), base_url="http://hotline") as web:
        return dict((await web.get("/openapi.json")).json())


def description() -> str:
    """docs/openapi.json."""
    return json.dumps(_described(), ensure_ascii=False, indent=1)


def _routes(path: str) -> Iterator[str]:
    for method, route in _described()["paths"][path].items():
        yield f"### `{method.upper()} {path}`"
        yield ""
        yield route["description"].strip()
        yield ""
        rows = [(f"`{one['name']}`", _shape(one["schema"]), one.get("description", "")) for one in route.get("parameters", ())]
        if rows:
            yield from table(("asked with", "as", "meaning"), rows)
        if body := route.get("requestBody"):
            yield f"Body: {_named(body['content'])}."
            yield ""
        good = {status: told for status, told in route["responses"].items() if status < "400"}
        other = ", ".join(sorted(set(route["responses"]) - good.keys()))
        answers = [f"{status} {_named(told.get('content', {}))}".strip() for status, told in good.items()]
        yield f"Answers: {'; '.join(answers)}; a problem with {other}."
        yield ""
        if shown := _shown().get(f"{method.upper()} {path}"):
            yield f"```json\n{shown}\n```"
            yield ""


def _shape(schema: Told) -> str:
    options = [_shape(one) for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if options:
        return " or ".join(options)
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    limits = [f"{word} {schema[key]:,}" for key, word in (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most")) if key in schema]
    return " ".join((schema.get("format") or schema.get("type") or "any", *limits))


def _named(content: Told) -> str:
    """Media types, with the name of the body where it has one."""
    told = []
    for media, one in content.items():
        named = one.get("schema", {}).get("$ref", "").rpartition("/")[2]
        told.append(f"`{media}`" + (f" {named}" if named else ""))
    return ", ".join(told)


def page() -> str:
    """docs/api.md."""
    listed = {path for paths in GROUPS.values() for path in paths}
    served = {path for path in _described()["paths"] if not path.startswith(OWN_PAGE)}
    if listed != served:
        raise KeyError(*sorted(listed.symmetric_difference(served)))
    lines = []
    for name, paths in GROUPS.items():
        lines += [f"## {name}", ""]
        for path in paths:
            lines += _routes(path)
    return BEGINNING + "\n".join(lines) + "\n" + ENDING
