"""The queue: the live list with counts above, the filter and the state of things below, and a pane beside it where there is room."""

from typing import ClassVar

from textual.binding import BindingType
from textual.timer import Timer

from tui import keymap
from tui.link import LinkChanged, Noted
from tui.queue.live import QueueLive
from tui.queue.marks import QueueMarks
from widgets.queue.ticket_list import TicketList

PANE_AFTER_SECONDS = 0.1


class QueueScreen(QueueLive, QueueMarks):
    """What burns first, and two keys to do something about it."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "queue", "act", "intake")
    AUTO_FOCUS = "TicketList"
    _pane_wait: Timer | None = None

    def on_mount(self) -> None:
        """Show what the mirror holds; the line to the hotline comes up behind it."""
        self.begin()
        self.list.show(self.view)
        self.relabel()
        self.call_after_refresh(self.count)

    def on_unmount(self) -> None:
        """Stop whatever still searches."""
        self.view.close()

    def on_link_changed(self, message: LinkChanged) -> None:
        """Say whether we are connected, or since when not."""
        self.line_stands = message
        self.show_state()

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self.status.remark(message.text, alarm=message.alarm)

    def on_line_window_moved(self, _: TicketList.Moved) -> None:
        """Show its place at once, and the ticket in the pane as soon as the selection rests."""
        self.show_place()
        self.show_news()
        if self._pane_wait is not None:
            self._pane_wait.stop()
        self._pane_wait = self.set_timer(PANE_AFTER_SECONDS, self.show_ticket)

    def action_move(self, how: str, by: int) -> None:
        """Move the selection by lines, pages or half pages, or to an edge."""
        match how:
            case "line":
                self.list.move(by)
            case "edge":
                self.list.edge(by)
            case _:
                self.list.page(by if how == "page" else by / 2)

    def action_next_burning(self) -> None:
        """The next ticket that is overdue or urgent."""
        if self.list.next_burning():
            return
        first = self.desk.mirror.burning(self.desk.now(), self.query_on, most=1)  # in another order it may stand far below
        if not first or not self.list.go_to(first[0].number):
            self.say("desk.none_burning")

    def action_back(self) -> None:
        """One level at a time: the range being marked, the filter, the marks."""
        if not (self.list.drop_range() or self.clear_filter() or self.clear_marks()):
            self.say("desk.nothing_to_clear")
