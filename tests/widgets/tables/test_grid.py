"""A grid is moved through by keys, stays on its row while rows change, and says when it is empty."""

import pytest
from textual.app import App, ComposeResult

from tests.tui.waiting import until
from widgets.cells.glyphs import ASCII, UNICODE, Signs
from widgets.tables.grid import Grid
from widgets.tables.table import Column, Table, row

COLUMNS = (Column("单位"), Column("得分", number=True))


def table(*names: str) -> Table:
    return Table(COLUMNS, tuple(row(f"key:{name}", name, float(at)) for at, name in enumerate(names)))


class Bench(App[None]):
    def __init__(self, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.grid = Grid(signs=signs)
        self.moved: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_grid_moved(self, message: Grid.Moved) -> None:
        self.moved.append(message.row.id if message.row else "")

    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


async def test_moves_by_lines_pages_and_to_the_edges_and_tells_of_it() -> None:
    bench = Bench()
    async with bench.run_test(size=(30, 6)) as pilot:
        bench.grid.show(table(*(f"单位{at}" for at in range(20))))
        await pilot.pause()
        bench.grid.move("line", 1)
        bench.grid.move("page", 1)
        assert bench.grid.cursor == 5
        bench.grid.move("edge", 1)
        bench.grid.move("line", 1)
        assert bench.grid.cursor == 19
        await pilot.pause()
        assert bench.lines()[5].startswith("▸ 单位19")
        assert bench.lines()[0].split() == ["单位", "得分"]
        bench.grid.move("half", -1)
        bench.grid.move("edge", -1)
        await pilot.pause()
        assert (bench.grid.top, bench.moved[-1]) == (0, "key:单位0")


async def test_the_selection_is_a_row_not_a_place() -> None:
    bench = Bench()
    async with bench.run_test(size=(30, 6)) as pilot:
        bench.grid.show(table("甲", "乙", "丙"))
        bench.grid.move("line", 1)
        bench.grid.show(table("丁", "甲", "戊", "乙"))
        assert bench.grid.current is not None
        assert bench.grid.current.id == "key:乙"
        bench.grid.show(table("己", "庚"))
        assert bench.grid.cursor == 1, "its row is gone: the place stays, as far as there is one"
        bench.grid.show(table("辛", "壬"), keep=False)
        await pilot.pause()
        assert bench.grid.cursor == 0


@pytest.mark.parametrize(("signs", "cursor"), [(UNICODE, "▸"), (ASCII, ">")])
async def test_an_empty_table_says_so_and_the_cursor_is_a_sign(signs: Signs, cursor: str) -> None:
    bench = Bench(signs)
    async with bench.run_test(size=(30, 6)) as pilot:
        bench.grid.show(Table(COLUMNS, ()), empty="没有可列的。")
        await pilot.pause()
        assert "没有可列的。" in bench.lines()[1]
        assert bench.grid.current is None
        bench.grid.move("line", 1)
        bench.grid.show(table("甲"))
        await pilot.pause()
        assert bench.lines()[1].startswith(f"{cursor} 甲")


async def test_a_smaller_window_keeps_the_selected_row_in_sight() -> None:
    bench = Bench()
    async with bench.run_test(size=(30, 20)) as pilot:
        bench.grid.show(table(*(f"单位{at}" for at in range(19))))
        bench.grid.move("edge", 1)
        await pilot.resize_terminal(20, 5)
        await until(pilot, lambda: any(line.startswith("▸ 单位18") for line in bench.lines()))


async def test_what_an_empty_table_says_goes_on_in_the_next_line() -> None:
    bench = Bench()
    async with bench.run_test(size=(20, 6)) as pilot:
        bench.grid.show(Table(COLUMNS, ()), empty="Nothing has come up again and again.")
        await pilot.pause()
        assert [line.strip() for line in bench.lines()[:4]] == ["", "Nothing has come", "up again and", "again."]


async def test_what_a_row_has_no_room_for_is_known_and_told_of_again_in_another_width() -> None:
    bench = Bench()
    async with bench.run_test(size=(20, 6)) as pilot:
        bench.grid.show(table("甲", "一二三四五六七八九十甲乙丙丁"))
        await pilot.pause()
        assert bench.grid.unsaid("{}：{}".format) == "", "this row lacks nothing, but the other one does"
        bench.grid.move("line", 1)
        assert bench.grid.unsaid("{}：{}".format) == "单位：一二三四五六七八九十甲乙丙丁"
        await pilot.pause()
        told = len(bench.moved)
        await pilot.resize_terminal(60, 6)
        await until(pilot, lambda: len(bench.moved) > told)
        assert bench.grid.unsaid("{}：{}".format) is None


async def test_before_it_has_a_place_nothing_is_told_of_its_rows() -> None:
    bench = Bench()
    async with bench.run_test(size=(20, 6)) as pilot:
        bench.grid.display = False
        await until(pilot, lambda: not bench.grid.size.width)
        bench.grid.show(table("甲", "一二三四五六七八九十甲乙丙丁"))
        assert bench.grid.unsaid("{}：{}".format) is None
        bench.grid.display = True
        await until(pilot, lambda: bench.grid.unsaid("{}：{}".format) == "")
