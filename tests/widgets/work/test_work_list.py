"""A list of work keeps its selection in place, marks rows, and repaints only what reads differently."""

from textual.app import App, ComposeResult

from widgets.cells.glyphs import UNICODE
from widgets.tables.table import Column, Table, row
from widgets.work.work_list import WorkList

COLUMNS = (Column("时限", least=7, most=7), Column("标题", least=6, most=20))


def table(*names: str, left: str = "9:59") -> Table:
    return Table(COLUMNS, tuple(row(name, left, name) for name in names))


class Bench(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.list = WorkList(signs=UNICODE)

    def compose(self) -> ComposeResult:
        yield self.list

    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


async def test_the_selected_row_stays_where_it_is_while_others_come_and_go() -> None:
    bench = Bench()
    names = [f"件{at}" for at in range(20)]
    async with bench.run_test(size=(40, 8)) as pilot:
        bench.list.show(table(*names))
        bench.list.move("line", 9)
        await pilot.pause()
        place = next(at for at, line in enumerate(bench.lines()) if line.startswith("▸"))
        bench.list.show(table("急一", "急二", *names))
        await pilot.pause()
        assert "件9" in bench.lines()[place]
        bench.list.show(table(*names[:9], *names[10:]))
        await pilot.pause()
        assert bench.list.current is not None
        assert bench.list.current.id == "件10", "the one after it, where the row itself has gone"
        assert "件10" in bench.lines()[place]


async def test_marks_go_on_to_the_next_and_go_with_their_rows() -> None:
    bench = Bench()
    async with bench.run_test(size=(40, 8)) as pilot:
        bench.list.show(table("甲", "乙", "丙"))
        assert bench.list.targets == ["甲"]
        bench.list.mark()
        bench.list.mark()
        assert (bench.list.targets, bench.list.cursor) == (["甲", "乙"], 2)
        await pilot.pause()
        assert bench.lines()[1].startswith(" *")
        bench.list.show(table("乙", "丙"))
        assert bench.list.targets == ["乙"]
        bench.list.mark_these(["丙"])
        assert bench.list.targets == ["丙"], "with any marked, all marks go; the cursor's row is meant then"
        bench.list.mark_these(["乙", "丙"])
        assert bench.list.targets == ["乙", "丙"]


async def test_a_tick_paints_only_the_cells_that_read_differently() -> None:
    bench = Bench()
    async with bench.run_test(size=(40, 8)) as pilot:
        bench.list.show(table(*(f"件{at}" for at in range(20))))
        await pilot.pause()
        bench.list.tick(lambda at: bench.list.table.rows[at])
        assert bench.list.cells_painted == 0
        bench.list.tick(lambda at: row(f"件{at}", "9:58" if at == 1 else "9:59", f"件{at}"))
        assert bench.list.cells_painted == 1
        await pilot.pause()
        assert [line.split()[0] for line in bench.lines()[2:4]] == ["9:58", "9:59"]
