"""A dispatcher's keys, from the top ticket to the hotline's record, at both sizes and in both languages."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.hotlines import Hotline, serving
from tests.stories.desks import desk, environment, hire, paidan, token
from tests.terminal import Terminal

HAIDIAN, STREET = "110108", "110108001"


class Centre:
    """A hotline at which nothing happens but what a test asks."""

    def __init__(self, hotline: Hotline) -> None:
        self.hotline = hotline
        self.asked = 0
        for name, role, unit in (
            ("dispatcher", "dispatcher", "110000"), ("second", "dispatcher", "110000"), ("supervisor", "supervisor", "110000"),
            ("officer", "unit_officer", STREET), ("leader", "unit_leader", STREET),
        ):  # fmt: skip
            hire(hotline, name, role, unit=unit)

    def ask(self, name: str, do: str, **fields: Any) -> dict[str, Any]:
        """Ask over the wire, as a colleague elsewhere does; returns the ticket."""
        self.asked += 1
        id = f"00000000-0000-4000-8000-{self.asked:012}"
        body = {"id": id, "do": do, **fields}
        if "ticket" in fields and "seen" not in fields:
            body["seen"] = self.ticket(fields["ticket"])["version"]
        answer = httpx.put(f"{self.hotline.url}/v1/commands/{id}", json=body, headers=self._signed(name))
        assert answer.status_code == 200, answer.text
        ticket: dict[str, Any] = answer.json()["ticket"]
        return ticket

    def ticket(self, number: str) -> dict[str, Any]:
        """The ticket as the hotline has it."""
        answer = httpx.get(f"{self.hotline.url}/v1/tickets/{number}", headers=self._signed("dispatcher"))
        found: dict[str, Any] = answer.raise_for_status().json()["ticket"]
        return found

    def _signed(self, name: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token(self.hotline, name)}"}

    def dispatched(self, title: str) -> str:
        """A ticket at a street of Haidian; its number."""
        number = str(self.ask("dispatcher", "register", title=title, street=STREET, anonymous=True)["number"])
        self.ask("dispatcher", "dispatch", ticket=number, unit=STREET, reason="属地")
        return number


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with serving(tmp_path_factory.mktemp("hotline")) as hotline:
        yield Centre(hotline)


MARK = r" (会|C)\S*\s*(\||$)"
"""The flag of a ticket with a command that waits for a second signature, at the end of its line of the list."""
SIZES = [(80, 24, "zh"), (120, 40, "en")]
WORDS = {
    "zh": {"unchanged": "不变", "done": "已办", "waiting": "待送", "gone": "已变", "mine": "不能为自己"},
    "en": {"unchanged": "unchanged", "done": "done", "waiting": "waiting", "gone": "changed", "mine": "nobody signs"},
}


def open_desk(centre: Centre, home: Path, *, cols: int = 80, rows: int = 24, lang: str = "zh", name: str = "dispatcher") -> Terminal:
    return desk(environment(centre.hotline, name, home, lang=lang), cols=cols, rows=rows)


@pytest.mark.parametrize(("cols", "rows", "lang"), SIZES)
def test_reassigning_the_top_ticket_by_initials(centre: Centre, tmp_path: Path, cols: int, rows: int, lang: str) -> None:
    title = f"井盖松动{cols}{lang}"
    number = centre.dispatched(title)
    before = centre.ticket(number)
    words = WORDS[lang]
    with open_desk(centre, tmp_path, cols=cols, rows=rows, lang=lang) as terminal:
        look_at(terminal, title)
        terminal.type("r", "dhmjd")
        terminal.until("东华门|Donghuamen")
        terminal.type("enter", "wrong district")
        terminal.until(words["unchanged"])
        terminal.type("ctrl+s")
        terminal.until(words["waiting"])
        terminal.until(words["done"])
        terminal.type("q")
        assert terminal.ended() == 0
    env = environment(centre.hotline, "dispatcher", tmp_path, lang=lang)
    after = json.loads(paidan(env, "show", number, "--json"))["ticket"]
    assert (after["lead"], after["first_receiver"], after["hops"], after["cc"]) == ("110101001", STREET, 1, "110101")
    assert due(after) == due(before)


def look_at(terminal: Terminal, title: str) -> None:
    """Filter the queue down to one ticket."""
    terminal.until(r"\d/\d")
    terminal.type("/", title, "enter")
    terminal.until(rf"1/1 .*{title[:2]}")


def due(ticket: dict[str, Any]) -> str:
    """When the tier's limit is over."""
    return next(str(clock["due"]) for clock in ticket["clocks"] if clock["name"] == "due")


@pytest.mark.parametrize(("cols", "rows", "lang"), SIZES)
def test_escalating_and_the_co_sign_of_a_second_person(centre: Centre, tmp_path: Path, cols: int, rows: int, lang: str) -> None:
    title = f"跨区积水{cols}{lang}"
    number = centre.dispatched(title)
    words = WORDS[lang]
    with open_desk(centre, tmp_path / "maker", cols=cols, rows=rows, lang=lang) as maker:
        look_at(maker, title)
        maker.type("e", "shift+tab", "bjs")
        maker.until("北京市|Beijing")
        maker.type("enter", "needs the city")
        maker.quiet(0.5)
        maker.type("ctrl+s")
        maker.until(MARK, timeout=30)
        maker.type("c")
        maker.until(words["mine"])
        maker.type("esc")
        with open_desk(centre, tmp_path / "signer", cols=cols, rows=rows, lang=lang, name="supervisor") as signer:
            look_at(signer, title)
            signer.until(MARK)
            signer.type("c")
            signer.until("needs the city|跨区积水")
            signer.quiet(0.5)
            signer.type("ctrl+s")
            signer.until(words["done"], timeout=30)
        maker.until(lambda: not maker.shows(MARK))
    after = centre.ticket(number)
    assert [(one["to"], one["reason"]) for one in after["escalations"]] == [("110000", "needs the city")]
    assert (after["lead"], after["held"][0]["state"], after["held"][0]["signed"][0]["name"]) == (STREET, "signed", "supervisor")


def test_what_one_desk_does_stands_on_the_other_and_the_second_is_told_what_changed(centre: Centre, tmp_path: Path) -> None:
    number = centre.dispatched("两人同办")
    with open_desk(centre, tmp_path / "one") as one, open_desk(centre, tmp_path / "two", name="second", cols=120, rows=40) as two:
        look_at(one, "两人同办")
        look_at(two, "两人同办")
        two.type("r", "dhmjd")
        two.until("东华门")
        two.type("enter", "typed before the other acted")
        two.until(WORDS["zh"]["unchanged"])
        one.type("r", "jsjd")
        one.until("景山")
        one.type("enter", "first")
        one.until(WORDS["zh"]["unchanged"])
        one.type("ctrl+s")
        one.until(WORDS["zh"]["done"], timeout=30)
        two.type("ctrl+s")
        two.until(WORDS["zh"]["gone"], timeout=30)
        two.type("9")
        two.until(lambda: two.shows("景山") and two.shows("改派"))
        two.type("enter")
        two.until("typed before the other acted")
        assert centre.ticket(number)["lead"] == "110101002", "the second did not overwrite what it had not seen"


def test_commands_wait_while_the_hotline_is_down_and_go_once_when_it_is_back(centre: Centre, tmp_path: Path) -> None:
    number = centre.dispatched("断线")
    env = environment(centre.hotline, "dispatcher", tmp_path)
    with desk(env) as terminal:
        look_at(terminal, "断线")
        centre.hotline.kill()
        terminal.until(r"断线 \d\d:\d\d起")
        terminal.type("o", "noted while the hotline was down")
        terminal.type("ctrl+s")
        terminal.until(WORDS["zh"]["waiting"])
        terminal.type("q")
        assert terminal.ended() == 0
    with desk(env) as again:
        look_at(again, "断线")
        again.until(WORDS["zh"]["waiting"])
        centre.hotline.start()
        again.until(WORDS["zh"]["done"], timeout=60)
    timeline = httpx.get(
        f"{centre.hotline.url}/v1/tickets/{number}", headers={"Authorization": f"Bearer {token(centre.hotline, 'dispatcher')}"}
    ).json()
    notes = [event["data"]["text"] for event in timeline["timeline"] if event["type"] == "noted"]
    assert notes == ["noted while the hotline was down"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_desk_that_is_ended_by_a_signal_leaves_the_terminal_as_it_was(centre: Centre, tmp_path: Path, number: signal.Signals) -> None:
    with open_desk(centre, tmp_path) as terminal:
        terminal.until("1/|0/")
        terminal.child.kill(number)
        terminal.ended()
        assert b"\x1b[?1049l" in terminal.received
        assert b"\x1b[?25h" in terminal.received
