"""A supervisor's keys in a real terminal: from the rates to a ticket, a dossier with a measure, a report in a file, the catalogue."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hotlines import Hotline, serving
from tests.stories.desks import desk, environment, paidan
from tests.terminal import Terminal


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    with serving(tmp_path_factory.mktemp("figures"), "--scenario", "quiet_day", "--speed", "1", "--tickets", "60", "--lang", "zh") as hotline:
        yield hotline


def home_of(screen: Terminal) -> None:
    """Wait for the queue."""
    screen.until("已连接|connected")


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (120, 40), (60, 20)])
def test_from_the_rates_to_a_ticket_and_back(figures: Hotline, tmp_path: Path, cols: int, rows: int) -> None:
    with desk(environment(figures, "supervisor", tmp_path), cols=cols, rows=rows) as screen:
        home_of(screen)
        screen.type("2")
        screen.until("合计")
        screen.type("b", "topics", "\r")
        screen.until(r"\[高频\]")
        screen.until("话题|复发")
        screen.type("\r")
        screen.until(r"工单 \d+ 件")
        screen.type("\r")
        screen.until("现在可办|时限")
        screen.type("\x1b")
        screen.until(r"\[高频\]")
        screen.type("1")
        screen.until("编号")


@pytest.mark.parametrize("extra", [{}, {"NO_COLOR": "1", "TERM": "screen"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PAIDAN_LANG": "en"}])
def test_a_dossier_is_opened_given_a_measure_and_found_on_the_command_line(figures: Hotline, tmp_path: Path, extra: dict[str, str]) -> None:
    env = environment(figures, "supervisor", tmp_path) | extra
    with desk(env) as screen:
        home_of(screen)
        screen.type("3")
        screen.until("台账|Dossiers")
        screen.type("n", "open_problem", "\r")
        screen.until("题目|Title")
        screen.type("heating", "\t", "\t", "winter", "\t", "2026-11", "\t", "hdq", "\r", "\x13")
        screen.until(r"P2026-\d{4}")
        screen.type("\r")
        screen.until("现在可办|may be asked")
        screen.type("a", "add_measure", "\r")
        screen.until("责任单位|Unit")
        screen.type("new pipes", "\t", "hdq", "\r", "+30d", "\x13")
        screen.until(r"1\. new pipes")
        screen.type("q")
        assert screen.ended() == 0
    assert re.search(r"P2026-\d{4} .*heating", paidan(env, "dossiers"))


def test_a_report_is_saved_where_it_was_asked_for(figures: Hotline, tmp_path: Path) -> None:
    path = tmp_path / "month.md"
    with desk(environment(figures, "supervisor", tmp_path / "home", lang="en")) as screen:
        home_of(screen)
        screen.type("4")
        screen.until("Compared")
        screen.type("s", "\x15", str(path), "\r")
        screen.until("Saved as")
        screen.type("5")
        screen.until("Catalogue")
        screen.type("/", "nqbr")
        screen.until("020101")
    assert path.read_text(encoding="utf-8").startswith("# Monthly statistics")
