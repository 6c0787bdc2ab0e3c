"""The page of a run: every row in its table, and what was written by hand kept."""

from datetime import UTC, datetime
from pathlib import Path

from benchmarks import page
from benchmarks.figures import Row, most, row

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_every_row_stands_in_its_part() -> None:
    parts = {"Start": [most("exec -> page (ms)", 30, 40, floor="raw 20")], "Keys": [row("a | b", "1"), Row("gone", "", why="not installed")]}
    told = page.page(parts, now=NOW, load=0.5, tickets=500_000, kept="")
    assert "Taken on 2026-11-23 with 500,000 tickets" in told
    assert "1 of 1 goals met." in told
    assert "| exec -> page (ms) | 30 | raw 20 | <= 40 | met |" in told
    assert "| a \\| b | 1 |" in told
    assert "| gone (not installed) |" in told
    assert told.index("## Start") < told.index("## Keys") < told.index("## Method") < told.index(page.BY_HAND)


def test_what_was_written_by_hand_stays(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.md"
    assert page.by_hand(path) == ""
    written = f"{page.BY_HAND}\n\nThe disk is slow.\n"
    path.write_text(page.page({}, now=NOW, load=0, tickets=1, kept=written), encoding="utf-8")
    assert page.by_hand(path) == written


def test_the_machine_is_named() -> None:
    assert " cores (" in page.machine()
    assert "Textual" in page.versions()
