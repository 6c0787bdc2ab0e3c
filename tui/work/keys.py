"""The half of the lists of work that acts: moving, marking, and commands on what is selected or marked."""

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from tui import keymap
from tui.commands import asks_of
from tui.desk import Desk
from tui.drafts import key_of
from tui.work.acts import Act, acts, together
from widgets.work.items import Book, Item
from widgets.work.rows import Hand, whose
from widgets.work.work_list import WorkList


class WorkKeys(Screen[None]):
    """A list of things that wait; the screen says which."""

    desk: Desk
    rows: WorkList
    book: Book
    hand: Hand
    items: Sequence[Item]

    @property
    def name_shown(self) -> str:
        """The list that is shown."""
        raise NotImplementedError

    @property
    def current(self) -> Item | None:
        """The selected thing."""
        return self.items[self.rows.cursor] if self.rows.cursor < len(self.items) else None

    @property
    def targets(self) -> Sequence[Item]:
        """The marked things, or the selected one."""
        wanted = set(self.rows.targets)
        return [item for item in self.items if item.id in wanted]

    def note(self, key: str, /, *, alarm: bool = False, **facts: object) -> None:
        """Say something for a moment."""
        asks_of.tell(self, self.desk.say(key, **facts), alarm=alarm)

    # -- keys

    def action_move(self, how: str, by: int) -> None:
        """Move the selection."""
        self.rows.move(how, by)

    def action_mark(self) -> None:
        """Mark the selected thing."""
        if self.items:
            self.rows.mark()
        else:
            self.note("desk.nothing_selected")

    def action_mark_mine(self) -> None:
        """Mark all that is mine to do, or none."""
        mine = [item.id for item in self.items if item.mine]
        if mine or self.rows.marks:
            self.rows.mark_these(mine)
        else:
            self.note("work.none_mine")

    def action_open(self) -> None:
        """Open the ticket."""
        if item := self.current:
            self.app.push_screen(self.desk.screen("ticket", item.number))
        else:
            self.note("desk.nothing_selected")

    def beside(self, number: str, by: int) -> str:
        """The ticket after (1) or before (-1) one that was opened; empty at the end of the list."""
        numbers = list(dict.fromkeys(item.number for item in self.items))
        to = numbers.index(number) + by if number in numbers else -1
        return numbers[to] if 0 <= to < len(numbers) else ""

    def action_go_back(self) -> None:
        """Take the marks away, then back to where one was."""
        if self.rows.marks:
            self.rows.mark_these(())
        else:
            self.dismiss()

    def action_act(self, do: str) -> None:
        """Ask a command of the tickets, as in the queue; a new request is on none, and several signatures are those of the list."""
        if do == "register":
            asks_of.ask(self, self.desk, do)
        elif do == self.name_shown == "cosign" and len(self.targets) > 1:
            self._decide(turned=False)
        elif items := self.targets:
            [first, *more] = items
            own = next((act for act in acts(self.name_shown, first, self.book.who) if act and act.do == do), None) if not more else None
            self._ask(own if own and own.raw else self._usual(do), items)
        else:
            self.note("desk.nothing_selected")

    def _usual(self, do: str) -> Act:
        """A command as these lists begin it: who is to be called back is why a number is looked at."""
        reason = self.desk.say("work.reveal_reason") if do == "reveal" and self.name_shown == "callback" else ""
        return Act(do, {"reason": reason} if reason else {})

    def action_take_up(self) -> None:
        """Do what the list is for."""
        self._decide(turned=False)

    def action_turn_down(self) -> None:
        """The other way out."""
        self._decide(turned=True)

    def _decide(self, *, turned: bool) -> None:
        items = self.targets
        if not items:
            self.note("desk.nothing_selected")
        elif other := next((item for item in items if not item.mine), None):
            self.note("work.not_mine", alarm=True, who=whose(other, self.hand))
        elif (act := together(self.name_shown, items, self.book.who, turned=turned)) is None:
            self.note("work.no_such_way" if len(items) == 1 else "work.not_alike", alarm=True)
        elif act.do not in self.book.who.asks:
            self.note("work.not_my_role", alarm=True, do=self.desk.say(f"command.{act.do}"))
        elif self.name_shown == "cosign" and len(items) > 1 and (left := self._unmarked(items)):
            self.note("work.mark_whole", alarm=True, number=left)
        else:
            self._ask(self._usual(act.do) if act.do == "reveal" else act, items)

    def _unmarked(self, items: Sequence[Item]) -> str:
        """A ticket of which only some of the requests that I may sign are marked: several are signed as a whole."""
        chosen, numbers = {item.id for item in items}, {item.number for item in items}
        return next((item.number for item in self.items if item.mine and item.number in numbers and item.id not in chosen), "")

    def _ask(self, act: Act, items: Sequence[Item]) -> None:
        numbers = dict.fromkeys(item.number for item in items)
        lines = [line for number in numbers if (line := self.desk.line(number))]
        draft = self.desk.drafts.begun(key_of(act.do, (line.number for line in lines)))
        raw = {**act.raw, **draft.raw} if act.do == "reveal" else {**draft.raw, **act.raw}  # a reason is offered, all else is what the key means
        more: dict[str, Any] = {"raw": raw, "draft": draft} if act.raw else {}
        if lines:
            asks_of.ask(self, self.desk, act.do, lines, then=self._asked, **more)

    def _asked(self, _: Sequence[Any]) -> None:
        """What was asked of the marked ones leaves none marked."""
        if self.rows.marks:
            self.rows.mark_these(())

    def words_of(self, item: Item | None) -> dict[str, str]:
        """The bottom line's keys; those of the list say what they do with the thing that is selected."""
        words = dict(self.desk.hints("work", "act", "desk"))
        ways = acts(self.name_shown, item, self.book.who) if item and item.mine else (None, None)
        shown = {one.id: keymap.shown(one.keys[0]) for one in self.desk.keys if one.where == "work"}
        for key, way in zip(("take_up", "turn_down"), ways, strict=True):
            words[shown[key]] = self.desk.say(way.word or f"command.{way.do}") if way else ""
        return {key: word for key, word in words.items() if word}
