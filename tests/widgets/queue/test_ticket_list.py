"""The queue's list: what a key repaints, where the columns are, what the selection stays on."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region

from api_client.models.line import Line
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW, Held, line
from widgets.cells.columns import COLUMNS, edges, layout
from widgets.cells.glyphs import ASCII, UNICODE
from widgets.queue.ticket_list import MOST_MARKS, TicketList


class ListApp(App[None]):
    """A list alone on the screen, with a clock that the test turns."""

    def __init__(self, source: Held, lang: str = "zh") -> None:
        super().__init__(ansi_color=True)
        self.now = NOW
        self.lang = lang
        self.source = source
        self.moved: list[TicketList.Moved] = []
        self.list = TicketList(signs=UNICODE, lang=lambda: self.lang, unit=lambda code: "望京街道办事处", now=lambda: self.now)
        self.list.show(source)

    def compose(self) -> ComposeResult:
        yield self.list

    def on_line_window_moved(self, message: TicketList.Moved) -> None:
        self.moved.append(message)


def cells(text: str) -> list[str]:
    """The text cell by cell; the second cell of a wide character is empty."""
    found: list[str] = []
    for character in text:
        width = cell_len(character)
        if width == 0 and found:
            found[-1] += character
        else:
            found += [character] + [""] * (width - 1)
    return found


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_column_begins_where_it_belongs(width: int, lang: str) -> None:
    app = ListApp(Held(line(serial, due=300 * serial) for serial in range(16)), lang)
    async with app.run_test(size=(width, 24)):
        columns = layout(width, lang)
        for y in range(24):
            text = app.list.render_line(y).text
            assert cell_len(text) == width
            shown = cells(text)
            for column, start in zip(columns, edges(columns).values(), strict=True):
                assert shown[start - 1] == " " or start == 2, f"line {y}: nothing may stand before {column.name}"
                assert shown[start] != "", f"line {y}: {column.name} begins inside a wide character"


async def test_a_cursor_move_draws_two_lines() -> None:
    app = ListApp(Held(line(serial, due=86_400 * 3 + serial) for serial in range(100)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn = app.list.lines_drawn
        app.list.move(1)
        await pilot.pause()
        assert app.list.lines_drawn - drawn == 2
        app.list.move(-1)
        await pilot.pause()
        assert app.list.lines_drawn - drawn == 2, "lines seen before come from the cache"


async def test_a_tick_repaints_only_what_reads_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Held([*(line(serial, due=100 + serial) for serial in range(3)), *(line(serial, due=86_400 * 5 + 1800) for serial in range(3, 15))])
    app = ListApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        asked: list[Region] = []
        refresh = app.list.refresh

        def noted(*regions: Region) -> None:
            asked.extend(regions)
            refresh(*regions)

        monkeypatch.setattr(app.list, "refresh", noted)
        drawn = app.list.lines_drawn
        app.now += 1
        app.list.tick()
        await pilot.pause()
        assert [region.y for region in asked] == [1, 2, 3]
        assert {region.right for region in asked} == {edges(layout(80, "zh"))["clock"]}
        assert app.list.lines_drawn - drawn == 3


async def test_a_tick_without_change_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ListApp(Held(line(serial, due=86_400 * 5 + 1800) for serial in range(15)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        asked: list[Region] = []
        with monkeypatch.context() as watching:
            watching.setattr(app.list, "refresh", lambda *regions, **_: asked.extend(regions))
            app.now += 1
            app.list.tick()
        assert asked == [], "nothing had changed"


async def test_the_selection_stays_on_its_ticket_and_its_place_while_lines_come_in_above() -> None:
    held = [line(serial, due=10_000 + serial) for serial in range(100, 200)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.move(50)
        await pilot.pause()
        before, place = app.list.current, app.list.cursor - app.list.top
        app.source.put([*held, *(line(serial, due=serial) for serial in range(7))])
        app.list.changed()
        await pilot.pause()
        assert before is not None
        assert app.list.current == before
        assert app.list.cursor - app.list.top == place
        assert app.list.cursor == 57


async def test_the_selection_goes_to_the_neighbour_when_its_ticket_leaves() -> None:
    held = [line(serial, due=1000 + serial) for serial in range(5)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.edge(1)
        app.source.put(held[:4])
        app.list.changed()
        await pilot.pause()
        assert app.list.current == held[3]
        app.source.put([])
        app.list.changed()
        await pilot.pause()
        assert app.list.current is None
        assert app.moved[-1].line is None


async def test_a_list_is_gone_through_from_an_opened_ticket() -> None:
    held = [line(serial, due=1000 + serial) for serial in range(40)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)):
        assert app.list.beside(held[30].number, 1) == held[31].number
        assert app.list.current == held[31]
        assert app.list.beside(held[31].number, -1) == held[30].number
        assert app.list.beside(held[39].number, 1) == app.list.beside(held[0].number, -1) == ""
        app.list.beside(held[20].number, 1)
        app.source.put([*held[:21], *held[22:]])
        app.list.changed()
        assert app.list.current == held[22]
        assert app.list.beside(held[21].number, 1) == held[22].number, "the selection stands where the one that left was"
        assert app.list.beside(held[21].number, -1) == held[20].number


async def test_a_changed_line_alone_is_drawn_anew() -> None:
    held = [line(serial, due=86_400 * 3 + serial) for serial in range(20)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn = app.list.lines_drawn
        app.source.put([*held[:6], held[6]._replace(version=2, stage="in_hand"), *held[7:]])
        app.list.changed()
        await pilot.pause()
        assert app.list.lines_drawn - drawn == 1
        assert "办理中" in app.list.render_line(7).text


async def test_pages_and_edges() -> None:
    app = ListApp(Held(line(serial, due=1000 + serial) for serial in range(100)))
    async with app.run_test(size=(80, 21)):
        app.list.page(1)
        assert (app.list.top, app.list.cursor) == (20, 20)
        app.list.page(0.5)
        assert (app.list.top, app.list.cursor) == (30, 30)
        app.list.edge(1)
        assert (app.list.top, app.list.cursor) == (80, 99)
        app.list.page(1)
        assert (app.list.top, app.list.cursor) == (80, 99)
        app.list.edge(-1)
        app.list.page(-1)
        assert (app.list.top, app.list.cursor) == (0, 0)


async def test_next_burning_goes_round() -> None:
    app = ListApp(Held([line(0, due=-50), line(1, due=300), *(line(serial, due=80_000 + serial) for serial in range(2, 40))]))
    async with app.run_test(size=(80, 24)):
        assert app.list.next_burning()
        assert app.list.cursor == 1
        assert app.list.next_burning()
        assert app.list.cursor == 0
    calm = ListApp(Held(line(serial, due=86_400 * 9) for serial in range(4)))
    async with calm.run_test(size=(80, 24)):
        assert not calm.list.next_burning()


async def test_marks_are_kept_by_ticket_and_all_can_be_marked() -> None:
    held = [line(serial, due=1000 + serial) for serial in range(MOST_MARKS + 20)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.mark()
        app.list.mark()
        await pilot.pause()
        assert [target.number for target in app.list.targets] == [held[0].number, held[1].number]
        assert app.list.render_line(1).text.startswith(" *")
        app.list.mark_all()
        assert app.list.targets == [held[2]], "with marks set, the key takes them away"
        app.list.mark_all()
        assert len(app.list.targets) == MOST_MARKS


async def test_a_command_shows_on_its_line() -> None:
    held = [line(serial, due=1000 + serial) for serial in range(5)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)):
        for state, said in {"waiting": "»待送", "done": "✓已办", "refused": "✗被拒"}.items():
            app.list.pend({held[2].number: state})
            assert said in app.list.render_line(3).text
        app.list.pend({})
        assert "待签收" in app.list.render_line(3).text


async def test_resize_keeps_the_selection_in_sight() -> None:
    app = ListApp(Held(line(serial, due=1000 + serial) for serial in range(100)))
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.move(22)
        chosen = app.list.current
        await pilot.resize_terminal(60, 12)
        await until(pilot, lambda: app.list.size == (60, 12))  # Textual follows a new size a moment later
        await pilot.pause()
        assert app.list.current == chosen
        assert app.list.top <= app.list.cursor < app.list.top + app.list.height
        assert app.list.render_line(0).cell_length == 60


async def test_text_is_data() -> None:
    held = [line(5, due=100)]
    app = ListApp(Held(held))
    async with app.run_test(size=(160, 10)):
        assert "[bold]甲[/]乙 [@click=app.quit]" in app.list.render_line(1).text


def test_both_sets_of_signs_have_the_same_widths_and_none_is_ambiguous() -> None:
    import unicodedata

    for signs in (UNICODE, ASCII):
        assert {cell_len(sign) for sign in signs.bands.values()} == {2}
        singles = [signs.cursor, signs.mark, signs.more, signs.rule, signs.waiting, signs.done, signs.refused, signs.above, signs.below]
        assert {cell_len(sign) for sign in singles} == {1}
        for sign in "".join([*singles, *signs.bands.values()]):
            assert unicodedata.east_asian_width(sign) in ("N", "Na"), sign
        assert len(set(signs.bands.values())) == len(signs.bands), "a band is told by its sign alone"
    assert "".join(str(part) for part in ASCII[1:9]).isascii()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_chosen_columns_stand_in_their_order_and_the_least_go_first(width: int, lang: str) -> None:
    chosen = tuple(reversed(COLUMNS))
    app = ListApp(Held(line(serial, due=300 * serial, received=NOW - serial * 7_000, item="heat-1") for serial in range(16)), lang)
    app.list.columns = chosen
    async with app.run_test(size=(width, 20)) as pilot:
        shown = [column.name for column in layout(width, lang, chosen)]
        assert shown == [name for name in chosen if name in shown]
        assert {"countdown", "band", "number", "title", "tier"} <= set(shown)
        assert ("item" in shown) is (width >= 120)
        for y in range(20):
            assert cell_len(app.list.render_line(y).text) == width
        app.now += 7_000
        app.list.tick()
        await pilot.pause()
        if "age" in shown:
            start = edges(layout(width, lang, chosen))["age"]
            assert "".join(cells(app.list.render_line(1).text)[start : start + 4]).strip() == "1h"
    assert [column.name for column in layout(60, lang, ("tier", "nonsense", "tier", "age"))] == ["tier", "age"]
    assert sum(column.width + 1 for column in layout(60, lang, ("tier", "age"))) + 2 == 60


async def test_ranges() -> None:
    held = [line(serial, due=1000 + serial) for serial in range(40)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)):
        app.list.mark()
        app.list.move(3)
        app.list.mark_range()
        app.list.move(3)
        app.list.move(-1)
        assert sorted(app.list.marks) == [held[at].number for at in (0, 4, 5, 6)]
        app.source.put([*held, *(line(serial, due=serial) for serial in range(50, 53))])
        app.list.changed()
        app.list.edge(1)
        assert len(app.list.marks) == 1 + 36, "from the ticket it began on, wherever that stands now"
        assert app.list.drop_range()
        assert sorted(app.list.marks) == [held[0].number]
        app.list.stretch(-1)
        app.list.stretch(-1)
        app.list.stretch(1)
        assert len(app.list.marks) == 3
        app.list.move(-5)
        assert len(app.list.marks) == 3, "a plain move ends it"
        assert not app.list.drop_range()
        app.list.mark_range()
        app.list.show(app.source)
        app.list.move(1)
        assert len(app.list.marks) == 4, "other lines end it, too"
    empty = ListApp(Held([]))
    async with empty.run_test(size=(80, 24)):
        empty.list.mark_range()
        empty.list.stretch(1)
        assert empty.list.targets == []


async def test_news_stands_in_the_header_within_its_width() -> None:
    app = ListApp(Held(line(serial, due=1000 + serial) for serial in range(5)))
    async with app.run_test(size=(60, 12)) as pilot:
        app.list.say_news(Segment(" ▵3 新到 "), Segment("i "))
        await pilot.pause()
        header = app.list.render_line(0).text
        assert header.endswith(" ▵3 新到 i ")
        assert cell_len(header) == 60
        app.list.say_news()
        assert "新到" not in app.list.render_line(0).text
        assert app.list.go_to("20261122-000003")
        assert not app.list.go_to("20261122-000099")
        assert app.list.cursor == 3


async def test_where_an_own_command_sends_the_ticket_away_the_selection_takes_the_next_one_at_its_place() -> None:
    held = [line(serial, due=10_000 + serial) for serial in range(100)]
    later = [one if at != 10 else line(10, due=90_000) for at, one in enumerate(held)]
    gone, above = held[10].number, [line(serial, due=serial) for serial in range(200, 207)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = app.list

        def comes(lines: list[Line]) -> str:
            app.source.put(lines)
            shown.changed()
            return shown.current.number if shown.current else ""

        shown.move(10)
        await pilot.pause()
        place = shown.cursor - shown.top
        shown.pend({gone: "waiting"})
        assert comes([*held, *above]) == gone, "others move the list: it goes along"
        assert comes([*later, *above]) == held[11].number
        assert shown.cursor - shown.top == place
        assert shown.beside(gone, 1) == held[11].number, "who opened it goes on from where it stood"
        assert shown.beside(held[11].number, 1) == held[12].number

        comes(held)
        shown.go_to(gone)
        shown.pend({gone: "waiting"})
        shown.pend({})
        assert comes(later) == gone, "taken back: what moves it now are others"
        comes(held)
        shown.pend({gone: "waiting"})
        shown.pend({gone: "refused"})
        assert comes(later) == gone
        comes(held)
        shown.pend({gone: "waiting"})
        shown.pend({gone: "done"})
        shown.pend({})
        assert comes(later) == held[11].number, "the list was held still until it was done and forgotten"


async def test_of_many_sent_away_at_once_the_next_that_stays_is_taken_and_at_the_end_the_one_above() -> None:
    held = [line(serial, due=10_000 + serial) for serial in range(12)]
    app = ListApp(Held(held))
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.move(3)
        await pilot.pause()
        app.list.pend({one.number: "done" for one in held[2:6]})
        app.source.put([*held[:2], *held[6:], *(one._replace(next_due=one.next_due + 9_000) for one in held[2:6])])
        app.list.changed()
        assert app.list.current == held[6]
        app.list.pend({})
        app.list.changed()
        app.list.edge(1)
        last = app.list.current
        assert last is not None
        app.list.pend({last.number: "done"})
        app.source.put([one for one in app.source.lines if one != last])
        app.list.changed()
        assert app.list.current == app.source.lines[-1]
