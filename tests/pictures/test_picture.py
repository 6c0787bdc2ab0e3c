"""A picture can be written, read and compared: what is read is what was written, and a difference is told where it is."""

from rich.segment import Segment
from rich.style import Style

from tests.pictures.picture import Key, Picture, differences, picture, read, write

THEMES = ("plain", "loud")
KEY = Key((6, 2), "zh")


def looks(style: Style | None) -> tuple[str, ...]:
    return ("none", "bold red") if style and style.bold else ("none", "none")


def taken(word: str = "暖气", *, bold: bool = True) -> Picture:
    inked = [[Segment(word, Style(bold=bold)), Segment("  ")], [Segment("=== 1 ")]]
    return picture(inked, looks)


def test_what_is_read_is_what_was_written() -> None:
    kept = {KEY: taken(), Key((6, 2), "en", ascii=True): Picture(("heat", ""))}
    assert read(write("queue", kept, THEMES)) == (kept, THEMES)


def test_a_run_is_as_long_as_its_cells() -> None:
    assert taken().text == ("暖气", "=== 1")
    assert taken().looks == (((4, ("none", "bold red")), (2, ("none", "none"))), ((6, ("none", "none")),))


def test_another_word_is_told_line_by_line() -> None:
    assert differences({KEY: taken()}, {KEY: taken("水管")}, THEMES) == ["6x2 zh:", "   1 - 暖气", "   1 + 水管"]


def test_another_look_is_told_by_theme_and_cells() -> None:
    told = differences({KEY: taken()}, {KEY: taken(bold=False)}, THEMES)
    assert told == ["6x2 zh:", "   1   暖气", "       loud, cells 0-3: bold red -> none"]


def test_a_picture_more_or_less_is_told() -> None:
    assert differences({KEY: taken()}, {}, THEMES) == ["6x2 zh: is no longer taken"]
    assert differences({}, {KEY: taken()}, THEMES) == ["6x2 zh: is new"]
    assert differences({KEY: taken()}, {KEY: taken()}, THEMES) == []
