"""What the tests of a ticket in words share."""

from collections.abc import Sequence
from uuid import uuid4

from textual.content import Content

from api_client.models.commands import Reassign
from tests.tui.fake_desk import NOW

SECONDS = int(NOW.timestamp())


def plain(lines: Sequence[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def a_command() -> Reassign:
    return Reassign(id=uuid4(), ticket="20261122-000123", seen=4, unit="110108", reason="属地在海淀")
