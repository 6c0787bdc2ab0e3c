"""Dossiers in the feed: the queue is left alone, and a changed catalogue has the city asked for again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from api_client.errors import Unreachable
from api_client.mirror import Mirror
from api_client.models.page import Page
from api_client.models.people import By, Role
from api_client.models.recorded import Recorded
from api_client.outbox import Outbox
from api_client.sync import Sync, changes_city
from tests.api_client.hotline import CITY, Hotline
from tests.api_client.told import NOW, lines, moment, ticket


def opened(kind: str, number: str, seq: int = 1) -> Recorded:
    by = By(name="li", role=Role.SUPERVISOR, unit="1")
    data = {"dossier": {"kind": kind, "title": "x"}}
    return Recorded(seq=seq, ticket=number, version=1, at=moment(0), by=by, command=uuid4(), type="dossier_opened", data=data)


class Office(Hotline):
    """A hotline with dossiers, whose city is another one after each change of the catalogue."""

    def __init__(self) -> None:
        super().__init__()
        self.edition = 1
        self.events: dict[int, Recorded] = {}
        self.asked_city: list[str] = []

    def open(self, kind: str, number: str) -> None:
        self.log.append(())
        self.events[len(self.log)] = opened(kind, number, len(self.log))
        self.edition += kind == "catalogue"
        self.news()

    def page(self, after: int, *, claims: int | None = None) -> Page:
        events = tuple(event for seq, event in self.events.items() if seq > after)
        return super().page(after, claims=claims).model_copy(update={"events": events})

    async def _routed(self, request: httpx.Request) -> httpx.Response:
        if request.url.path != "/v1/city":
            return await super()._routed(request)
        known, mark = request.headers.get("if-none-match", ""), f'"{self.edition}"'
        self.asked_city.append(known)
        if known == mark:
            return httpx.Response(304)
        city: dict[str, Any] = CITY | {"name": f"样城{self.edition}"}
        return httpx.Response(200, json=city, headers={"ETag": mark})


@pytest.fixture
def hotline() -> Office:
    office = Office()
    office.change(ticket(1))
    return office


@pytest.fixture
def sync(hotline: Office, tmp_path: Path) -> Iterator[Sync]:
    mirror, outbox = Mirror.open(tmp_path / "mirror.db"), Outbox.open(tmp_path / "outbox.db")
    yield Sync(hotline.client(), mirror, outbox, now=lambda: float(NOW))
    mirror.close()
    outbox.close()


def test_only_a_change_of_the_catalogue_makes_another_city() -> None:
    page = Page(after=0, cursor=1, now=moment(0))
    assert not changes_city(page)
    assert not changes_city(page.model_copy(update={"events": (opened("problem", "P2026-0001"),)}))
    assert changes_city(page.model_copy(update={"events": (opened("problem", "P2026-0001"), opened("catalogue", "K2026-0001"))}))
    strange = opened("catalogue", "K2026-0001").model_copy(update={"data": {"dossier": "x"}})
    assert not changes_city(page.model_copy(update={"events": (strange,)}))


async def test_dossiers_pass_through_the_mirror_and_leave_the_queue_as_it_is(sync: Sync, hotline: Office) -> None:
    await sync.catch_up()
    hotline.open("problem", "P2026-0001")
    hotline.open("handover", "H2026-0001")
    await sync.catch_up()
    assert ([line.number for line in lines(sync.mirror)], sync.mirror.cursor) == ([ticket(1).number], 3)
    assert sync.mirror.ticket("P2026-0001") is None


async def test_a_changed_catalogue_has_the_city_asked_for_again(sync: Sync, hotline: Office) -> None:
    await sync.catch_up()
    assert json.loads(sync.mirror.meta("city"))["name"] == "样城1"
    hotline.open("catalogue", "K2026-0001")
    await sync.pull()
    assert json.loads(sync.mirror.meta("city"))["name"] == "样城2"
    assert (hotline.asked_city, sync.mirror.cursor) == (["", '"1"', '"1"'], 2), "before the copy, after it, and when it changed"
    hotline.open("article", "A2026-0001")
    await sync.pull()
    assert len(hotline.asked_city) == 3


async def test_where_the_line_is_cut_the_page_is_told_again(sync: Sync, hotline: Office) -> None:
    await sync.catch_up()
    hotline.open("catalogue", "K2026-0001")

    def cut(request: httpx.Request) -> httpx.Response | None:
        if request.url.path == "/v1/city":
            raise httpx.ReadError("cut")
        return None

    def once(request: httpx.Request) -> httpx.Response | None:
        return httpx.Response(200, text=hotline.page(1).model_dump_json()) if request.url.path == "/v1/feed" else cut(request)

    hotline.trouble.append(once)
    with pytest.raises(Unreachable):
        await sync.pull()
    assert sync.mirror.cursor == 1
    hotline.trouble.clear()
    await sync.pull()
    assert (sync.mirror.cursor, json.loads(sync.mirror.meta("city"))["name"]) == (2, "样城2")
