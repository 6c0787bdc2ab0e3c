"""A real city's recorded answers on the real desk: the queue, one request, what may not be asked, the line down, the next start."""

import json
import re
import shlex
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from api_client.profile import load
from tests.documented import commands
from tests.open311_city import of_recorded, standing
from tests.terminal import Terminal
from tests.tui.cli.conftest import Paidan
from tui.queue.page import first
from tui.starting.opening import open_files


@pytest.fixture
def paidan(tmp_path: Path) -> Paidan:
    return Paidan(tmp_path / "home")


def test_a_recorded_city_on_the_desk_with_the_line_and_without(paidan: Paidan) -> None:
    paidan.home.mkdir()
    with ExitStack() as stack:
        city = stack.enter_context(standing(of_recorded("schenectady")))
        url = city.url
        words = [sys.executable, "-m", "tui", "--lang", "en", "--open311", url]
        with Terminal(words, cols=120, rows=30, env={"PAIDAN_HOME": str(paidan.home), "LANG": "C.UTF-8"}) as terminal:
            terminal.until("1/12 ")
            terminal.until("READ ONLY connected")
            numbers = [found[1] for line in terminal.text()[2:15] if (found := re.search(r"  ([0-9a-f]{9,11}) ", line))]
            assert numbers[:2] == ["e3651b6a3d0"[-len(numbers[0]) :], "78389435a14"[-len(numbers[1]) :]]
            assert len(numbers) == 12
            terminal.until(r"^2h 0 .* none no clock 12")
            assert terminal.shows(r"127\.0\.0\.1 as of \d\d:\d\d ")
            assert not terminal.shows("Dispatch|Undo")
            terminal.type("s")
            terminal.until("Open311: only to look at")
            terminal.type("enter")
            terminal.until("Status notes: years old")
            for said in (
                "Lead Engineering",
                "Picture: https://photos",
                r"Position \(lat, long\): 42.811418, -73.923125",
                "Notice: Dispatch immediately",
            ):
                assert terminal.shows(said), said
            assert not terminal.shows("What may be asked|Timeline")
            stack.close()
            terminal.type("esc")
            terminal.until("1/12 ")
            terminal.type("\x12")  # Ctrl+R
            terminal.until("offline since")
            terminal.type("q")
            assert terminal.ended() == 0
    _next_start(paidan, url)


def _next_start(paidan: Paidan, url: str) -> None:
    """Without a line: the last page at once, and the same for scripts."""
    profile = load({"PAIDAN_HOME": str(paidan.home)}).at_city(url, "")
    opened = open_files(profile, lang="en", wall=lambda: 1_800_000_000.0)
    page = ["".join(part.text for part in line) for line in first(opened.desk, 80, 24) or ()]
    opened.close()
    assert "Broken sidewalk" in page[2]
    assert "1/12 127.0.0.1 as of 20" in page[-2]  # with its day: it is old by now
    assert "READ ONLY connecting" in page[-2]
    done = paidan("--open311", url, "queue", "--json")
    told = json.loads(done.out)
    assert (done.code, told["source"], told["total"], told["items"][0]["told"]["status_notes"]) == (0, "mirror", 12, "years old")
    assert "The city cannot be read (connection refused)" in done.err
    number = told["items"][0]["number"]
    shown = paidan("show", "--open311", url, number)
    assert (shown.code, "Status notes: years old" in shown.out) == (0, True)
    assert paidan("show", "--open311", url, "nope").code == 3
    assert (paidan("--open311", url, "do", number, "sign").code, paidan("--open311", url, "boards", "rates").code) == (1, 1)


def test_what_is_no_city_is_said_in_a_sentence(paidan: Paidan) -> None:
    with standing(of_recorded("empty")) as city:
        base, city.url = city.url.removesuffix("/v2"), "http://127.0.0.1:1/v2?api_key=hush"
        done = paidan("--open311", f"{base}/discovery", "queue")
        assert (done.code, "connection refused: http://127.0.0.1:1/v2)" in done.err, "hush" in done.err) == (3, True, False)
        city.url = f"{base}/v2"
        assert paidan("--open311", city.url, "queue").err == "No ticket fits.\n"
        done = paidan("--open311", city.url + "/nowhere", "queue")
        assert (done.code, "a web page answers there, no Open311" in done.err) == (3, True)
        assert paidan("--open311", city.url, "show", "17").err == "The city has no request 17.\n"
    assert paidan("--open311", "ftp://x", "queue").code == 2


@pytest.mark.parametrize("page", ["docs/open311-desk.md", "docs/open311-desk.zh.md"])
def test_every_line_of_the_page_ends_well(paidan: Paidan, page: str) -> None:
    with standing(of_recorded("san_francisco")) as city:
        for command in commands(page):
            told = command.text.replace("https://city.example.org/open311", city.url.removesuffix("/v2"))
            _, *words = shlex.split(told.replace(".org/v2", ".org"))
            done = paidan(*words)
            if set(words) & {"queue", "show", "watch"}:
                assert done.code == 0, (command.text, done.err)
            else:  # the desk wants a terminal, and says that when all else is well
                assert (done.code, "terminal" in done.err) == (2, True), command.text
    assert paidan("--open311", city.url, "show", "638349").out.startswith("638349  Sidewalk and Curb Issues")
