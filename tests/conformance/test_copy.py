"""A copy: a snapshot and the pages that follow it are the queue, as paidan's own client takes them in."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import jsonschema_rs

from api_client.client import Client
from api_client.mirror import Mirror
from api_client.models.ticket import Ticket
from api_client.outbox import Outbox
from api_client.sync import Sync
from tests.conformance.conftest import Said, There
from tests.conformance.contract import description


def snapshot(web: httpx.Client, packing: str = "identity") -> tuple[Said, dict[str, Said]]:
    """The head, and each ticket by its number."""
    answer = web.get("/v1/snapshot", headers={"accept": "application/x-ndjson", "accept-encoding": packing})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    first, *lines = answer.text.strip().split("\n")
    head = json.loads(first)
    tickets = [dict(zip(head["columns"], json.loads(line), strict=True)) for line in lines]
    return head, {ticket["number"]: ticket for ticket in tickets}


def test_a_snapshot_is_what_its_head_says(web: httpx.Client, registered: Said) -> None:
    head, tickets = snapshot(web)
    jsonschema_rs.validate({"$ref": "#/components/schemas/SnapshotHead", "components": description()["components"]}, head)
    assert abs(len(tickets) - head["count"]) <= 5, "what came meanwhile may be in it already"
    assert tickets[registered["number"]]["version"] == registered["ticket"]["version"]
    assert head["cursor"] >= registered["cursor"]


def test_packed_it_is_the_same(web: httpx.Client, registered: Said) -> None:
    assert registered["number"] in snapshot(web, "gzip")[1]


async def test_a_desk_s_own_copy_is_the_queue(there: There, asked: Callable[..., httpx.Response], registered: Said, tmp_path: Path) -> None:
    client = Client(there.url)
    mirror, outbox = Mirror.open(tmp_path / "mirror.db"), Outbox.open(tmp_path / "outbox.db")
    try:
        await client.sign_in(there.name, there.password)
        sync = Sync(client, mirror, outbox, now=lambda: 100.0)
        await sync.catch_up()
        assert (mirror.ticket(registered["number"]) or {})["version"] == registered["ticket"]["version"]
        note = asked(do="note", ticket=registered["number"], seen=registered["ticket"]["version"], text="after the snapshot").json()
        await sync.catch_up()
        assert Ticket.model_validate(mirror.ticket(registered["number"])) == Ticket.model_validate(note["ticket"])
        told = (await client.window(q="Conformance", limit=500)).items
        assert [Ticket.model_validate(mirror.ticket(item.number)) for item in told] == list(told)
    finally:
        await client.close()
        mirror.close()
        outbox.close()
