"""The queue's marks and what is done with them: ranges, copying, asking a command of all of them, and what came of each."""

from collections.abc import Sequence
from typing import Any

from api_client.models.line import Line
from tui import keymap
from tui.bulk import so_far
from tui.commands import asks_of
from tui.link import Noted, Settled
from tui.queue.frame import QueueFrame
from tui.ticket.clipboard import copy, summaries
from widgets.queue.ticket_list import MOST_MARKS, TicketList

MOST_COPIED = 50_000
"""Bytes: terminals take about so much at once (OSC 52), and tmux no more."""


class QueueMarks(QueueFrame):
    """What is done with the tickets of the list."""

    def on_ticket_list_marked(self, message: TicketList.Marked) -> None:
        """Count the marks."""
        self.status.show(marks=message.count, ranging=self.list.range is not None)
        if message.count >= MOST_MARKS:
            self.say("desk.marked_most", count=message.count, most=MOST_MARKS)

    def action_mark(self) -> None:
        """Mark the selected ticket."""
        if self._any():
            self.list.mark()

    def action_mark_all(self) -> None:
        """Mark all tickets of the filter, or none."""
        if self.list.marks or self._any():
            self.list.mark_all()

    def action_mark_range(self) -> None:
        """Mark whatever the selection goes over, until this key comes again."""
        if self._any():
            self.list.mark_range()

    def action_stretch(self, by: int) -> None:
        """Mark the selected ticket and the next."""
        if not self._any():
            return
        before = (self.list.cursor, set(self.list.marks))
        self.list.stretch(by)
        if before == (self.list.cursor, set(self.list.marks)):
            self.say("desk.list_ends")

    def _any(self) -> bool:
        """Whether there is a ticket to do something with; where not, that is said."""
        if self.list.current is None:
            self.say("desk.nothing_selected")
        return self.list.current is not None

    def clear_marks(self) -> bool:
        """Take all marks away; False where there are none."""
        if not self.list.marks:
            return False
        self.list.mark_all()
        return True

    def action_copy(self) -> None:
        """Put the numbers on the clipboard."""
        self._copy([line.number for line in self.list.targets])

    def action_copy_summary(self) -> None:
        """Put a few lines for each ticket on the clipboard, to be pasted into a message."""
        self._copy(summaries(self.desk, [line.number for line in self.list.targets]).splitlines())

    def _copy(self, lines: Sequence[str]) -> None:
        """What is more than one line is shown as well: not every terminal takes it."""
        kept = bounded(lines)
        if not kept:
            self.say("desk.nothing_selected")
        elif len(lines) == 1:
            copy(self, self.desk, kept[0])
        else:
            self.app.copy_to_clipboard("\n".join(kept))
            self.app.push_screen(self.desk.screen("copied", kept, len(self.list.targets), whole=len(kept) == len(lines)))

    def action_open(self) -> None:
        """Open the selected ticket."""
        if self._any() and (line := self.list.current):
            self.app.push_screen(self.desk.screen("ticket", line.number))

    def beside(self, number: str, by: int) -> str:
        """Select the ticket after (1) or before (-1) one that was opened; its number, empty at the end of the list."""
        return self.list.beside(number, by)

    def action_act(self, do: str) -> None:
        """Ask a command of the marked tickets, or of the selected one; a new request is on none."""
        targets: Sequence[Line] = () if do == "register" else self.list.targets
        if targets or do == "register":
            asks_of.ask(self, self.desk, do, targets, then=self._asked)
        else:
            self.say("desk.nothing_selected")

    def _asked(self, _: Sequence[Any]) -> None:
        """What was asked of the marked ones leaves none marked."""
        self.clear_marks()

    def on_settled(self, _: Settled) -> None:
        """Something happened in the outbox; once all of a bulk command is settled, say what came of it."""
        self.show_ticket()
        self.show_state()
        bulk = self.desk.bulk
        if bulk is None or bulk.told:
            return
        tally = so_far(self.desk.outbox.batch(bulk.id), bulk)
        if tally.rows and not tally.waiting:
            self.desk.bulk = bulk._replace(told=True)
            key = next((keymap.shown(row.keys[0]) for row in self.desk.keys if row.id == "results"), "")
            said = self.desk.say("results.all_in", key=key, **tally.facts(self.desk.say))
            self.app.post_message(Noted(said, alarm=bool(tally.refused)))


def bounded(lines: Sequence[str]) -> list[str]:
    """As many of the lines as a terminal takes at once."""
    kept, size = [], 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > MOST_COPIED:
            break
        kept.append(line)
    return kept
