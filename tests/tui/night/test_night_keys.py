"""A night run in a real terminal: twenty tickets, two keys each; the digits read from the screen; no line all the while."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import load
from tests.terminal import Terminal
from tests.tui.desk_parts import fill, ticket
from tests.tui.fake_desk import beijing
from tests.tui.terminals.test_terminal_left import ROOT, environment
from tests.widgets.night.test_big_digits import picture
from tests.widgets.queue_lines import NOW

MANY = 20
DESK = "import sys; from tui.cli.main import run; sys.exit(run([], now=lambda: float(sys.argv[1])))"
"""A desk whose clock stands still."""


def desk(home: Path, *, cols: int = 80, rows: int = 24, settings: str = "", env: Mapping[str, str] | None = None) -> tuple[Terminal, Path]:
    """A desk without a line, and its outbox: twenty tickets burn, five can wait."""
    told = environment(home, PYTHONPATH=str(ROOT), **(env or {}))
    profile = load(told)
    profile.folder.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text(settings, "utf-8")
    mirror = Mirror.open(profile.mirror_path)
    fill(
        mirror, [*(ticket(serial, due=serial * 30 - 180) for serial in range(1, MANY + 1)), *(ticket(serial, due=90_000) for serial in range(30, 35))]
    )
    mirror.remember(city=beijing().model_dump_json())
    mirror.close()
    Outbox.open(profile.outbox_path).close()
    return Terminal([sys.executable, "-c", DESK, str(NOW)], env=told, cols=cols, rows=rows), profile.outbox_path


def ink(terminal: Terminal, *, sign: str = "") -> list[str]:
    """The large digits as a person sees them: what is reversed, or what is a sign."""
    rows = [terminal.screen.buffer[y] for y in range(1, 9)]
    return ["".join("#" if (row[x].reverse if not sign else row[x].data == sign) else " " for x in range(2, terminal.cols)).rstrip() for row in rows]


def test_twenty_tickets_take_two_keys_each(tmp_path: Path) -> None:
    terminal, outbox = desk(tmp_path, env={"PAIDAN_LANG": "en"})
    with terminal:
        terminal.until("1/25")
        terminal.type("7")
        terminal.until("1 of 20")
        typed = 0
        for serial in range(1, MANY + 1):
            terminal.until(f"Number +20261122-{serial:06}")
            for key in ("s", "enter"):
                terminal.type(key)
                typed += 1
        terminal.until("Nothing burns")
        terminal.until("Next due 11-23 21:00: sign, 20261122-000030")
        assert typed == 2 * MANY
        terminal.type("q")
        terminal.ended()
    kept = Outbox.open(outbox)
    asked = [json.loads(row.body) for row in kept.waiting()]
    kept.close()
    assert [(one["do"], one["ticket"]) for one in asked] == [("sign", f"20261122-{serial:06}") for serial in range(1, MANY + 1)]


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (60, 20), (120, 40)])
def test_the_countdown_is_five_rows_high(tmp_path: Path, cols: int, rows: int) -> None:
    terminal, _ = desk(tmp_path, cols=cols, rows=rows)
    with terminal:
        terminal.until("1/25")
        terminal.type("7")
        terminal.until("第 1 件")
        terminal.type(*"nnnnnnnnnn")  # the eleventh is due in two and a half minutes: 2:30
        terminal.until("20261122-000011")
        terminal.quiet()
        drawn = [row for row in ink(terminal) if row]
        seven = "2:30"
        assert len(drawn) >= 5, terminal.text()
        wide = 2 if cols < 110 else 4
        expected = picture(seven) if wide == 2 else picture(seven, tall=2)
        assert len(drawn) >= 5, terminal.text()
        assert drawn[: len(expected)] == [row.rstrip() for row in expected][: len(drawn)]


@pytest.mark.parametrize(
    "more", [{"TERM": "linux"}, {"TERM": "vt220", "LANG": "C"}, {"TERM": "xterm", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}]
)
def test_ascii_terminals_get_digits_of_signs(tmp_path: Path, more: dict[str, str]) -> None:
    terminal, _ = desk(tmp_path, env={"PAIDAN_LANG": "en"} | more)
    with terminal:
        terminal.until("1/25")
        terminal.type("7")
        terminal.until("1 of 20")
        terminal.until("#### +####|######")
        assert terminal.shows("! +overdue")


def test_without_colour_the_bands_are_told_by_sign_and_word(tmp_path: Path) -> None:
    terminal, _ = desk(tmp_path, env={"NO_COLOR": "1"}, settings='theme = "night"\n')
    with terminal:
        terminal.until("1/25")
        terminal.type("7")
        terminal.until("✖ +超期")
        terminal.type("n" * 10)
        terminal.until("▴▴ +紧迫")
        used = {(cell.fg, cell.bg) for row in terminal.screen.buffer.values() for cell in row.values()}
        assert used == {("default", "default")}


def low(colour: str) -> bool:
    """Whether a colour, by pyte's name (dark yellow is brown) or in hex, has hardly any blue, which is seen furthest in the dark."""
    return colour in ("black", "red", "brightred", "brown") or (len(colour) == 6 and int(colour[4:], 16) < 0x60)


@pytest.mark.parametrize("term", ["xterm", "linux", "screen-256color"])
def test_the_light_is_low_from_the_first_page_on(tmp_path: Path, term: str) -> None:
    terminal, _ = desk(tmp_path, settings='theme = "night"\n', env={"TERM": term})
    with terminal:
        for key, shown in (("", "1/25"), ("7", "第 1 件")):
            terminal.type(key)
            terminal.until(shown)
            terminal.quiet()
            cells = [cell for row in terminal.screen.buffer.values() for cell in row.values() if cell.data.strip()]
            assert not [cell for cell in cells if not low(cell.fg)]
            assert not [cell for cell in cells if not low(cell.bg)]
            assert not [cell for cell in cells if cell.bold and cell.fg != "red"], "eight colours have their bright red by bold"


def test_a_resize_while_it_is_open(tmp_path: Path) -> None:
    terminal, _ = desk(tmp_path)
    with terminal:
        terminal.until("1/25")
        terminal.type("7")
        for cols, rows in ((60, 20), (50, 10), (160, 50), (80, 24)):
            terminal.resize(cols=cols, rows=rows)
            terminal.until("窗口太小" if cols < 60 else "第 1 件，共 20 件")
        terminal.until("接下来")
