"""The boards: rates, ranking, supervision, load, surges, topics …, a month at a time, each figure with the tickets behind it (考核看板)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from api_client.models.text import clean
from tui import keymap
from tui.desk import Desk
from tui.figures.board_asks import BOARDS, PARTS, Board, Scope, Shown, idle, levels_there, listed, named_in, trace
from tui.figures.periods import before
from tui.questions import Question
from tui.table_screen import TableScreen
from widgets.chooser import Entry
from widgets.lines.tabs import Tabs
from widgets.tables.board_tables import TOTAL
from widgets.tables.table import Table


class BoardsScreen(TableScreen):
    """One board at a time; Tab goes to the next, left and right to another month, Enter to what is behind a row."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "asking", "sheets", "months", "boards")
    HINTS: ClassVar[tuple[str, ...]] = ("sheets", "months", "boards", "asking", "desk")
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (24, "-tall")]  # noqa: RUF012 (as Screen declares it)
    DEFAULT_CSS = """
    BoardsScreen > #detail { height: auto; max-height: 5; }
    BoardsScreen > #chart { height: auto; padding: 0 0 1 2; display: none; } BoardsScreen.-tall > #chart.drawn { display: block; }
    BoardsScreen > #notes { height: auto; max-height: 50%; text-style: dim; }
    """

    def __init__(self, desk: Desk, board: str = "rates") -> None:
        super().__init__(desk)
        self.at = next(at for at, one in enumerate(BOARDS) if one.name == board)
        self.month = self._this_month()
        self.levels: dict[str, str] = {}
        self.behind: tuple[Board, str] | None = None
        """What is behind a row, and of what: shown in the board's place until one goes back."""
        self.numbers: list[str] = []
        """The tickets behind the row that was opened, where it names them."""
        self.tabs = Tabs()

    def _this_month(self) -> str:
        return f"{datetime.fromtimestamp(self.desk.now(), self.desk.zone):%Y-%m}"

    @property
    def board(self) -> Board:
        """What is shown: a board, or what is behind one of its rows."""
        return self.behind[0] if self.behind else BOARDS[self.at]

    @property
    def level(self) -> str:
        """The level that the board is shown for."""
        return self.levels.get(BOARDS[self.at].name, next(iter(levels_there(BOARDS[self.at], self.desk.units())), ""))

    def idle(self) -> Collection[str]:
        """What is behind a row has no month and no level of its own."""
        return {*super().idle(), *(idle(BOARDS[self.at], self.month, self._this_month()) if not self.behind else ("level", "earlier", "later"))}

    # -- what is asked and shown

    def body(self) -> ComposeResult:
        """The names, the table, the row in full and its course, the formula."""
        yield from (self.tabs, self.grid)
        yield Static(id="detail", markup=False)
        yield Static(id="chart", markup=False)
        yield Static(id="notes", markup=False)

    def questions(self) -> Sequence[Question]:
        """What the board asks."""
        city = self.speech.city
        known = city.policies[-1].indicators if city else ()
        scope = Scope(self.month, self.level, self.desk.say.lang, known[0].key if known else "response")
        return self.board.asks(scope)

    def head(self) -> str:
        """Which board, of which month and level, of what."""
        say, board = self.desk.say, BOARDS[self.at]
        parts = [say(f"boards.{board.name}")]
        if board.monthly:
            parts.append(self.month)
        if board.levels:
            parts.append(say(f"boards.level.{self.level or 'all'}"))
        if self.behind:
            parts.append(self.behind[1])
        return "  ".join(parts)

    def show_told(self, told: Sequence[Any] | None) -> None:
        """The table of the answers; without any, an empty one."""
        say = self.desk.say
        self.tabs.show([say(f"boards.{one.name}") for one in BOARDS], self.at)
        table = Table((), ()) if told is None else self.board.table(told, Shown(self.speech, not self.desk.signs.letters, self._titles(told)))
        empty = say.get(f"boards.empty.{self.board.name}") or say("boards.empty")
        self.grid.show(table, empty=empty if told is not None else "")
        notes = self.query_one("#notes", Static)
        notes.update(Content("\n".join(table.notes)))
        notes.display = bool(table.notes)

    def show_row(self) -> None:
        """Beside what it has no room for, the course of its figures."""
        super().show_row()
        drawn, chart = self.grid.current.chart if self.grid.current else (), self.query_one("#chart", Static)
        chart.set_class(bool(drawn), "drawn")
        chart.update(Content("\n".join(drawn)))

    def _titles(self, told: Sequence[Any]) -> dict[str, str]:
        """Titles of the tickets that are listed, as far as they are here."""
        numbers = {*named_in(told), *(self.numbers if self.board.name == "list" else ())}
        found = {number: self.desk.mirror.ticket(number) for number in numbers}
        return {number: clean(str(ticket["title"])) for number, ticket in found.items() if ticket}

    # -- keys

    def action_part(self, by: int) -> None:
        """The next board, or the one before."""
        self._go((self.at + by) % len(BOARDS))

    def action_choose(self) -> None:
        """Choose a board by its name."""
        say = self.desk.say
        entries = [Entry(one.name, say(f"boards.{one.name}"), "", one.name) for one in BOARDS]
        self.app.push_screen(self.desk.screen("choice", say("boards.choose"), entries), self._chosen)

    def _chosen(self, name: str | None) -> None:
        if name:
            self._go(next(at for at, one in enumerate(BOARDS) if one.name == name))

    def _go(self, at: int) -> None:
        self.at, self.behind = at, None
        self.grid.show(Table((), ()), keep=False)
        self.ask()

    def action_later(self, by: int) -> None:
        """Another month; never one that has not begun."""
        if BOARDS[self.at].monthly and (month := before(self.month, -by)) <= self._this_month():
            self.month = month
            self.ask()
        else:
            self.note("boards.no_month")

    def action_level(self) -> None:
        """The next level."""
        levels = levels_there(BOARDS[self.at], self.desk.units())
        if not levels:
            self.note("boards.no_level")
            return
        self.levels[BOARDS[self.at].name] = levels[(levels.index(self.level) + 1) % len(levels)]
        self.behind = None
        self.ask()

    def action_open_row(self) -> None:
        """What is behind the row: a ticket, tickets, or a choice of figures to trace."""
        row = self.grid.current
        kind, _, what = (row.id if row else "").partition(":")
        match kind:
            case "ticket":
                self.app.push_screen(self.desk.screen("ticket", what))
            case "numbers":
                self.numbers = what.split(",")
                self._look_behind(listed(self.numbers), self.desk.say("boards.tickets", count=len(self.numbers)))
            case "key" if row is not None:
                self._offer(what, next((cell.text for cell in row.cells if cell.text and not cell.text.lstrip("+-").isdecimal()), what))
            case _:
                self.note("boards.nothing_behind")

    def _offer(self, key: str, name: str) -> None:
        """Which figure of the row is to be traced."""
        say, city, lang = self.desk.say, self.speech.city, self.desk.say.lang
        entries = [
            Entry(f"{one.key}.{part}", say(f"boards.part.{part}", name=one.name if lang == "zh" else one.name_en or one.name), "", one.key)
            for part in PARTS
            for one in (city.policies[-1].indicators if city else ())[: 1 if part == "excluded" else None]
        ]
        self.app.push_screen(self.desk.screen("choice", say("boards.trace", name=name), entries), partial(self._trace, key, name, entries))

    def _trace(self, key: str, name: str, entries: Sequence[Entry], figure: str | None) -> None:
        if figure:
            title = next(entry.title for entry in entries if entry.id == figure)
            level = self.level if key == TOTAL else ""
            self._look_behind(trace(self.month, figure, key="" if key == TOTAL else key, level=level), f"{name}  {title}")

    def _look_behind(self, board: Board, of: str) -> None:
        self.behind = (board, of)
        self.grid.show(Table((), ()), keep=False)
        self.ask()

    def action_go_back(self) -> None:
        """From what is behind a row to the board; from the board to where one was."""
        if self.behind:
            self.behind = None
            self.ask()
        else:
            self.dismiss()
