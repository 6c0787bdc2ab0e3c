"""Lines of Chinese are broken where a reader expects it, and never too wide."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.cells.folding import NOT_FIRST, NOT_LAST, pieces

SIGNS = st.text(alphabet="供暖不热ab1 ，。（）“”！", max_size=120)


def test_no_line_begins_with_a_comma() -> None:
    assert pieces("早上停烧十二户没有暖气，室内十三度", 22) == ["早上停烧十二户没有暖", "气，室内十三度"]


def test_no_line_ends_with_an_opening_bracket() -> None:
    assert pieces("请写明规则（见条例第十五条）", 12) == ["请写明规则", "（见条例第十", "五条）"]


def test_nothing_is_lost_where_there_is_nothing_but_signs() -> None:
    assert "".join(pieces("。" * 30, 10)) == "。" * 30


def test_chinese_fills_a_line_and_numbers_stay_whole() -> None:
    assert pieces("联系 07:49  友谊路31号院突然停暖5小时", 22) == ["联系 07:49  友谊路31号", "院突然停暖5小时"]
    assert pieces("编号 20261117-000024", 12) == ["编号 ", "20261117-000", "024"]


def test_ordinary_text_is_left_alone() -> None:
    assert pieces("no heat in the whole house, since monday", 12) == ["no heat in ", "the whole ", "house, since ", "monday"]


@given(SIGNS, st.integers(4, 40))
def test_nothing_is_lost_or_too_wide_and_signs_stand_where_they_belong(text: str, width: int) -> None:
    found = pieces(text, width)
    assert "".join(found) == text
    assert all(cell_len(line.rstrip()) <= width for line in found)
    for before, after in itertools.pairwise(found):
        crowded = sum(sign in NOT_FIRST | NOT_LAST for sign in before[-3:] + after[:2]) > 1
        assert crowded or len(before) <= 3 or before[-1:].isascii() or after[:1] not in NOT_FIRST
