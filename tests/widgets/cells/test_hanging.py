"""Lines that go on are set in, lose nothing, and are never wider than they may be."""

import pytest
from rich.cells import cell_len
from textual.content import Content

from widgets.cells.hanging import hung, hung_lines

LONG = "20261117-000025  in hand  the whole yard is cold, the compound at 83 Jingming Road  Yanqing Town"


@pytest.mark.parametrize("text", [LONG, f"    {LONG}", "    内容：已电话联系诉求人，核实地址和情况，约定上门时间。" * 3, "one\ntwo three", ""])
@pytest.mark.parametrize("width", [24, 40, 60, 200])
def test_what_goes_on_begins_further_right_and_nothing_is_lost(text: str, width: int) -> None:
    first, *others = [piece.plain for piece in hung(Content(text), width)]
    lead = 17 if text == LONG and width > 40 else len(text) - len(text.lstrip(" ")) + 2
    assert all(cell_len(piece) <= width for piece in (first, *others))
    assert all(piece.startswith(" " * lead) for piece in others)
    assert "".join("".join((first, *others)).split()) == "".join(text.split())


def test_a_style_goes_on_with_its_words() -> None:
    line = Content.assemble("number  ", ("a reason that is too long for one line of this width", "bold"))
    said = hung_lines([line, Content("next")], 30)
    assert said.plain.splitlines()[-1] == "next"
    for at, sign in enumerate(said.plain):
        if sign.isalpha() and said.plain[:at].count("\n") in (1, 2) and said.plain.splitlines()[said.plain[:at].count("\n")] != "next":
            assert any(span.start <= at < span.end and "bold" in str(span.style) for span in said.spans)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("办结  签收 09:51 -> 18:00，剩 2小时，一直到第二天早上", "      "),
        ("Told  Haidian District (lead), Shuangjing Subdistrict (former lead)", "      "),
        ("a sentence with no head at all that goes on and on  like this", "  "),
    ],
)
def test_what_goes_on_stands_under_what_the_head_is_of(text: str, second: str) -> None:
    told = [piece.plain for piece in hung(Content(text), 40)]
    assert told[1].startswith(second)
    assert told[1][len(second)] != " "


def test_where_there_is_little_room_nothing_is_set_in() -> None:
    assert [piece.plain for piece in hung(Content("one two three four"), 10)] == ["one two", "three four"]
