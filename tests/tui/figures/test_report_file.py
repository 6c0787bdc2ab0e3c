"""A report as a file: its form by its name, HTML that nobody can write into, and a file that is never overwritten."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.hostile_text import OWN
from tui.figures.report_file import form_of, html_of, name_of, place, write

REPORT: dict[str, Any] = {
    "title": "月统计", "period": "2026-11", "made": "2026-11-22 20:00",
    "sections": [
        {"title": "<b>三率</b>", "columns": [{"key": "unit", "title": "单位"}], "rows": [["<script>"], [98.3], [None], [7]], "notes": ["a & b\nc"]},
        {"title": "无表", "columns": [], "rows": [], "notes": []},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "form"), [("a.md", "text/markdown"), ("a.CSV", "text/csv"), ("a.html", "application/json"), ("a.txt", ""), ("a", "")]
)
def test_the_ending_says_which_form(name: str, form: str) -> None:
    assert form_of(Path(name)) == form


def test_a_page_holds_the_figures_and_no_markup_of_others() -> None:
    page = html_of(REPORT, "zh")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert '<td class="n">98.30</td>' in page
    assert '<td class="n">-</td>' in page
    assert "<p>a &amp; b</p>\n<p>c</p>" in page
    assert page.startswith('<!doctype html><html lang="zh">')


def test_the_proposed_name_tells_report_and_period() -> None:
    assert name_of("quarterly", "2026-Q4") == "paidan-quarterly-2026-Q4.md"


def test_a_path_may_begin_in_one_s_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert place(" ~/r.md ") == tmp_path / "r.md"
    monkeypatch.chdir(tmp_path)
    assert place("r.md") == tmp_path / "r.md"


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write(path, "一,二\r\n")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "spreadsheets read it as UTF-8"
    assert path.read_bytes().endswith(b"\r\n")
    with pytest.raises(FileExistsError):
        write(path, "other")
    assert path.read_text(encoding="utf-8-sig") == "一,二\n"


class Tags(HTMLParser):
    """Which tags a page has, with which attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize(("name", "text"), OWN, ids=[name for name, _ in OWN])
def test_no_text_becomes_a_part_of_the_page(name: str, text: str) -> None:
    section = {"title": text, "columns": [{"key": "x", "title": text}], "rows": [[text, 1, None]], "notes": [text]}
    page = html_of({"title": text, "period": text, "made": text, "sections": [section]}, "zh")
    tags = Tags()
    tags.feed(page)
    assert tags.seen == {"html", "meta", "title", "style", "h1", "p", "h2", "table", "tr", "th", "td"}
    assert tags.attributes == {"lang", "charset", "class"}
