"""The last gate in ASCII: nothing leaves but ASCII, words in whatever script, and Chinese punctuation; cells stay as many."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.display.cells import Cells
from tui.display.pens import Pens
from tui.display.plain import in_ascii
from widgets.cells.glyphs import ASCII, UNICODE

SIGNS = "✖▴▫◦✓▸▹✚›»✗✍▮▭▯╎⣀⣤⣶⣿─│┌┐└┘├┤█▇▁▂…·“”→←↑↓①℃■★×€🔥"


def may_leave(sign: str) -> bool:
    return sign.isascii() or category(sign)[0] in "LM" or "\u3000" <= sign <= "\u303f" or "\uff01" <= sign <= "\uff5e"


@given(text=st.text(max_size=12) | st.text(st.sampled_from(SIGNS + "a中，（"), max_size=12))
def test_nothing_else_leaves_and_the_cells_stay_as_many(text: str) -> None:
    pens = Pens()
    plain, usual = Cells(pens, plain=True).of(text, None), Cells(pens).of(text, None)
    assert len(plain) == len(usual)
    assert all(may_leave(sign) for cell in plain for sign in cell[0])


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_has_one_of_its_own_or_is_a_question_mark(sign: str) -> None:
    assert len(in_ascii(sign)) == 1
    assert in_ascii(sign).isascii()


def test_the_desks_own_signs_are_written_as_a_desk_in_ascii_draws_them() -> None:
    for usual, plain in zip((*UNICODE.bands.values(), *UNICODE[1:-1]), (*ASCII.bands.values(), *ASCII[1:-1]), strict=True):
        assert "".join(map(in_ascii, str(usual))) == plain


def test_words_stay() -> None:
    text = "朝阳区望京街道，供暖（不热）。한국어 éñ そして Ж"
    assert "".join(map(in_ascii, text)) == text
