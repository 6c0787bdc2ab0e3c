"""The number of a ticket that has none yet."""

from uuid import uuid4

from api_client.models.commands import Dispatch
from api_client.models.unborn import UNBORN


def test_a_command_can_be_written_down_before_its_ticket_has_a_number() -> None:
    asked = Dispatch(id=uuid4(), ticket=UNBORN, seen=0)
    assert Dispatch.model_validate_json(asked.model_dump_json()) == asked
