"""The help: every key as it works now, a person's own ones included; type a word or a key to narrow, Enter to do it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from api_client.filter import SHORT
from tui import keymap
from tui.desk import Desk
from widgets.chooser import Chooser, Entry, narrowed

TERMS = (
    "tier",
    "stage",
    "unit",
    "flag",
    "band",
    "clock",
    "hops",
    "waits",
    "since",
    "number",
    "sort",
    "new",
    "burning",
    "overdue",
    "supervised",
    "cosign",
)
"""What the help tells of the queue's filter."""
ASIDE = 22


class HelpScreen(ModalScreen[str | None]):
    """Dismisses with `key:ID` of a row to be done, or None."""

    CSS: ClassVar[str] = """
    HelpScreen { background: ansi_default; }
    HelpScreen Chooser { width: 1fr; height: 1fr; }
    """

    def __init__(self, desk: Desk, place: str) -> None:
        """`place` is the screen the help was opened on."""
        super().__init__()
        self.desk = desk
        self.place = place

    def compose(self) -> ComposeResult:
        """The chooser alone."""
        say = self.desk.say
        yield Chooser(
            self.entries, prompt=say("help.prompt"), nothing=say("help.nothing"), keys=say("palette.keys"), more=self.desk.signs.more, aside=ASIDE
        )

    def entries(self, text: str) -> Sequence[Entry]:
        """The rows that fit a typed text: first those whose key it is, then those whose words hold it; as they stand in the table."""
        groups = (*keymap.PLACES[self.place], *keymap.WITHIN.get(self.place, ()))
        rows = [row for group in groups for row in self.desk.keys if row.where == group]
        by_key = [self._entry(row) for row in rows if text and text.casefold() in keymap.spelled(row)]
        by_word = narrowed([self._entry(row) for row in rows], text)
        return [*by_key, *(entry for entry in by_word if entry not in by_key), *narrowed(self._terms(), text)]

    def _terms(self) -> list[Entry]:
        """What can be typed into the queue's filter."""
        say = self.desk.say
        keys = [Entry("", say(f"filter_help.{key}").replace("`", ""), f"/{say(f'filter_key.{key}')}:", key) for key in TERMS if key not in SHORT]
        words = [Entry("", say(f"filter_help.{word}").replace("`", ""), f"/{say(f'filter_word.{word}')}", word) for word in TERMS if word in SHORT]
        return [*keys, *words] if self.place == "queue" else []

    def _entry(self, row: keymap.Key) -> Entry:
        say = self.desk.say
        usual = next((one.keys for one in keymap.KEYS if (one.where, one.id) == (row.where, row.id)), row.keys)
        own = say("help.own", keys=" ".join(map(keymap.shown, usual))) if usual != row.keys else ""
        title = say(f"keys.{row.id}_help").replace("`", "") + own
        return Entry(f"key:{row.id}", title, " ".join(map(keymap.shown, row.keys)), row.id, row.id)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Done."""
        self.dismiss(message.entry)
