"""What is sent to a terminal is what terminfo says it understands, by its kind."""

import re
import shutil
import subprocess
from functools import cache

import pytest
from rich.color import ColorSystem
from rich.style import Style

from tests.tui.display.replay import Replay
from tui.display.cells import Cells
from tui.display.pens import Pens
from tui.display.picture import Picture
from tui.terminals import terminal

KINDS = ("linux", "xterm", "screen", "tmux-256color", "screen-256color", "xterm-256color", "vt220", "vt100", "ansi")
SENT = {
    "cup": r"\E[%i%p1%d;%p2%dH", "cuu": r"\E[%p1%dA", "cud": r"\E[%p1%dB", "cuf": r"\E[%p1%dC", "cub": r"\E[%p1%dD", "el": r"\E[K", "rev": r"\E[7m",
    "bold": r"\E[1m", "smul": r"\E[4m",
}  # fmt: skip
"""What the thin display sends to all of them."""
REGIONS = {"csr": r"\E[%i%p1%d;%p2%dr", "ri": r"\EM"}


@cache
def known(term: str) -> dict[str, str]:
    """What terminfo says of a terminal, waiting times left out."""
    if shutil.which("infocmp") is None:
        pytest.skip("no terminfo on this machine")
    told = subprocess.run(["infocmp", "-1", "-x", term], capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip(f"terminfo does not know {term}")
    pairs = re.findall(r"^\s+(\w+)[=#](.*),$", told.stdout, re.MULTILINE)
    return {name: re.sub(r"\$<\d+>", "", value) for name, value in pairs}


@pytest.mark.parametrize("term", KINDS)
def test_the_display_sends_what_terminfo_knows(term: str) -> None:
    found = known(term)
    assert {name: found.get(name) for name in SENT} == SENT
    assert {name: found.get(name) for name in REGIONS} == (REGIONS if terminal.scrolls({"TERM": term}) else dict.fromkeys(REGIONS))


@pytest.mark.parametrize("term", KINDS)
def test_what_is_done_to_save_bytes_is_known_too(term: str) -> None:
    told = subprocess.run(["infocmp", "-1", term], capture_output=True, text=True, check=False).stdout
    assert terminal.fills({"TERM": term}) <= bool(re.search(r"^\s+bce,$", told, re.MULTILINE))
    assert terminal.erases({"TERM": term}) <= (known(term).get("ech") == r"\E[%p1%dX")
    assert terminal.undoes({"TERM": term}) <= (known(term).get("rmul") == r"\E[24m")


@pytest.mark.parametrize("term", KINDS)
def test_no_more_colours_than_terminfo_knows(term: str) -> None:
    count = int(known(term).get("colors", "0"), 0)
    environment = {"TERM": term}
    terminal.prepare(environment)
    system = terminal.colours(environment)
    assert {"none": 0, "standard": 8, "256": 256}[system] <= count
    assert terminal.has_eight(environment) <= (count == 8)


def test_eight_colours_are_enough_and_bold_stands_for_bright() -> None:
    pens = Pens(ColorSystem.STANDARD, eight=True)
    bright = pens.step(0, pens.of(Style(color="bright_red", bgcolor="bright_black")))
    assert bright == "\x1b[1;31;40m"
    assert pens.step(0, pens.of(Style(color="red"))) == "\x1b[31m"
    assert not re.search(r"[39]8;5|\b(9|10)\d", "".join(pens.step(0, pens.of(Style(color=f"color({number})"))) for number in range(16)))


def test_where_there_are_no_regions_lines_are_written_anew() -> None:
    pens = Pens()
    cells, lines = Cells(pens), [f"line number {n} of the list and more" for n in range(14)]
    sent = {}
    for scrolls in (True, False):
        picture, replay = Picture(40, 12, pens, scrolls=scrolls), Replay(40, 12)
        for first in (0, 1):
            for y in range(12):
                picture.put(0, y, list(cells.of(lines[first + y].ljust(40), None)))
            sent[scrolls] = picture.difference()
            replay.feed(sent[scrolls])
        assert [line.strip() for line in replay.screen.display] == lines[1:13]
    assert "\x1b[1;12r" in sent[True]
    assert not re.search(r"\x1b\[[\d;]*r|\x1b[DM]", sent[False])


@pytest.mark.parametrize("term", ["linux", "vt220", "vt100", "ansi"])
def test_queries_that_old_ones_would_print_are_not_sent(term: str) -> None:
    assert "\x1b[22;2t" in terminal.spared({"TERM": term})
    assert "\x1b[?2026$p" in terminal.spared({"TERM": term})
    assert terminal.look({"TERM": term}, "utf-8").ascii
