"""A table keeps to its width: it cuts words, never numbers, leaves out what matters least, and halves no wide sign."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.cells.glyphs import UNICODE
from widgets.tables.table import HANDLE, Column, Table, drawn, row, shown, unsaid, widths

WORDS = st.text("暖气不热Heating海淀区 é", max_size=30)
COLUMNS = (
    Column("单位", least=8), Column("得分", number=True), Column("类别", least=4, rank=1), Column("Counted", number=True, rank=2),
    Column("说明", rank=3),
)  # fmt: skip


def made(*rows: tuple[str, float | None, str, int, str]) -> Table:
    return Table(COLUMNS, tuple(row(str(at), *cells) for at, cells in enumerate(rows)))


FULL = made(("海淀区", 98.3, "先进类", 120, "第一方阵、各率达标"), ("北京市住房和城乡建设委员会", None, "", 7, ""))


def test_with_room_nothing_is_cut() -> None:
    assert widths(FULL, 200) == (26, 5, 6, 7, 18)


def test_what_matters_least_goes_first_and_numbers_are_never_cut() -> None:
    assert widths(FULL, 46)[3:] == (7, 0)
    narrow = widths(FULL, 24)
    assert narrow[1] == 5
    assert narrow[2:] == (0, 0, 0)
    assert narrow[0] >= 8


def test_a_column_with_nothing_in_it_is_left_out_where_it_may_go() -> None:
    assert widths(made(("海淀区", 1.0, "", 2, "")), 100)[2::2] == (0, 0)


@given(st.lists(st.tuples(WORDS, st.floats(0, 100), WORDS, st.integers(0, 10**6), WORDS), max_size=5), st.integers(30, 140))
def test_every_line_is_as_wide_as_its_columns_whatever_stands_in_it(rows: list[tuple[str, float, str, int, str]], room: int) -> None:
    table = made(*rows)
    sizes = widths(table, room)
    assert HANDLE + sum(size + 1 for size in sizes if size) - 1 <= room
    for one in table.rows:
        text = "".join(part.text for part in drawn(one.cells, COLUMNS, sizes, UNICODE))
        assert cell_len(text) == sum(size + 1 for size in sizes if size)


def test_what_a_line_has_no_room_for_is_said_with_its_headings_and_nothing_else() -> None:
    def left(at: int, room: int) -> str:
        return unsaid(FULL, FULL.rows[at], widths(FULL, room), "{}：{}".format)

    assert left(0, 200) == ""
    assert left(0, 46) == "说明：第一方阵、各率达标"
    assert left(1, 24) == "单位：北京市住房和城乡建设委员会  Counted：7"


def test_long_words_take_what_is_to_spare_and_short_columns_come_last() -> None:
    table = Table((Column("Unit", most=12), Column("Title"), Column("Name")), (row("", "x" * 20, "y" * 60, "z" * 50),))
    assert widths(table, 200) == (20, 60, 50)
    assert widths(table, 128) == (14, 60, 50)
    assert widths(table, 126) == (12, 60, 50)
    assert widths(table, 110) == (12, 50, 44)


def test_a_column_that_may_go_does_so_before_the_heading_of_a_figure_is_cut() -> None:
    columns = (Column("Unit", least=8, wish=8), Column("Satisfaction", number=True), Column("Marks", rank=1, least=6))
    assert widths(Table(columns, (row("", "Haidian", 1.0, "leading"),)), 26) == (7, 12, 0)


def test_what_shows_a_figure_again_stands_only_where_nothing_is_cut_for_it() -> None:
    columns = (Column("Unit"), Column("Score", number=True), Column("", rank=9, least=10, most=10, again=True))
    table = Table(columns, (row("", "x" * 30, 50.0, "#####"),))
    assert widths(table, 44) == (30, 5, 5)
    assert widths(table, 43) == (30, 5, 0)
    assert unsaid(table, table.rows[0], widths(table, 43), "{}{}".format) == ""


def test_values_are_shown_as_figures() -> None:
    assert [shown(value) for value in (None, 3, 98.3, "区")] == ["-", "3", "98.30", "区"]


def test_headings_of_numbers_are_cut_before_a_figure_is_lost() -> None:
    columns = (Column("Unit", least=8), *(Column(name, number=True) for name in ("Score", "Response rate", "Solution rate", "Satisfaction rate")))
    table = Table(columns, (row("", "Dongcheng District", 100.0, 83.33, 100.0, 100.0),))
    sizes = widths(table, 58)
    assert min(sizes[1:]) >= len("100.00")
    assert sum(size + 1 for size in sizes) - 1 + HANDLE <= 58
    assert widths(table, 120) == (18, 6, 13, 13, 17)
