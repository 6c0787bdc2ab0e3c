"""Cells: as many as Textual counts, and nothing in them that a terminal could obey."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui.display.cells import MOST_MARKS, Cells
from tui.display.pens import Pens

ANY_TEXT = st.text(st.characters(codec=None), max_size=30)
"""Surrogates, controls and all."""


@given(text=ANY_TEXT)
def test_as_many_cells_as_textual_counts_and_only_printable_signs(text: str) -> None:
    cells = Cells(Pens()).of(text, None)
    assert len(cells) == cell_len(text)
    for sign in "".join(cell[0] for cell in cells):
        assert sign == " " or category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")


@given(text=ANY_TEXT, encoding=st.sampled_from(["gbk", "latin-1", "ascii"]))
def test_another_encoding_takes_every_cell(text: str, encoding: str) -> None:
    cells = Cells(Pens(), encoding=encoding).of(text, None)
    assert len(cells) == cell_len(text)
    for cell in cells:
        cell[0].encode(encoding)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("ab", ["a", "b"]),
        ("中文", ["中", "", "文", ""]),
        ("e\u0301", ["e\u0301"]),
        ("e" + "\u0301" * 9, ["e" + "\u0301" * MOST_MARKS]),
        ("a\x1b[2Jb", ["a", "[", "2", "J", "b"]),
        ("a\u202eb\u200b", ["a", "b"]),
        ("\u3000", [" ", " "]),
        ("\U0001f468\u200d\U0001f469", ["\U0001f468", ""]),
        ("\u2764\ufe0f", ["\u2764", " "]),
    ],
)
def test_what_stands_in_them(text: str, signs: list[str]) -> None:
    assert [cell[0] for cell in Cells(Pens()).of(text, None)] == signs


@pytest.mark.parametrize(
    ("sign", "sure"), [("a", True), ("中", True), ("か", True), ("▸", True), ("…", False), ("①", False), ("✖", False), ("\U0001f600", False)]
)
def test_which_widths_all_terminals_agree_on(sign: str, sure: bool) -> None:
    assert Cells(Pens()).of(f"{sign}é", None)[0][2] is sure


def test_equal_cells_are_one_object() -> None:
    cells = Cells(Pens())
    assert cells.of("ab", Style(bold=True))[0] is cells.of("xa", Style(bold=True))[1]


def test_what_is_remembered_does_not_grow_for_ever() -> None:
    cells = Cells(Pens())
    for number in range(5000):
        assert len(cells.of(f"工单{number}", None)) == 4 + len(str(number))
    assert len(cells._texts) <= 1500
