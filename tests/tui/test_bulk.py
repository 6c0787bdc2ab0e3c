"""What came of a command on several tickets, in numbers."""

from pathlib import Path
from uuid import uuid4

from api_client.models.commands import Dispatch, Register
from api_client.models.unborn import UNBORN
from api_client.outbox import Outbox
from tests.tui.desk_parts import command
from tui.bulk import Bulk, so_far
from tui.words.words import Words


def test_where_the_commands_of_one_key_stand(tmp_path: Path) -> None:
    outbox = Outbox.open(tmp_path / "outbox.db")
    assert outbox.batch() == []
    assert so_far([]) == (0, "", 0, 0, 0, 0)
    asked, single = [command(serial) for serial in range(4)], command(9)
    outbox.put(asked, now=1.0)
    outbox.put([single], now=2.0)
    for one, state in zip(asked, ("done", "refused", "stale"), strict=False):
        outbox.settle(str(one.id), state=state, answer="{}", now=3.0)  # type: ignore[arg-type]  # three of the states
    told = {"id": uuid4(), "title": "暖气不热", "item": "", "street": "110108018", "address": "", "requester": {"phone": "13900001000"}}
    call = Register.model_validate(told)
    outbox.put([call, Dispatch(id=uuid4(), ticket=UNBORN, seen=0)], now=2.5)
    rows = outbox.batch()
    assert [row.id for row in rows] == [str(one.id) for one in asked], "of several tickets; a single command is none, nor is a call with its dispatch"
    assert outbox.batch(str(single.id))[0].id == str(single.id)
    tally = so_far(rows, Bulk(str(asked[0].id), (("20261122-000005", "为什么"),)))
    assert tally == (4, "sign", 1, 1, 2, 1)
    assert tally.facts(Words("zh"))["do"] == "签收"
    outbox.close()
