"""What waits (待办): signatures, unsigned orders, callbacks, supervision, objections, whistles, parts; by what burns first, from the copy here."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from api_client.errors import HotlineError, LocalError
from api_client.models.text import clean
from tui import keymap
from tui.anew import begin
from tui.desk import Desk
from tui.link import Arrived, LinkChanged, Noted, Settled, Ticked
from tui.queue.page import known
from tui.work.beside import Beside
from tui.work.kept import book_of, take_again, who_is
from tui.work.keys import WorkKeys
from widgets.cells.hanging import hung_lines
from widgets.lines.keys import KeyLine
from widgets.lines.status import StatusLine
from widgets.lines.tabs import Tabs
from widgets.speech import Speech
from widgets.tables.grid import Grid
from widgets.work.details import detail_lines, fitted_head
from widgets.work.items import READS, Book, Item
from widgets.work.rows import Hand, row, table
from widgets.work.work_list import WorkList

NAMES = tuple(READS)
MOST_SHOWN = 300
"""Rows of a list; more are counted, and come up as these are done."""
MOST_AT_ONCE = 200
"""So many changed tickets are taken in one by one; for more the whole copy is read beside the keys."""


class WorkScreen(WorkKeys):
    """One list at a time; Tab goes to the next. The keys of the queue act on what is selected or marked; two more do what the list is for."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "work", "act", "intake")
    AUTO_FOCUS = "WorkList"
    DEFAULT_CSS = """
    WorkScreen > #detail { height: 25%; padding: 0 1; }
    """

    def __init__(self, desk: Desk, tab: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.at = NAMES.index(tab or desk.work_list) if tab or desk.work_list else -1
        """Which list: the last one of this run; -1 until it is known in which of them something waits for me."""
        self.book = Book(who_is(desk.mirror))
        self.items: Sequence[Item] = ()
        self.hand = Hand(Speech(desk.say, lang=desk.say.lang), desk.signs)
        self.tabs, self.rows = Tabs(), WorkList(signs=desk.signs)
        self.status, self.keys = StatusLine(say=desk.say, signs=desk.signs, read_only=desk.read_only), KeyLine()
        self._read = self._stale = False
        self._detail, self._since = Content(), set[str]()  # which tickets have changed since the copy was last read whole
        self.aside = Beside(desk, partial(begin, self, group="beside"))

    def compose(self) -> ComposeResult:
        """The lists by name with their counts, one of them, its selected row in full, state, keys."""
        yield from (self.tabs, self.rows)
        yield Static(id="detail", markup=False)
        yield from (self.status, self.keys)

    def on_mount(self) -> None:
        """Read what waits; units get their names as soon as the city is at hand."""
        status = known(self.desk)
        self.status.show(waiting=status.waiting, trouble=status.trouble, time=status.time, person=status.person)
        self.show()
        self.read()
        begin(self, self._learn_city)

    async def _learn_city(self) -> None:
        try:
            city = await self.desk.city()
        except HotlineError:
            return
        self.hand = Hand(Speech(self.desk.say, city=city, lang=self.desk.say.lang), self.desk.signs)
        self.show()

    @work(thread=True, exclusive=True, group="read")
    def read(self) -> None:
        """Read the whole copy anew, beside the keys."""
        self._since = set()
        try:
            self.call_later(self._take, book_of(self.desk.mirror))
        except LocalError as error:
            self.call_later(partial(self.note, "desk.file_trouble", alarm=True, why=clean(str(error))))

    def _take(self, book: Book) -> None:
        first, self.book, self._read = not self._read, book, bool(self.desk.mirror.cursor)
        for number in self._since:
            take_again(book, self.desk.mirror, number)
        if self.at < 0 and first:
            self.at = next((at for at, name in enumerate(NAMES) if book.count(name)[0]), -1)
        self.show()

    def relabel(self) -> None:
        """The language has changed."""
        self.hand = Hand(Speech(self.desk.say, city=self.hand.speech.city, lang=self.desk.say.lang), self.desk.signs)
        self.show()

    # -- what is shown

    @property
    def name_shown(self) -> str:
        """The list that is shown."""
        return NAMES[max(0, self.at)]

    def show(self, *, keep: bool = True) -> None:
        """The list as it now stands."""
        if not self.query("#detail"):
            return  # it is being closed
        say, now, name, self._stale = self.desk.say, self.desk.now(), self.name_shown, False
        self.desk.work_list = name if self.at >= 0 else ""
        self.tabs.show([say("work.tab", name=say(f"work.tab.{one}"), count=self._count(one)) for one in NAMES], max(0, self.at))
        self.items = self.book.items(name, now)[:MOST_SHOWN]
        self.hand = self.hand._replace(pending=self.desk.pending())
        empty = say(f"work.empty.{name}" if self._read else "work.reading" if self.desk.mirror.cursor else "work.no_copy")
        self.rows.show(table(name, self.items, self.hand, now=now), empty=empty, keep=keep)

    def _count(self, name: str) -> str:
        if not self._read:
            return "·"
        mine, whole = self.book.count(name)
        return (str(mine) if mine == whole else f"{mine}/{whole}") + ("" if self.book.whole else "+")

    def on_grid_moved(self, _: Grid.Moved) -> None:
        """Say the selected thing in full, and which keys do what with it."""
        item, count = self.current, self.book.count(self.name_shown)[1]
        self.status.show(at=self.rows.cursor + 1 if item else 0, total=count, exact=self.book.whole)
        self._show_detail()
        self.keys.show(list(self.words_of(item).items()))

    def _show_detail(self) -> None:
        item = self.current
        summary = self.desk.summary(item.number) if item else None
        lines = detail_lines(self.name_shown, item, summary, self.hand, now=self.desk.now()) if item and summary else []
        room = max(20, self.size.width - 2)
        if item and lines:
            lines[0] = fitted_head(lines[0], room, self.size.height)
            at = -1 if self.name_shown == "cosign" else 1
            lines[at:at] = self.aside.lines(self.name_shown, item, self.hand.speech)
        told = hung_lines(lines, room)
        if told != self._detail and (detail := self.query("#detail")):
            self._detail = told
            detail.first(Static).update(told)

    on_resize = _show_detail

    def on_work_list_marked(self, message: WorkList.Marked) -> None:
        """Count the marks."""
        self.status.show(marks=message.count)

    # -- what comes from outside

    def on_ticked(self, _: Ticked) -> None:
        """A second has passed: countdowns turn; what has changed meanwhile is put in its place."""
        self.status.show(time=known(self.desk).time)
        if self._stale:
            self.show()
        elif self.items:
            now, self.hand = self.desk.now(), self.hand._replace(pending=self.desk.pending())
            self.rows.tick(lambda at: row(self.name_shown, self.items[at], self.hand, now=now))
            if item := self.current:
                self.aside.ask(self.name_shown, item)
            self._show_detail()

    def on_arrived(self, message: Arrived) -> None:
        """Take in the tickets that changed; where the whole copy is new, all of it."""
        if not message.numbers or len(message.numbers) > MOST_AT_ONCE:
            self.read()
            return
        for number in message.numbers:
            take_again(self.book, self.desk.mirror, number)
        self._since |= message.numbers
        self._stale = True

    def on_settled(self, _: Settled) -> None:
        """Something happened in the outbox."""
        status = known(self.desk)
        self.status.show(waiting=status.waiting, trouble=status.trouble)

    def on_link_changed(self, message: LinkChanged) -> None:
        """Say how the line stands; the lists are of the copy here and stay."""
        self.status.show(**self.desk.line_said(message))

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self.status.remark(message.text, alarm=message.alarm)

    def action_part(self, by: int) -> None:
        """The next list, or the one before."""
        self.at = (max(0, self.at) + by) % len(NAMES)
        self.show(keep=False)
