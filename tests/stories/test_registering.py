"""A typist with a caller on the phone: registered and dispatched from the keyboard alone, in few keys, whatever dies on the way."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.hotlines import Hotline, serving
from tests.stories.desks import desk, environment, hire, token
from tests.terminal import Terminal

MOST_KEYS = 70
"""For a call of eleven digits, two signs of a name, eight of a title, ten of an address: the rest is what the form costs."""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    with serving(tmp_path_factory.mktemp("hotline")) as hotline:
        hire(hotline, "dispatcher", "dispatcher")
        yield hotline


class Typist:
    """Types into the desk and counts the keys: a sign or a named key is one."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.keys = 0

    def type(self, *keys: str) -> None:
        named = ("enter", "f2", "tab", "down", "esc", "ctrl+s")
        self.keys += sum(1 if key in named else len(key) for key in keys)
        self.terminal.type(*("\x1bOQ" if key == "f2" else key for key in keys))

    def call(self, phone: str, title: str) -> None:
        """Everything that this caller says."""
        self.type(phone, "enter", "王某", "enter", title, "enter", "enter", "enter", "enter")
        self.type("nqbr", "enter", "海淀区花园路12号")


def tickets(hotline: Hotline, title: str) -> list[dict[str, Any]]:
    """The tickets of this title at the hotline."""
    answer = httpx.get(f"{hotline.url}/v1/tickets", params={"q": title}, headers={"Authorization": f"Bearer {token(hotline, 'dispatcher')}"})
    return [one for one in answer.raise_for_status().json()["items"] if one["title"] == title]


@pytest.mark.parametrize(("cols", "rows", "lang"), [(80, 24, "zh"), (60, 20, "en"), (120, 40, "zh")])
def test_a_call_is_registered_and_dispatched_in_few_keys(centre: Hotline, tmp_path: Path, cols: int, rows: int, lang: str) -> None:
    title = f"暖气不热{cols}{lang}"
    with desk(environment(centre, "dispatcher", tmp_path, lang=lang), cols=cols, rows=rows) as terminal:
        terminal.until(r"\d/\d")
        typist = Typist(terminal)
        typist.type("a")
        terminal.until("诉求人电话|Requester")
        typist.call(f"138{cols:08}", title)
        terminal.until("北京热力集团|Beijing District Heating")
        typist.type("f2")
        terminal.until("待送2|2 waiting|waiting 2")
        terminal.until(r"派单 \d{8}-\d{6}：已办|Dispatch \d{8}-\d{6}: done", timeout=30)
    [made] = tickets(centre, title)
    assert (made["stage"], made["lead"], made["tier"], made["street"], made["district"]) == ("dispatched", "S04", "24h", "110108018", "110108")
    assert typist.keys <= MOST_KEYS, typist.keys


@pytest.mark.parametrize("victim", ["desk", "hotline"])
def test_a_kill_between_registration_and_dispatch_loses_neither(centre: Hotline, tmp_path: Path, victim: str) -> None:
    title = f"暖气不热{victim}"
    env = environment(centre, "dispatcher", tmp_path)
    with desk(env) as terminal:
        terminal.until(r"\d/\d")
        typist = Typist(terminal)
        typist.type("a")
        terminal.until("诉求人电话")
        typist.call(f"137{len(victim):08}", title)
        terminal.until("北京热力集团")
        typist.type("f2")
        terminal.until("待送2")
        if victim == "hotline":
            centre.kill()
            terminal.until("断线")
            centre.start()
            terminal.until(r"派单 \d{8}-\d{6}：已办", timeout=60)
        else:
            os.kill(terminal.child.pid, signal.SIGKILL)
            terminal.ended()
    if victim == "desk":
        assert kept(tmp_path) == ["register", "dispatch"]
        with desk(env) as again:
            again.until(r"派单 \d{8}-\d{6}：已办", timeout=60)
    [made] = tickets(centre, title)
    assert (made["stage"], made["lead"]) == ("dispatched", "S04")
    assert kept(tmp_path) == []


def kept(home: Path) -> list[str]:
    """What waits in the outbox, whichever folder it lies in."""
    [file] = home.rglob("outbox*.db")
    with sqlite3.connect(file) as box:
        return [do for (do,) in box.execute("SELECT do FROM command WHERE state = 'waiting' ORDER BY seq")]


def test_a_second_call_is_shown_the_first_one_and_becomes_an_inquiry_on_it(centre: Hotline, tmp_path: Path) -> None:
    with desk(environment(centre, "dispatcher", tmp_path), cols=120, rows=40) as terminal:
        terminal.until(r"\d/\d")
        for title in ("水管漏水两天", "水管漏水三天"):
            terminal.type("a")
            terminal.until("诉求人电话")
            terminal.type("13512345678", "enter", "王某", "enter", title, "enter")
            if title == "水管漏水两天":
                terminal.type("ctrl+s")
                terminal.until(r"受理 \d{8}-\d{6}：已办", timeout=30)
        terminal.until("同一电话、内容相似")
        terminal.type("\x1b[15~")
        terminal.until(r"进度查询 \d{8}-\d{6}：已办", timeout=30)
    [made] = tickets(centre, "水管漏水两天")
    assert made["stage"] == "received"
    assert tickets(centre, "水管漏水三天") == []
