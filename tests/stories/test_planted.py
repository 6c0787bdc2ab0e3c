"""Personal data is planted wherever somebody can write, and every byte that is written anywhere is searched for it."""

import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from fixtures.keeping.backup import backup
from tests.hotlines import ROOT, Hotline, serving
from tests.planted import LANDLINE, LATIN, LOADED, MAIL, MOBILE, NAME, SAID, WRITTEN, Search
from tests.stories.desks import desk, environment, paidan, token

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hotline heeds POSIX signals")
DISTRICT = "110108"
SHORT = "，".join(WRITTEN[:9])
OWN = f"我是{NAME}，电话 {MOBILE}，座机 {LANDLINE}，{SAID}"

ROUTES = (
    "/v1/me", "/v1/city", "/v1/snapshot", "/v1/feed?after=0", "/v1/tickets?stage=all", f"/v1/tickets?q={MOBILE}", "/metrics", "/openapi.json",
    "/v1/dossiers", "/v1/audit?limit=500", "/v1/boards/topics", "/v1/boards/surge", "/v1/boards/rates", "/v1/route?item=none", f"/v1/{MOBILE}",
    f"/v1/tickets/{MOBILE}", f"/v1/dossiers/{MOBILE}", f"/v1/audit?actor={MOBILE}&since={MOBILE}", f"/v1/feed?after={MOBILE}x",
)  # fmt: skip


class Line:
    """Somebody at the hotline; what it answers is searched."""

    def __init__(self, hotline: Hotline, search: Search, name: str) -> None:
        self.web = httpx.Client(base_url=hotline.url, headers={"Authorization": f"Bearer {token(hotline, name)}"}, timeout=30)
        self._search = search

    def get(self, path: str, **headers: str) -> httpx.Response:
        answer = self.web.get(path, headers={"accept-encoding": "identity", **headers})
        self._search.look(f"GET {path.partition('?')[0]}", answer.content + str(answer.headers).encode())
        return answer

    def ask(self, do: str, *, preview: bool = False, quiet: bool = False, **fields: Any) -> httpx.Response:
        body = {"do": do, "id": str(uuid4()), **fields}
        answer = self.web.put(f"/v1/commands/{body['id']}", json=body, params={"preview": "true"} if preview else {})
        if not quiet:
            self._search.look(f"PUT {do}{' preview' if preview else ''}", answer.content + str(answer.headers).encode())
        return answer

    def on(self, number: str, do: str, **fields: Any) -> None:
        """A command that must be done, on a ticket as it stands."""
        seen = self.web.get(f"/v1/tickets/{number}").json()["ticket"]["version"]
        answer = self.ask(do, ticket=number, seen=seen, **fields)
        assert answer.status_code == 200, (do, answer.text)


def call(**fields: Any) -> dict[str, Any]:
    """A request with planted data in every field that takes text."""
    told = {"name": NAME, "phone": MOBILE, "kind": "person"}
    return {
        "title": f"{NAME}：{SHORT}",
        "content": OWN,
        "address": f"样街1号{NAME}{MOBILE}",
        "external": f"{NAME}{MOBILE}",
        "requester": told,
    } | fields


@pytest.fixture(scope="module")
def hotline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    with serving(tmp_path_factory.mktemp("planted"), "--log", "json", "--scenario", "quiet_day", "--speed", "1", "--tickets", "3") as hotline:
        yield hotline


def plant(reader: Line, chief: Line, officer: Line) -> list[str]:
    """The life of a request and of a report, with planted data in every word; somebody else's; all that is refused."""
    numbers = [live(reader, officer, kind=kind) for kind in ("request", "report")]
    theirs: dict[str, Any] = {"address": f"样街2号{LATIN}", "external": LANDLINE, "requester": {"name": LATIN, "phone": LANDLINE}}
    third = reader.ask("register", **call(**theirs, content=f"{LATIN} {LANDLINE} {MAIL}", title=f"3 {LATIN} {SHORT}"))
    assert third.status_code == 200, third.text
    numbers.append(third.json()["number"])
    for name in ("title", "content", "channel", "origin_line", "item", "street", "district", "campaign"):
        reader.ask("register", **call(requester={"name": NAME}) | {name: MOBILE})
        reader.ask("register", **call() | {name: SAID[:30]}, preview=True)
    wrong: dict[str, Any] = {"ticket": numbers[-1], "seen": 1, "unit": DISTRICT, "reason": OWN}
    for name in ("item", "to", "unit", "ticket", MOBILE):
        reader.ask("dispatch", **wrong | {name: MOBILE})
    chief.ask("open_problem", title=f"每月一题 {SHORT}", month="2026-11", lead=DISTRICT)
    chief.ask("write_article", sort="case", title=SHORT, text=SAID)
    return numbers


def live(reader: Line, officer: Line, *, kind: str) -> str:
    """One request until it is fed back. Of a report the unit's people may try no names: they know the numbers alone."""
    made = reader.ask("register", **call(kind=kind, title=f"{kind} {NAME} {SHORT}", new_facts=True))
    assert made.status_code == 200, made.text
    number, known = str(made.json()["number"]), SAID if kind == "report" else OWN
    reader.on(number, "note", text=OWN)
    reader.on(number, "inquire", text=OWN)
    reader.on(number, "dispatch", unit=DISTRICT, reason=OWN)
    officer.on(number, "sign")
    officer.on(number, "note", text=known)
    officer.on(number, "contact", text=known)
    officer.on(number, "feedback", solved=True, handling=known, public_reply="已答复", evidence=[f"{MOBILE}.jpg"])
    return number


def load(hotline: Hotline, folder: Path, search: Search) -> None:
    """Planted data through an import, rows that are refused among them."""
    rows = [
        {"id": "1", "title": f"{LOADED}：{SHORT}", "created": "2026-11-01T09:00:00+08:00", "content": f"{LOADED} {SAID}", "user": LOADED,
         "category1": f"城乡建设{MOBILE}", "reply": f"{LOADED} 您好，{SAID}", "reply_time": "2026-11-03T09:00:00+08:00"},
        {"id": MOBILE, "title": "二", "created": MOBILE, "content": SAID, "user": LOADED},
        {"id": "3", "title": "三", "created": "2026-11-01T09:00:00+08:00", "content": SAID, "user": LOADED, "reply": SAID, "reply_time": SAID},
    ]  # fmt: skip
    file = folder / "in" / "messages.jsonl"
    file.parent.mkdir()
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    refused = folder / "in" / "refused.jsonl"
    command = [sys.executable, "-m", "fixtures", "load", str(file), "--database", str(hotline.database), "--refused", str(refused)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)
    assert refused.exists(), done.stderr.decode()
    assert stat.S_IMODE(refused.stat().st_mode) == 0o600, "the rows themselves are for who loads them"
    search.look("hotline load", done.stdout + done.stderr + refused.with_name("refused.jsonl.txt").read_bytes())


def read_all(line: Line, numbers: list[str], *, reports: bool) -> None:
    """Every route that tells anything."""
    for path in ROUTES:
        line.get(path)
    for number in numbers:
        line.get(f"/v1/tickets/{number}", **{"accept-language": "en"})
        line.get(f"/v1/tickets/{number}/contacts?reveal={uuid4()}")
    for name in ("daily", "weekly", "monthly", "quarterly", "annual") if reports else ():
        for form in ("application/json", "text/markdown", "text/csv"):
            line.get(f"/v1/reports/{name}", accept=form)
    with line.web.stream("GET", "/v1/feed?after=0", headers={"accept": "text/event-stream"}) as stream:
        line._search.look("stream", next(stream.iter_raw()))


def see_all(hotline: Hotline, home: Path, numbers: list[str], search: Search) -> None:
    """A real desk shows the queue and the tickets; the command line registers, lists and shows."""
    env = environment(hotline, "dispatcher", home)
    told = [f"title={NAME} {MOBILE}", f"content={OWN}", f"requester.name={NAME}", f"requester.phone={MOBILE}", "new_facts=true"]
    search.look("paidan do", paidan(env, "do", "new", "register", *told).encode())
    with desk(env, cols=120, rows=40) as terminal:
        terminal.until(r"1/\d")
        for _ in range(6):
            terminal.type("enter")
            terminal.until("时限")
            terminal.quiet(0.05)
            terminal.type("end")
            terminal.quiet(0.05)
            terminal.type("esc")
            terminal.until(r"\d/\d")
            terminal.type("j")
        terminal.type("O")
        terminal.quiet(0.2)
    search.look("terminal", bytes(terminal.received))
    search.look("paidan queue", paidan(env, "queue", "--csv", "all").encode())
    search.look("paidan show", paidan(env, "show", numbers[0]).encode())


def test_no_byte_that_is_written_anywhere_names_who_asked(hotline: Hotline, tmp_path: Path) -> None:
    search, probe = Search(), Search()
    probe.look("probe", "\n".join((*WRITTEN, NAME, LATIN, LOADED, LANDLINE)).encode())
    assert len(probe.found) >= len(WRITTEN), "the search finds what is planted"
    reader, chief, officer = (Line(hotline, search, name) for name in ("dispatcher", "supervisor", "officer-haidian"))
    numbers = plant(reader, chief, officer)
    load(hotline, tmp_path, search)
    read_all(chief, numbers, reports=True)
    read_all(officer, numbers, reports=False)
    report = officer.get(f"/v1/tickets/{numbers[1]}").json()
    assert report["ticket"]["requester"] == {"name": "", "phone": "", "kind": "person", "key": ""}
    assert not [
        one for one in report["timeline"] if one["type"] == "registered" and (NAME[0] in str(one["data"]) or "****7788" in one["data"]["content"])
    ]
    for line in (reader, chief, officer):
        line.web.close()
    see_all(hotline, tmp_path / "home", numbers, search)
    search.look_at_files(tmp_path / "home")
    backup(hotline.database, hotline.folder / "copy.db")
    assert stat.S_IMODE((hotline.folder / "copy.db").stat().st_mode) == 0o600
    assert hotline.end() == 0
    search.look_at_log(hotline.database)
    search.look_at_log(hotline.folder / "copy.db")
    search.look("stderr", (hotline.folder / "hotline.log").read_bytes())
    assert (hotline.folder / "hotline.log").stat().st_size > 10_000, "each request has its line"

    assert search.found == []
    assert search.total > 1_000_000
    print(f"bytes searched: {search.total:,} in {len(search.sizes)} outlets, found: {len(search.found)}")  # noqa: T201 - a figure to be cited
