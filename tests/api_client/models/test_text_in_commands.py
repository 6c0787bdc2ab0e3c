"""Hostile text in every field of every command, as a desk, a script or an import would bring it: what is kept can be shown as it is."""

import base64
import json
from typing import Any, get_args
from uuid import uuid4

import pytest
from pydantic import BaseModel, ValidationError

from api_client.models import commands as c
from tests.fixtures.samples import ON_DOSSIER, ON_TICKET
from tests.hostile_text import OWN, unprintable
from tests.hotlines import ROOT

ADVERSARIAL = ROOT.parent / "shared" / "data" / "adversarial" / "items.jsonl"
LONGEST = 180
OF_A_REQUEST: dict[str, dict[str, Any]] = {
    "register": {"title": "x", "content": "x", "address": "x", "channel": "x", "external": "x", "campaign": "x", "origin_line": "x", "item": "x"},
    "load": {"source": "x", "external": "x", "title": "x", "content": "x", "address": "x", "path": "x", "result": "x", "item": "x", "tier": "x",
             "channel": "x", "received": "2026-11-22T08:00:00Z"},
}  # fmt: skip


def items() -> list[str]:
    lines = ADVERSARIAL.read_text(encoding="utf-8").splitlines() if ADVERSARIAL.exists() else []
    rows = [json.loads(line) for line in lines]
    return [*(text for _, text in OWN), *(base64.b64decode(row["b64"]).decode("utf-8", "replace") for row in rows)]


def texts_of(value: object) -> list[str]:
    match value:
        case BaseModel():
            return [text for _, one in value for text in texts_of(one)]
        case tuple() | list():
            return [text for one in value for text in texts_of(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("do", sorted((ON_TICKET | ON_DOSSIER | OF_A_REQUEST).keys() - {"climb", "elapse"}))
def test_what_a_command_keeps_is_printable(do: str) -> None:
    sample = (ON_TICKET | ON_DOSSIER | OF_A_REQUEST)[do]
    model = next(one for one in get_args(c.AnyCommand) if one.model_fields["do"].default == do)
    base = {"id": uuid4(), "do": do, **sample}
    base |= {name: value for name, value in (("ticket", "20261122-000001"), ("seen", 1), ("dossier", "P2026-0001")) if name in model.model_fields}
    words = [name for name, value in sample.items() if value == "x"]
    taken = 0
    for text in items():
        for name in words:
            try:
                command = model.model_validate(base | {name: text[:LONGEST]})
            except ValidationError:
                continue
            taken += 1
            assert unprintable("".join(texts_of(command)), besides="\n") == [], (do, name, text)
    assert taken or not words
