"""What each route answers, shown: a hotline with two tickets and a problem is asked each question, its clock held, its answers cut short."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import argon2
import httpx

from api_client.models.people import Role
from fixtures.city.load import load_city
from fixtures.clock import Clock
from fixtures.deciding.office import Office
from fixtures.log.events import Log
from fixtures.people.accounts import Accounts
from fixtures.web import server

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
QUICK = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
STREET = "110101001"
NUMBER, PROBLEM = "20261122-000001", "P2026-0001"
SHOWN, LONGEST, WIDTH = 1, 160, 140
"""Of a list so many members are shown, of a text so many signs; what fits into this width stands in one line."""
DRAWN = frozenset(("key", "hash", "prev"))
"""What is another one in each hotline."""
COMMANDS: tuple[Mapping[str, Any], ...] = (
    {"do": "register", "title": "暖气不热", "content": "室温只有十五度", "item": "020101", "district": "110101", "street": STREET,
     "requester": {"name": "李示例", "phone": "10000000001"}},
    {"do": "dispatch", "ticket": NUMBER, "seen": 1},
    {"do": "register", "title": "路灯不亮", "content": "夜里看不见路", "district": "110101", "street": STREET, "anonymous": True},
    {"do": "note", "ticket": NUMBER, "seen": 2, "text": "已电话告知诉求人"},
    {"do": "reveal", "ticket": NUMBER, "seen": 3, "reason": "约定上门时间"},
    {"do": "open_problem", "title": "供暖初期温度不达标", "theme": "供暖", "items": ["020101"], "lead": "110101", "month": "2026-11"},
)  # fmt: skip
QUESTIONS: Mapping[str, str] = {
    "GET /v1/me": "/v1/me", "GET /v1/route": f"/v1/route?item=020101&district=110101&street={STREET}", "GET /v1/feed": "/v1/feed?after=2",
    "GET /v1/tickets": "/v1/tickets?limit=1", "GET /v1/tickets/{number}": f"/v1/tickets/{NUMBER}", "GET /v1/dossiers": "/v1/dossiers",
    "GET /v1/tickets/{number}/contacts": f"/v1/tickets/{NUMBER}/contacts?reveal={UUID(int=5)}",
    "GET /v1/commands/{id}": f"/v1/commands/{UUID(int=4)}",
    "GET /v1/dossiers/{number}": f"/v1/dossiers/{PROBLEM}", "GET /v1/boards/{name}": "/v1/boards/rates", "GET /v1/audit": "/v1/audit?limit=1",
    "GET /v1/boards/surge": "/v1/boards/surge", "GET /v1/boards/topics": "/v1/boards/topics", "GET /v1/boards/seasons": "/v1/boards/seasons",
    "GET /v1/reports/{name}": "/v1/reports/daily", "GET /v1/boards/rates/tickets": "/v1/boards/rates/tickets?figure=response.misses",
    "GET /healthz": "/healthz", "GET /readyz": "/readyz",
}  # fmt: skip


def examples() -> Mapping[str, str]:
    """An answer as JSON for each route that has one worth showing, by method and route."""
    return asyncio.run(_examples())


async def _examples() -> Mapping[str, str]:
    found: dict[str, Any] = {}
    async with _hotline() as web:
        for place, command in enumerate(COMMANDS, 1):
            answer = await web.put(f"/v1/commands/{UUID(int=place)}", json={"id": str(UUID(int=place)), **command})
            found["PUT /v1/commands/{id}"] = _good(answer) if command["do"] == "note" else found.get("PUT /v1/commands/{id}")
            _good(answer)
        for route, path in QUESTIONS.items():
            found[route] = _good(await web.get(path))
        found["POST /v1/duplicates"] = _good(await web.post("/v1/duplicates", json={"content": "室温只有十五度", "phone": "10000000001"}))
    return {route: laid_out(shortened(told)) for route, told in found.items()}


def _good(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, f"{answer.request.url}: {answer.text}"
    return answer.json()


@asynccontextmanager
async def _hotline() -> AsyncIterator[httpx.AsyncClient]:
    with tempfile.TemporaryDirectory() as folder:
        city = load_city("beijing")
        office = Office(Log.open(Path(folder) / "hotline.db", city=city.code), city, Clock(start=NOW, rate=0))
        try:
            accounts = Accounts(office.log, city, wall=lambda: NOW, hasher=QUICK)
            accounts.add("supervisor", role=Role.SUPERVISOR, unit=city.code, password=PASSWORD)
            shell = server.build(office, accounts)
            shell.state = "ready"
            async with httpx.AsyncClient(transport=httpx.ASGITransport(shell), base_url="http://hotline") as web:
                token = (await web.post("/v1/sessions", json={"name": "supervisor", "password": PASSWORD})).json()["token"]
                web.headers["authorization"] = f"Bearer {token}"
                yield web
        finally:
            office.close()


def shortened(told: Any) -> Any:
    """The same with short lists and texts; an ellipsis stands for what was left out."""
    match told:
        case dict():
            return {name: "…" if name in DRAWN and value else shortened(value) for name, value in told.items()}
        case list():
            return [shortened(value) for value in told[:SHOWN]] + (["…"] if len(told) > SHOWN else [])
        case str() if len(told) > LONGEST:
            return f"{told[:LONGEST]}…"
    return told


def laid_out(told: Any, indent: int = 0) -> str:
    """As JSON, with as few lines as fit."""
    whole = json.dumps(told, ensure_ascii=False)
    if len(whole) + indent <= WIDTH or not isinstance(told, dict | list) or not told:
        return whole
    inner = " " * (indent + 1)
    named = told.items() if isinstance(told, dict) else ((None, value) for value in told)
    parts = [(f"{json.dumps(name, ensure_ascii=False)}: " if name is not None else "") + laid_out(value, indent + 1) for name, value in named]
    opening, closing = "{}" if isinstance(told, dict) else "[]"
    lines, line = [], ""
    for part in parts:  # short members share a line
        if line and ("\n" in part or "\n" in line or len(inner) + len(line) + len(part) + 2 > WIDTH):
            lines.append(line)
            line = ""
        line = f"{line}, {part}" if line else part
    return "\n".join((opening, ",\n".join(f"{inner}{one}" for one in (*lines, line)), " " * indent + closing))
