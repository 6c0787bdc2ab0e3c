"""The strip stands in at most three lines, the way out beside the sentence where there is room."""

from rich.cells import cell_len

from widgets.lines.tour import drawn

STEP, TEXT, OUT = " Tour 3/5 ", "Nobody has dispatched 000035 yet. Move to it with j (stage: received) and press d.", "H ends the tour"


def plain(width: int, text: str = TEXT, out: str = OUT) -> list[str]:
    return [line.plain for line in drawn(STEP, text, out, width)]


def test_the_way_out_stands_beside_where_there_is_room_and_below_where_not() -> None:
    assert plain(120) == [f"{STEP}  {TEXT}  {OUT}"]
    assert [line.strip() for line in plain(80)] == [f"{STEP.strip()}   {TEXT[:59]}", f"{TEXT[60:]}  {OUT}"]
    assert [line.strip() for line in plain(60)[1:]] == ["with j (stage: received) and press d.", OUT]


def test_no_line_is_wider_than_the_screen_and_there_are_never_more_than_three() -> None:
    for width in (60, 80, 120):
        for text in (TEXT, "工单还没有派。" * 12, "x" * 300):
            lines = plain(width, text)
            assert len(lines) <= 3
            assert all(cell_len(line) <= width for line in lines)


def test_without_a_way_out_nothing_is_added() -> None:
    assert plain(120, out="") == [f"{STEP}  {TEXT}"]
