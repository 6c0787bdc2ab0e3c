"""The desk in terminals of many kinds: it starts, can be read and left, and every band has a sign and a word of its own without any colour."""

import re
import sys
import time
from collections.abc import Mapping
from unicodedata import category

import pytest

from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import load
from tests.hotlines import ROOT
from tests.terminal import Terminal
from tests.tui.desk_parts import fill, ticket

DUES = (-200_000, -7_300, 400, 1_500, 2_900, 9_000)
"""One ticket in each band that has a clock running."""
COLOURED = re.compile(r"\x1b\[[\d;]*\b(?:3[0-7]|4[0-7]|9\d|10\d|38|48)\b[\d;]*m")
LEFT_OVERS = re.compile(r"2026|2048|22;|\$p|\[\?|\d;\d+[Rt]|]2;")
"""What an old terminal would show of sequences that it does not know."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A mirror for all desks, as environment variables; nobody writes to it."""
    folder = tmp_path_factory.mktemp("home")
    told = {"PAIDAN_HOME": str(folder), "PAIDAN_URL": "http://127.0.0.1:9", "PAIDAN_TOKEN": "x", "PAIDAN_LANG": "en", "COLORTERM": ""}
    profile = load(told)
    profile.folder.mkdir(parents=True)
    mirror = Mirror.open(profile.mirror_path)
    fill(mirror, [ticket(at, due=due, title=f"路灯不亮 no {at}") for at, due in enumerate(DUES)], wall=time.time())  # noqa: TID251 - as the desk's own door
    mirror.close()
    Outbox.open(profile.outbox_path).close()
    return told


def desk(told: Mapping[str, str], *words: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    """A desk in a terminal of some kind."""
    usual = {"LANG": "C.UTF-8", "LC_ALL": "", "LC_CTYPE": "", "PYTHONUTF8": "", "PYTHONPATH": str(ROOT), "SSH_CONNECTION": ""}
    encoding = told.get("PYTHONIOENCODING", "utf-8")
    command = [sys.executable, "-m", "tui", *words]
    return Terminal(command, cols=size[0], rows=size[1], env={**usual, **told}, encoding=encoding, answers="\x1b[1;2R")


def quits(terminal: Terminal) -> None:
    terminal.type("q")
    assert terminal.ended() == 0


KINDS: dict[str, tuple[dict[str, str], bool, bool]] = {
    "linux": ({"TERM": "linux"}, True, True),
    "xterm": ({"TERM": "xterm"}, False, True),
    "screen": ({"TERM": "screen"}, False, True),
    "tmux": ({"TERM": "tmux-256color"}, False, True),
    "vt220": ({"TERM": "vt220"}, True, False),
    "vt100": ({"TERM": "vt100"}, True, False),
    "no colour": ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False, False),
    "C": ({"TERM": "xterm-256color", "LC_ALL": "C"}, True, True),
    "C without UTF-8": ({"TERM": "xterm-256color", "LC_ALL": "C", "PYTHONUTF8": "0"}, True, True),
    "GBK": ({"TERM": "xterm-256color", "PYTHONIOENCODING": "gbk"}, True, True),
}
"""Each with its environment, whether its signs are ASCII, and whether it has colours."""


@pytest.mark.parametrize("kind", KINDS)
def test_it_starts_can_be_read_and_left(home: dict[str, str], kind: str) -> None:
    environment, ascii_only, colours = KINDS[kind]
    with desk(home | environment) as terminal:
        terminal.until("1/6")
        terminal.until("offline")
        terminal.type("j")
        terminal.until("2/6")
        text = terminal.text()
        signs = ("!!", "! ", "**", "* ", "- ", ". ") if ascii_only else ("✖✖", "✖ ", "▴▴", "▴ ", "▫ ", "◦ ")
        lines = [next(line for line in text if f"00000{at}" in line) for at in range(len(DUES))]
        assert all(sign in line[12:24] for sign, line in zip(signs, lines, strict=True)), "\n".join(text)
        assert all("no" in line for line in lines)
        assert ("路灯" in lines[0]) is (kind != "C without UTF-8")
        assert not LEFT_OVERS.search("\n".join(text)), "\n".join(text)
        assert bool(COLOURED.search(terminal.received.decode("utf-8", "replace"))) is colours
        if ascii_only:
            assert all(sign.isascii() or "\u3000" <= sign <= "\uffef" for line in text for sign in line), "\n".join(text)
        quits(terminal)


def test_a_terminal_that_cannot_place_text_is_told_so(home: dict[str, str]) -> None:
    with desk(home | {"TERM": "dumb"}) as terminal:
        terminal.until("TERM")
        assert terminal.ended() == 2
        assert b"\x1b[" not in terminal.received


def test_where_chinese_cannot_be_written_the_desk_speaks_english_and_says_why(home: dict[str, str]) -> None:
    with desk(home | {"TERM": "xterm", "PYTHONIOENCODING": "latin-1", "PAIDAN_LANG": "zh"}, size=(120, 24)) as terminal:
        terminal.until("UTF-8")
        assert terminal.shows("Dispatch.*Help")
        assert terminal.shows(r"(\? ){4} no 1")


def test_keys_in_the_terminals_own_encoding_arrive(home: dict[str, str]) -> None:
    with desk(home | {"TERM": "xterm-256color", "PYTHONIOENCODING": "gbk"}) as terminal:
        terminal.until("offline")
        terminal.type("/")
        terminal.child.send("路灯".encode("gbk"))
        terminal.until("/路灯")
        terminal.child.send(b"\xff\xff")  # what no encoding knows ends nothing
        terminal.until(lambda: "?" in terminal.text()[22] or "�" in terminal.text()[22])
        terminal.type("esc")
        terminal.until("6")


@pytest.mark.parametrize("late", [False, True])
def test_signs_of_two_cells_switch_to_ascii_and_keys_typed_meanwhile_arrive(home: dict[str, str], late: bool) -> None:
    with desk(home | {"TERM": "xterm-256color"}) as terminal:
        terminal.answers = ""
        terminal.until("✖✖")  # the first page waits for nobody
        terminal.until("offline" if late else lambda: b"\x1b[6n" in terminal.received)
        terminal.type("jj\x1b[1;3R")
        terminal.until("3/6 .*offline")
        terminal.until(lambda: not any("✖" in line for line in terminal.text()))
        lines = [next(line for line in terminal.text() if f"00000{at}" in line) for at in range(len(DUES))]
        assert all(sign in line[12:24] for sign, line in zip(("!!", "! ", "**", "* ", "- ", ". "), lines, strict=True)), "\n".join(terminal.text())
        quits(terminal)


@pytest.mark.parametrize("told", [{}, {"SSH_CONNECTION": "1"}, {"TERM": "linux"}])
def test_the_terminal_is_asked_only_what_nothing_else_tells(home: dict[str, str], told: dict[str, str]) -> None:
    with desk(home | {"TERM": "xterm-256color"} | told, *(["--ascii", "--slow"] if not told else [])) as terminal:
        terminal.until("offline")
        assert terminal.received.count(b"\x1b[6n") == (2 if "SSH_CONNECTION" in told else 0)
        terminal.type("?")
        terminal.until("PgUp")
        terminal.type("\x1bj")  # Esc, and the next key before a slow line would be waited for
        terminal.until("2/6 ")
        quits(terminal)


def test_the_command_line_chooses_signs_and_theme_for_every_screen(home: dict[str, str]) -> None:
    with desk(home | {"TERM": "xterm-256color"}, "--ascii", "--theme", "dark", "--slow") as terminal:
        terminal.until("offline")
        assert terminal.shows("!! ")
        assert b"48;5;" in terminal.received
        assert terminal.received.count(b"\x1b[2J") == 1, "the first page has the same colours"
        for key in ("2", "6", "7", "9", "T", "?", "a", "enter"):
            before = terminal.text()
            terminal.type(key)
            terminal.until(lambda before=before: terminal.text() != before)  # type: ignore[misc]  # bound at once
            terminal.quiet(0.1)
            foreign = {sign for line in terminal.text() for sign in line if not sign.isascii() and category(sign)[0] not in "LM"}
            assert not {sign for sign in foreign if not "\u3000" <= sign <= "\uffef"}, f"{key}: {foreign}"
            terminal.type("esc")
            terminal.until(lambda: terminal.shows("1/6 .*offline") and not terminal.shows("Esc [Bb]ack"))  # a key too early would be Alt and that key
        quits(terminal)
