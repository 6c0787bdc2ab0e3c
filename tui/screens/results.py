"""What came of a command that was asked of several tickets: a line for each, those that were refused first, with the rule's sentence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from api_client.models.text import clean
from tui import keymap
from tui.bulk import REFUSED, Bulk, so_far
from tui.commands import asks_of
from tui.commands.kept import alike, body
from tui.commands.said import why
from tui.desk import Desk
from tui.link import LinkChanged, Noted, Settled, Ticked
from tui.queue.page import known
from widgets.cells import glyphs
from widgets.cells.columns import fit
from widgets.lines.keys import KeyLine
from widgets.lines.status import StatusLine
from widgets.outcome import cosign

if TYPE_CHECKING:
    from api_client.outbox import Row

LEFT_OUT = "left_out"
NUMBER_CELLS, WORD_CELLS, LEAST_WIDTH = 15, {"zh": 4, "en": 8}, 60
BELOW = "    "
"""Before a sentence for which there is no room beside the title."""
ORDER = (*REFUSED, LEFT_OUT, "waiting", "done")
"""What a person has to look at comes first."""


class ResultsScreen(Screen[None]):
    """The last command of several tickets, ticket by ticket."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "results")
    AUTO_FOCUS = "OptionList"
    DEFAULT_CSS = """
    ResultsScreen > #head { height: 1; text-style: bold reverse; }
    ResultsScreen OptionList { height: 1fr; max-height: 100%; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.bulk = desk.bulk
        self.rows: list[Row] = []
        self.entries: list[tuple[str, str, str]] = []
        """State, number and sentence of each ticket, as they stand in the list."""
        self.list = OptionList(markup=False, compact=True)
        self.status = StatusLine(say=desk.say, signs=desk.signs, read_only=desk.read_only)
        self.keys = KeyLine()

    def compose(self) -> ComposeResult:
        """How many are where, a line for each ticket, the state, the keys."""
        yield Static(id="head", markup=False)
        yield from (self.list, self.status, self.keys)

    def on_mount(self) -> None:
        """Show what is there."""
        self.keys.show(self.desk.hints("results", "desk"))
        self.on_ticked(Ticked())
        self.reread()

    def on_resize(self) -> None:
        """Sentences have another room now."""
        self.reread()

    def relabel(self) -> None:
        """The language has changed."""
        self.on_mount()

    def reread(self) -> None:
        """Read the outbox again; the same ticket stays marked."""
        chosen, self.rows = self.chosen, self.desk.outbox.batch(self.bulk.id if self.bulk else "")
        left_out = self.bulk.left_out if self.bulk else ()
        entries: list[tuple[str, str, str]] = [(row.state, row.number, self._sentence(row)) for row in self.rows]
        entries += [(LEFT_OUT, number, clean(told)) for number, told in left_out]
        self.entries = sorted(entries, key=lambda entry: ORDER.index(entry[0]))
        self.list.clear_options()
        self.list.add_options([Option(self._drawn(*entry)) for entry in self.entries])
        if not self.entries:
            self.list.add_option(Option(Content.styled(self.desk.say("results.none"), "dim"), disabled=True))
        else:
            self.list.highlighted = next((at for at, entry in enumerate(self.entries) if entry[1] == chosen), 0)
        tally = so_far(self.rows, self.bulk)
        head = tally.said(self.desk.say) if self.entries else self.desk.say("results.title")
        self.query_one("#head", Static).update(Content(f" {head} "))

    @property
    def chosen(self) -> str:
        """The number of the ticket that is marked; empty where there is none."""
        at = self.list.highlighted
        return self.entries[at][1] if at is not None and at < len(self.entries) else ""

    def _sentence(self, row: "Row") -> str:
        """What is to be said beyond the word that every state has."""
        if row.state in ("waiting", "done"):
            return self.desk.say("results.held") if '"held":{' in row.answer.replace(" ", "") else ""
        return why(row, self.desk.say)

    def _drawn(self, state: str, number: str, sentence: str) -> Content:
        """Sign, number, what came of it and the title; the sentence beside them where all of it fits, else below."""
        signs, say = self.desk.signs, self.desk.say
        sign = {"waiting": signs.waiting, "done": signs.done}.get(state, signs.refused)
        style = Style.from_rich_style(glyphs.PENDING.get(state, glyphs.BAD))
        word = say("results.word_left_out") if state == LEFT_OUT else glyphs.short(glyphs.PENDING_WORDS, state, say.lang)
        ticket = self.desk.mirror.ticket(number)
        title, width = clean(str(ticket["title"])) if ticket else "", max(self.size.width, LEAST_WIDTH)
        head = Content.assemble((f"{sign} {fit(number, NUMBER_CELLS, signs.more)} {fit(word, WORD_CELLS[say.lang], signs.more)}", style), " ")
        told, room = Content.styled(sentence, "bold" if state != "done" else ""), width - head.cell_length
        if cell_len(title) + 2 + told.cell_length <= room:
            return Content.assemble(head, title, "  " if sentence else "", told)
        first = Content.assemble(head, fit(title, min(cell_len(title), room), signs.more))
        return Content("\n").join([first, *(Content.assemble(BELOW, piece) for piece in told.wrap(width - len(BELOW)) if sentence)])

    # -- what comes from outside

    def on_ticked(self, _: Ticked) -> None:
        """A second has passed."""
        status = known(self.desk)
        self.status.show(waiting=status.waiting, trouble=status.trouble, time=status.time, person=status.person)

    def on_settled(self, _: Settled) -> None:
        """Something happened in the outbox."""
        self.reread()

    def on_link_changed(self, message: LinkChanged) -> None:
        """Say whether we are connected."""
        self.status.show(**self.desk.line_said(message))

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self.status.remark(message.text, alarm=message.alarm)

    # -- keys

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Say which of them it is."""
        at = self.list.highlighted
        self.status.show(at=0 if at is None else at + 1, total=len(self.entries))

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Enter: open the ticket."""
        self.action_open()

    def action_move(self, how: str, by: int) -> None:
        """Move the highlight by lines or pages, or to an edge."""
        ways = {"line": ("cursor_up", "cursor_down"), "edge": ("first", "last")}.get(how, ("page_up", "page_down"))
        getattr(self.list, f"action_{ways[by > 0]}")()

    def action_open(self) -> None:
        """Open the ticket that is marked."""
        if self.chosen:
            self.app.push_screen(self.desk.screen("ticket", self.chosen))

    def action_retry(self) -> None:
        """Ask the refused ones again, and those that were not sent, in one form that holds what was typed; what was asked otherwise is next."""
        every = [row for row in self.rows if row.state in REFUSED]
        refused = alike([row for row in every if not row.acknowledged] or every)
        numbers = [*(row.ticket for row in refused), *(number for number, _ in (self.bulk.left_out if self.bulk else ()))]
        lines = [line for number in numbers if (line := self.desk.line(number)) is not None]
        if not lines:
            self.post_message(Noted(self.desk.say("results.nothing_refused")))
            return
        first = (refused or self.rows)[0]
        typed = asks_of.typed_into(body(first))
        if len(lines) > 1 and "request" in typed:
            typed["request"] = cosign.ALL
        asks_of.ask(self, self.desk, first.do, lines, then=lambda commands: self._asked(refused, commands), raw=typed)

    def _asked(self, refused: "list[Row]", commands: Sequence[Any]) -> None:
        """The new commands are kept: the old ones were seen, and the list is of the new ones, unless some of the old are still to be asked again."""
        asked = {command.ticket for command in commands}
        for row in refused:
            if row.ticket in asked:
                self.desk.outbox.acknowledge(row.id)
        others = [row for row in self.rows if row.state in REFUSED and not row.acknowledged and row not in refused]
        if others:
            bulk = self.bulk or Bulk(others[0].batch)
            self.bulk = bulk._replace(left_out=tuple(one for one in bulk.left_out if one[0] not in asked))
        else:
            self.bulk = self.desk.bulk if self.desk.bulk and self.desk.bulk.id == str(commands[0].id) else Bulk(str(commands[0].id))
        self.reread()

    def action_go_back(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
