"""A reason given at the desk opens the contacts on the ticket's page, and leaves no trace of them here."""

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from api_client.models.asked.intake import Contacts
from api_client.models.commands import Register, Reveal
from api_client.models.page import Outcome
from tests.hotlines import Hotline
from tests.tui.asking_desk import asking
from tests.tui.waiting import until
from tui.link import Settled
from tui.screens.ticket import TicketScreen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hotline heeds POSIX signals")

PHONE = "13900007788"


def kept(folder: Path) -> Iterator[bytes]:
    """Every file of the desk."""
    return (file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_contacts_are_seen_for_a_reason_and_kept_nowhere(tmp_path: Path, hotline: Hotline) -> None:
    async with asking(tmp_path, hotline, name="dispatcher") as bench, bench.app.run_test(size=(120, 40)) as pilot:
        call = Register(id=uuid4(), title="电梯停运", content="电梯停了", requester=Contacts(name="赵六", phone=PHONE))
        made = await bench.link.client.submit(call)
        assert isinstance(made, Outcome)
        bench.app.push_screen(bench.desk.screen("ticket", made.number))
        await bench.shows(pilot, "电梯停了")
        assert PHONE not in bench.text()
        reveal = Reveal(id=uuid4(), ticket=made.number, seen=made.ticket.version, reason="回电核实地址")
        bench.desk.put([reveal])
        [row] = bench.outbox.waiting()
        outcome = await bench.link.client.send(row.id, row.body)
        bench.outbox.settle(row.id, state="done", answer=outcome.model_dump_json(), now=bench.wall)
        bench.app.post_message(Settled(bench.outbox.row(row.id)))
        await bench.shows(pilot, "联系方式", PHONE, "赵六")
        assert not any(PHONE.encode() in data for data in kept(tmp_path))
        assert PHONE not in str(bench.app.title) + str(bench.app.sub_title)
        await pilot.press("escape")
        bench.app.push_screen(bench.desk.screen("ticket", made.number))
        await bench.shows(pilot, PHONE)
        shown = bench.app.screen
        assert isinstance(shown, TicketScreen)
        assert shown.contacts.shown is not None
        late = shown.contacts.shown.until.timestamp() + 1
        assert shown.contacts.over(int(late))
        await until(pilot, lambda: bench.desk.reveals == {})
