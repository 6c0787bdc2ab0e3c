"""The dispatch catalogue, what would happen to such a ticket today, and the policy's values with basis and source (派单目录、规则)."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from api_client.models.city import CatalogueItem, UnitKind
from api_client.models.routing import Foretold
from tui import keymap
from tui.desk import Desk
from tui.narrowing import NarrowingScreen
from tui.questions import Question, question
from widgets.chooser import Entry
from widgets.forms.line_matching import Line, found, index
from widgets.forms.stock import stock_of
from widgets.lines.tabs import Tabs
from widgets.outcome.foretold import foretold_lines
from widgets.tables.catalogue_tables import item_lines, lines, narrowed, settings, signatures
from widgets.tables.table import Table

PARTS = ("items", "settings", "signatures")


class CatalogueScreen(NarrowingScreen):
    """Lines found by words, pinyin, initials or code; beside the chosen one, whose it would be today in a street."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "asking", "sheets", "catalogue")
    HINTS: ClassVar[tuple[str, ...]] = ("catalogue", "sheets", "asking", "desk")
    DEFAULT_CSS = """
    CatalogueScreen > #detail { height: auto; max-height: 50%; border-top: ascii $rule; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.at = 0
        self.place = ""
        """The street or district where the request would come from."""
        self.tabs = Tabs()
        self._drawn: tuple[Any, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._items: dict[str, CatalogueItem] = {}

    def body(self) -> ComposeResult:
        """The parts, the search, the table, the chosen line in full."""
        yield from (self.tabs, self.box, self.grid)
        yield Static(id="detail", markup=False)

    @property
    def item(self) -> CatalogueItem | None:
        """The chosen line of the catalogue."""
        row = self.grid.current
        return self._items.get(row.id.partition(":")[2]) if row and self.at == 0 else None

    def idle(self) -> Collection[str]:
        """Only a line of the catalogue is asked about, and of a place."""
        return () if self.item else ("open_row",) if self.at == 0 else ("open_row", "street")

    def questions(self) -> Sequence[Question]:
        """Where such a request would go now."""
        item, city = self.item, self.speech.city
        if item is None or city is None:
            return ()
        street = self.place if self.place in city.by_code and city.by_code[self.place].kind is UnitKind.STREET else ""
        return (question("route", item=item.code, street=street, district=city.district_of(self.place)),)

    def head(self) -> str:
        """Which part, and of where."""
        say = self.desk.say
        where = say("catalogue.where", unit=self.speech.unit(self.place)) if self.place else say("catalogue.nowhere")
        return "  ".join((say(f"catalogue.{PARTS[self.at]}"), *([where] if self.at == 0 else [])))

    def show_told(self, told: Sequence[Any] | None) -> None:
        """The table where it is another one now; below it the chosen row, with what the hotline foretells."""
        say = self.desk.say
        self.tabs.show([say(f"catalogue.{part}") for part in PARTS], self.at)
        self.box.placeholder = say("catalogue.search")
        if (drawn := (self.at, self.box.value, say.lang, self.speech.city)) != self._drawn:
            same, self._drawn = drawn[:2] == self._drawn[:2], drawn
            self.grid.show(self._table(), empty=say("catalogue.nothing"), keep=same)  # the best match of other words is the first
        self._show_detail(Foretold.model_validate(told[0]) if told and self.item else None)

    def _table(self) -> Table:
        """The rows that fit what was typed."""
        city, now = self.speech.city, datetime.fromtimestamp(self.desk.now(), UTC)
        if city is None:
            return Table((), ())
        if self.at:
            return narrowed((settings, signatures)[self.at - 1](city.policy_at(now), self.speech), self.box.value)
        self._items = city.items_at(city.day(now))
        self._lines = self._lines or index(stock_of(self.speech, now=self.desk.now).items)
        return lines([self._items[one.code] for one in found(self.box.value, self._lines) if one.code in self._items], self.speech)

    def _show_detail(self, foretold: Foretold | None) -> None:
        item, unsaid, detail = self.item, self.grid.unsaid(self.pair), self.query_one("#detail", Static)
        said = [Content(unsaid or "")]
        if item is not None:
            head, *facts = item_lines(item, self.speech)
            today = foretold_lines(foretold, self.speech, now=self.desk.now()) if foretold else []
            said = [head, *([Content.styled(self.desk.say("catalogue.today"), "bold"), *today] if foretold else []), *facts]
        detail.display = item is not None or unsaid is not None
        detail.update(Content("\n").join(said))

    def show_row(self) -> None:
        """Say the row at once; ask the hotline as soon as the cursor rests."""
        self._show_detail(None)
        self.ask_soon()

    def relabel(self, *, ask: bool = False) -> None:
        """As everywhere; the index is made anew in the other language."""
        self._lines = ()
        super().relabel(ask=ask)

    # -- keys

    def on_input_changed(self, _: Input.Changed) -> None:
        """Narrow the table."""
        self.ask_soon()

    def action_part(self, by: int) -> None:
        """The next part, or the one before."""
        self.at = (self.at + by) % len(PARTS)
        self.box.value = ""
        self.box.remove_class("open")
        self.grid.focus()
        self.grid.show(Table((), ()), keep=False)
        self.ask()

    def action_choose(self) -> None:
        """Choose a part by its name."""
        say = self.desk.say
        entries = [Entry(part, say(f"catalogue.{part}"), "", part) for part in PARTS]
        self.app.push_screen(self.desk.screen("choice", say("catalogue.choose"), entries), self._chosen)

    def _chosen(self, part: str | None) -> None:
        if part:
            self.action_part(PARTS.index(part) - self.at)

    def action_open_row(self) -> None:
        """Ask what would happen to such a ticket today, and where."""
        if self.item is not None:
            self.action_street()

    def action_street(self) -> None:
        """Choose the place."""
        city, say = self.speech.city, self.desk.say
        places = [unit for unit in city.units if unit.kind in (UnitKind.STREET, UnitKind.DISTRICT)] if city else []
        entries = [
            Entry(
                unit.code, f"{self.speech.unit(unit.code)}  {self.speech.unit(unit.parent) if unit.kind is UnitKind.STREET else ''}", "",
                " ".join((unit.name, unit.name_en, unit.pinyin, unit.initials, unit.code)),
            )
            for unit in places
        ]  # fmt: skip
        self.app.push_screen(self.desk.screen("choice", say("catalogue.which_place"), entries), self._at_place)

    def _at_place(self, code: str | None) -> None:
        if code:
            self.place = code
            self.ask()
