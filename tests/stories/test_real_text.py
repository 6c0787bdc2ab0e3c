"""Real and hostile text on a real screen: every column edge where it belongs, and no control byte from data."""

import base64
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.hostile_text import foreign
from tests.hotlines import Hotline, serving
from tests.loaded import DATA, Loaded
from tests.stories.desks import desk, environment, hire, token
from tests.terminal import Terminal
from widgets.cells.columns import edges, layout

ADVERSARIAL = DATA / "adversarial" / "items.jsonl"
SIZES = ((80, 24), (120, 40))[: 2 if os.environ.get("PAIDAN_WALK") == "all" else 1]
"""The wide one too with `PAIDAN_WALK=all`."""


def test_no_control_character_is_taken_for_ours() -> None:
    assert foreign("\x1b[1;31mrot\x1b[0m\x1b[5;1H") == []
    assert foreign("\x1b[2J") == ["2J"]
    assert foreign("a\x07b\u202ec") == ["\x07", "\u202e"]
    assert foreign("\x1b]52;c;eA==\x07") != []


def check_edges(terminal: Terminal, lang: str) -> int:
    """Assert that in every line with a ticket each column starts at its edge, with a blank before it; returns how many there were."""
    width = next(
        (x for x in range(60, terminal.cols) if all(terminal.screen.buffer[y][x].data in ("|", "│") for y in range(2, terminal.rows - 3))),
        terminal.cols,
    )
    places = edges(layout(width, lang))
    seen = 0
    for y in range(2, terminal.rows - 2):
        cells = terminal.screen.buffer[y]
        if not re.search(r"\d-\d{6}", "".join(cells[x].data for x in range(places["number"], places["title"]))):
            continue
        seen += 1
        for name, x in places.items():
            line = "".join(cells[at].data for at in range(width))
            assert x < 3 or cells[x - 1].data == " ", f"no blank before {name} at {x}: {line!r}"
            assert cells[x].data != "", f"{name} at {x} starts in the middle of a wide character: {line!r}"
    return seen


@pytest.fixture(scope="module")
def talkative(loaded_messages: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    """A hotline with all Chinese messages."""
    folder = tmp_path_factory.mktemp("talkative")
    loaded_messages.copied(folder)
    with serving(folder) as hotline:
        hire(hotline, "reader", "dispatcher")
        yield hotline


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_all_real_messages_keep_the_columns(talkative: Hotline, tmp_path: Path, cols: int, rows: int) -> None:
    with desk(environment(talkative, "reader", tmp_path), cols=cols, rows=rows) as terminal:
        terminal.until(r"1/4,?240")
        terminal.type("/", "all", "enter")
        terminal.until(r"/5,?710")
        began = len(terminal.received)
        seen = check_edges(terminal, "zh")
        page = seen
        while not terminal.shows(r"5,?710/5,?710"):
            before = terminal.text()
            terminal.type("pagedown")
            terminal.until(lambda was=before: terminal.text()[-2:] != was[-2:])  # type: ignore[misc]  # the default binds this round's lines
            terminal.quiet(0.02)
            seen += check_edges(terminal, "zh")
        assert seen >= 5_710 - page, "every page was looked at"
        assert foreign(bytes(terminal.received[began:]).decode(errors="ignore")) == []


def items() -> list[tuple[str, str]]:
    """Every hostile item that is text at all."""
    if not ADVERSARIAL.exists():
        return []
    rows = (json.loads(line) for line in ADVERSARIAL.read_text(encoding="utf-8").splitlines())
    return [(row["id"], base64.b64decode(row["b64"]).decode("utf-8", "replace")) for row in rows]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hotline, list[str]]]:
    """A hotline at which every hostile item was registered, in every field that a citizen can fill."""
    if not ADVERSARIAL.exists():
        pytest.skip("the hostile items are not on this machine")
    with serving(tmp_path_factory.mktemp("hostile")) as hotline:
        hire(hotline, "reader", "dispatcher")
        numbers = []
        with httpx.Client(base_url=hotline.url, headers={"Authorization": f"Bearer {token(hotline, 'reader')}"}) as client:
            for id, text in items():
                short = text[:120]
                told = {"name": short[:60], "phone": short[:40], "kind": "person"}
                body = {
                    "id": str(uuid4()), "do": "register", "title": short or id, "content": text[:15_000], "address": short,
                    "channel": "首都之窗", "external": short, "requester": told,
                }  # fmt: skip
                for way in ("channel", "origin_line"):
                    other = str(uuid4())
                    refused = client.put(f"/v1/commands/{other}", json=body | {"id": other, "title": id, way: f"x{short}"})
                    assert refused.status_code in (409, 422), (id, way, refused.text)
                answer = client.put(f"/v1/commands/{body['id']}", json=body)
                if answer.status_code == 422:  # nothing but invisible signs: as good as no title
                    answer = client.put(f"/v1/commands/{body['id']}", json=body | {"title": id})
                assert answer.status_code == 200, (id, answer.text)
                numbers.append(answer.json()["number"])
        yield hotline, numbers


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_hostile_text_stays_text_in_the_queue(hostile: tuple[Hotline, list[str]], tmp_path: Path, cols: int, rows: int) -> None:
    hotline, numbers = hostile
    with desk(environment(hotline, "reader", tmp_path), cols=cols, rows=rows) as terminal:
        terminal.until(f"1/{len(numbers)}")
        began, seen = len(terminal.received), check_edges(terminal, "zh")
        while not terminal.shows(f"{len(numbers)}/{len(numbers)}"):
            before = terminal.text()
            terminal.type("pagedown")
            terminal.until(lambda was=before: terminal.text()[-2:] != was[-2:])  # type: ignore[misc]  # the default binds this round's lines
            terminal.quiet(0.02)
            seen += check_edges(terminal, "zh")
        assert seen >= len(numbers) - rows
        assert foreign(bytes(terminal.received[began:]).decode(errors="ignore")) == []


def test_hostile_text_stays_text_on_the_tickets_own_page(hostile: tuple[Hotline, list[str]], tmp_path: Path) -> None:
    hotline, numbers = hostile
    with desk(environment(hotline, "reader", tmp_path, lang="en"), cols=100, rows=30) as terminal:
        terminal.until(f"1/{len(numbers)}")
        began = len(terminal.received)
        for _ in range(0, len(numbers), 6):
            terminal.type("enter")
            terminal.until("Clocks")
            terminal.quiet(0.02)
            terminal.type("esc")
            terminal.until(rf"\d+/{len(numbers)}")
            terminal.type(*(["j"] * 6))
        assert foreign(bytes(terminal.received[began:]).decode(errors="ignore")) == []
