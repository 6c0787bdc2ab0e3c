"""What the hotline adds to the selected thing: asked once it has rested, forgotten with its time, silent while the line is down."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from api_client.errors import Refused, Unreachable
from api_client.models.clock import ClockName
from api_client.models.page import ClockChange, Outcome, Problem, Unmasked
from tests.playbook import AGENT, SUPERVISOR
from tests.tui.screens.test_work import WorkBench, desk_of
from tests.tui.waiting import until
from tests.widgets.work_lived import NOW, lived
from tui.link import Arrived


class Answers:
    """A line that answers with what is put into it."""

    def __init__(self, bench: WorkBench) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answer: Any = Unreachable("refused")
        bench.desk.link = cast(Any, self)
        self.bench = bench

    def start(self, post: object) -> None:
        return

    def wake(self) -> None:
        return

    async def ask(self, what: str, /, **of: str) -> str:
        self.asked.append((what, of))
        if isinstance(self.answer, Exception):
            raise self.answer
        return str(self.answer.model_dump_json())


def outcome(name: str) -> Outcome:
    ticket = lived(name)
    moved = ClockChange(name=ClockName.DUE, due_from=NOW, due_to=NOW + timedelta(days=1), state="running")
    still = ClockChange(name=ClockName.CONTACT, due_from=NOW, due_to=NOW, state="met")
    return Outcome(command=ticket.cosigns[0].request, number=ticket.number, ticket=ticket, now=NOW, clocks=(moved, still))


async def test_what_a_signature_does_to_the_clocks_is_asked_once_for_the_one_that_is_selected(tmp_path: Path) -> None:
    async with desk_of(tmp_path, SUPERVISOR, names=("extending", "ruled")) as bench:
        link = Answers(bench)
        async with bench.app.run_test(size=(120, 40)) as pilot:
            await bench.opened(pilot)
            assert not [what for what, _ in link.asked if what == "preview"], "not before it has rested"
            await bench.seconds(pilot)
            await until(pilot, lambda: any(what == "preview" for what, _ in link.asked))
            assert "会签后" not in bench.text(), "the line is down"
            link.answer = outcome("extending")
            await pilot.press("j")
            await bench.seconds(pilot)
            await until(pilot, lambda: len([1 for what, _ in link.asked if what == "preview"]) == 2)
            await bench.seconds(pilot)
            await bench.seconds(pilot)
            assert "会签后" in bench.text()
            assert len([1 for what, _ in link.asked if what == "preview"]) == 2, "asked once"
            body = json.loads(link.asked[-1][1]["body"])
            assert (body["do"], body["ticket"]) == ("cosign", bench.work.current.number if bench.work.current else "")
            link.answer = Refused(Problem(status=409, code="x", detail="已过办结时限，不能再延期。"))
            await pilot.press("k")
            await bench.seconds(pilot)
            await pilot.pause()
            await bench.seconds(pilot)
            assert "已过办结时限" in bench.text()


async def test_contacts_just_revealed_stand_in_the_list_for_their_minutes(tmp_path: Path) -> None:
    async with desk_of(tmp_path, AGENT, names=("to_call",)) as bench:
        link = Answers(bench)
        async with bench.app.run_test(size=(120, 40)) as pilot:
            await bench.opened(pilot)
            number = lived("to_call").number
            await bench.seconds(pilot)
            assert "138****1234" in bench.text()
            assert not [what for what, _ in link.asked if what == "contacts"]
            bench.desk.reveals[number] = "an id"
            link.answer = Unmasked(ticket=number, name="张某某", phone="13800001234", until=NOW + timedelta(minutes=10))
            await bench.seconds(pilot)
            await until(pilot, lambda: ("contacts", {"number": number, "reveal": "an id"}) in link.asked)
            await bench.seconds(pilot)
            assert "13800001234" in bench.text()
            bench.app.post_message(Arrived(frozenset((number,))))
            await bench.seconds(pilot, 700)
            await bench.seconds(pilot)
            assert "13800001234" not in bench.text()
            assert number not in bench.desk.reveals
