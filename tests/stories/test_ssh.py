"""A dispatcher's longer work by keys alone, over a real sshd with tmux inside; what it costs in keys and seconds is printed (-rP)."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import pytest

from tests.hotlines import ROOT, Hotline, serving
from tests.stories.desks import environment, hire, token
from tests.stories.secure import FarSide, missing, sshd
from tests.terminal import Terminal

pytestmark = [pytest.mark.skipif(bool(missing()), reason=f"no sshd with tmux inside: {missing()}"), pytest.mark.xdist_group("sshd")]

STREET, OTHER_STREET = "110108001", "110101001"
NIGHT, BULK, UNDISPATCHED = 20, 30, 2
KEYS_A_SECOND = 5.0
MOST_KEYS_FOR_A_CALL, MOST_SECONDS_FOR_A_CALL = 70, 25.0
F2 = "\x1bOQ"


class Place(NamedTuple):
    """A hotline, and the far side of a line with desks for it."""

    hotline: Hotline
    far: FarSide
    folder: Path
    wire: httpx.Client
    """A colleague elsewhere."""

    def desk(self, name: str, home: str = "", *, cols: int = 80, rows: int = 24) -> Terminal:
        """Somebody's desk, over the line; with files of its own where it has a home."""
        env = environment(self.hotline, name, self.folder / (home or name), lang="en") | {"PYTHONPATH": str(ROOT)}
        return self.far.terminal([sys.executable, "-P", "-m", "tui"], cols=cols, rows=rows, env=env)

    def ask(self, **body: Any) -> str:
        """Ask the hotline, as a colleague elsewhere does; the ticket's number."""
        id = str(uuid4())
        answer = self.wire.put(f"/v1/commands/{id}", json={"id": id, **body})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["ticket"]["number"])

    def found(self, title: str) -> list[dict[str, Any]]:
        """The tickets with a word in their title."""
        items: list[dict[str, Any]] = self.wire.get("/v1/tickets", params={"q": title, "limit": 100}).raise_for_status().json()["items"]
        return items

    def ticket(self, number: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.wire.get(f"/v1/tickets/{number}").raise_for_status().json()["ticket"]
        return answer


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("far")
    with serving(tmp_path_factory.mktemp("hotline")) as hotline, sshd(folder) as far:
        for name in ("night", "morning"):
            hire(hotline, name, "dispatcher")
        with httpx.Client(base_url=hotline.url, headers={"Authorization": f"Bearer {token(hotline, 'morning')}"}) as wire:
            yield Place(hotline, far, folder, wire)


class Typist:
    """Types and counts: a sign or a named key is one key."""

    def __init__(self, terminal: Terminal, *, pace: float = 0.0) -> None:
        """`pace`: seconds between two keys."""
        self.terminal, self.keys, self._pace = terminal, 0, pace

    def type(self, *keys: str) -> None:
        named = ("enter", "tab", "esc", "ctrl+s", F2)
        for key in [one for word in keys for one in ([word] if word in named else word)]:
            self.terminal.type(key)
            self.keys += 1
            next_key = time.perf_counter() + self._pace
            while (left := next_key - time.perf_counter()) > 0:
                self.terminal.pump(left)


def told(story: str, *figures: object) -> None:
    print(f"{story}:", *figures)  # noqa: T201 - the figures of the stories


def test_a_night_of_twenty_takes_two_keys_each_and_its_sheet_is_signed_by_both(place: Place) -> None:
    for serial in range(NIGHT):
        place.ask(do="register", title=f"Night call {serial:02}", urgent=True, street=STREET, item="", anonymous=True)
    with place.desk("night") as terminal:
        terminal.until(rf"1/{NIGHT} ")
        typist, began = Typist(terminal), time.perf_counter()
        typist.type("7")
        for serial in range(NIGHT):
            terminal.until(f"Night call {serial:02}")
            typist.type("d")
            terminal.until("Told")
            typist.type("ctrl+s")
        terminal.until("Nothing burns")
        seconds, keys = time.perf_counter() - began, typist.keys - 1
        terminal.until(lambda: all(one["stage"] == "dispatched" for one in place.found("Night call")))
        typist.type("8")
        terminal.until("not signed")
        typist.type("s")
        terminal.until("Hand over")
        typist.type("All dispatched.", "ctrl+s")
        terminal.until("1 waiting to be taken over")
        typist.type("q")
        assert terminal.ended() == 0
    with place.desk("morning") as terminal:
        terminal.until(r"\d/\d")
        Typist(terminal).type("8")
        terminal.until("1 waiting to be taken over")
        Typist(terminal).type("j")
        terminal.until("All dispatched.")
        Typist(terminal).type("s")
        terminal.until("Take over")
        Typist(terminal).type("ctrl+s")
        terminal.until("0 waiting to be taken over")
    [sheet] = place.wire.get("/v1/dossiers", params={"kind": "handover"}).raise_for_status().json()["items"]
    signed = place.wire.get(f"/v1/dossiers/{sheet['number']}").raise_for_status().json()["dossier"]["signed"]
    assert [by["name"] for by in signed] == ["night", "morning"]
    assert keys == 2 * NIGHT
    told("the night", f"{NIGHT} tickets, {keys} keys, {seconds:.1f} s; the sheet is signed by both")


def test_a_call_is_registered_and_dispatched_while_the_caller_speaks(place: Place) -> None:
    with place.desk("morning", "typist") as terminal:
        terminal.until(r"\d/\d")
        typist, began = Typist(terminal, pace=1 / KEYS_A_SECOND), time.perf_counter()
        typist.type("a")
        typist.type("13800000000", "enter", "Example", "enter", "Cold flat", "enter", "enter", "enter", "enter")
        typist.type("nqbr", "enter", "2 Huayuan Road, Haidian")
        terminal.until("Beijing District Heating")
        typist.type(F2)
        written = time.perf_counter() - began
        terminal.until(r"Dispatch \d{8}-\d{6}: done", timeout=30)
        typist.type("q")
        assert terminal.ended() == 0
    [made] = place.found("Cold flat")
    assert (made["stage"], made["lead"], made["tier"]) == ("dispatched", "S04", "24h")
    assert typist.keys - 1 <= MOST_KEYS_FOR_A_CALL
    assert written <= MOST_SECONDS_FOR_A_CALL
    told(
        "a call",
        f"{typist.keys - 1} keys at {KEYS_A_SECOND:.0f} a second, {written:.1f} s to the last key ({typist.keys / KEYS_A_SECOND:.1f} s of typing)",
    )


def test_thirty_are_reassigned_with_one_preview_and_two_refusals_have_their_sentence(place: Place) -> None:
    going = BULK - UNDISPATCHED
    for serial in range(BULK):
        number = place.ask(do="register", title=f"Bulk {serial:02}", street=STREET, anonymous=True)
        if serial >= UNDISPATCHED:
            place.ask(do="dispatch", ticket=number, seen=1, unit=STREET, reason="by its address")
    with place.desk("morning", "bulk", cols=120, rows=40) as terminal:
        terminal.until(r"\d/\d")
        typist, began = Typist(terminal), time.perf_counter()
        typist.type("/", "bulk", "enter")
        terminal.until(rf"1/{BULK} ")
        typist.type("*", "r")
        terminal.until(f"Reassign: {BULK} tickets")
        typist.type("dhmjd")
        terminal.until("Donghuamen")
        typist.type("enter", "moved in one go")
        terminal.until(f"{BULK} tickets: {going} will be done, {UNDISPATCHED} refused")
        assert terminal.shows(f"{UNDISPATCHED} refused. Not done: the ticket is “received”")
        typist.type("ctrl+s")
        seconds = time.perf_counter() - began
        terminal.until(lambda: sum("✓done" in line for line in terminal.text()) == going, timeout=40)
        typist.type("q")
        assert terminal.ended() == 0
    leads = [one["lead"] for one in place.found("Bulk")]
    assert (leads.count(OTHER_STREET), leads.count("")) == (going, UNDISPATCHED)
    told("thirty at once", f"{typist.keys - 1} keys, {seconds:.1f} s to the last key, {going} done, {UNDISPATCHED} refused with the rule's sentence")
