"""The command palette: every command of the key table and every other one the person may ask, tickets by number, filters and named views."""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui import keymap
from tui.desk import Desk
from tui.views import views
from tui.words.words import LANGUAGES, Words
from widgets.chooser import Chooser, Entry, narrowed
from widgets.command_fields import OF_TICKETS

NUMBER = re.compile(r"\d{8}-\d{6,}")
ASIDE = 6
HIDDEN = ("lists",)
"""Groups whose rows only make sense as keys."""


class PaletteScreen(ModalScreen[str | None]):
    """Dismisses with `key:ID`, `do:COMMAND`, `open:NUMBER`, `filter:TEXT`, `view:NAME`, `save:NAME`, or None."""

    CSS: ClassVar[str] = """
    PaletteScreen { align: center top; background: ansi_default; }
    PaletteScreen Chooser { width: 1fr; max-width: 100; height: 100%; max-height: 24; }
    """

    def __init__(self, desk: Desk, place: str) -> None:
        """`place` is the screen the palette was opened on."""
        super().__init__()
        self.desk = desk
        self._commands = commands(desk, place)

    def compose(self) -> ComposeResult:
        """The chooser alone."""
        say = self.desk.say
        yield Chooser(self.entries, prompt=say("palette.prompt"), nothing=say("palette.nothing"), more=self.desk.signs.more, aside=ASIDE)

    def entries(self, text: str) -> Sequence[Entry]:
        """What fits a typed text."""
        say, text = self.desk.say, text.replace("／", "/").replace("、", "/").removeprefix(":").removeprefix("：")
        if text.startswith("/"):
            return [Entry(f"filter:{text[1:].strip()}", say("palette.filter", text=text[1:].strip()))]
        found = sorted(narrowed(self._commands, text), key=lambda entry: not _named(entry, text))
        if NUMBER.fullmatch(text):
            found.insert(0, Entry(f"open:{text}", say("palette.number", number=text)))
        known = [Entry(f"view:{view.name}", say("palette.view", name=view.name, text=view.text)) for view in views(self.desk.settings.views, say)]
        own = len(self.desk.settings.views)
        found = [*narrowed(known[:own], text), *found, *narrowed(known[own:], text)] if text else [*found, *known]
        if text and not found:
            found.append(Entry(f"save:{text}", say("palette.save", name=text)))
        return found

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Done."""
        self.dismiss(message.entry)


def _named(entry: Entry, text: str) -> bool:
    """Whether what was typed begins the entry's name, not only stands somewhere in what it does."""
    begun = text.casefold()
    return entry.title.casefold().startswith(begun) or entry.id.partition(":")[2].startswith(begun.replace(" ", "_"))


def commands(desk: Desk, place: str) -> list[Entry]:
    """The commands that work in a place, with their keys; found in both languages and by their names."""
    both = [Words(lang) for lang in LANGUAGES]
    rows = [row for group in reversed(keymap.PLACES[place]) for row in desk.keys if row.where == group and group not in HIDDEN]
    found = {
        where: [
            Entry(
                f"key:{row.id}", desk.say(f"keys.{row.id}_help").replace("`", ""), keymap.shown(row.keys[0]),
                " ".join([row.id, *(said for say in both for said in (say(f"keys.{row.id}"), say(f"keys.{row.id}_help")))]),
            )
            for row in rows
            if (row.where == "desk") is (where == "desk")
        ]
        for where in ("here", "desk")
    }  # fmt: skip
    return [*found["here"], *without_key(desk, place), *found["desk"]]


def without_key(desk: Desk, place: str) -> list[Entry]:
    """The commands of a person's role that have no key in this place; all of them while the role is not known."""
    keyed = {row.id for row in desk.keys if row.where in keymap.PLACES[place]}
    asked = desk.asks() or frozenset(OF_TICKETS)
    on_tickets = "act" in keymap.PLACES[place]
    both = [Words(lang) for lang in LANGUAGES]
    return [
        Entry(
            f"do:{do}", desk.say("labelled", label=desk.say(f"command.{do}"), value=desk.say(f"command.{do}.help")), "",
            " ".join([do, do.replace("_", " "), *(said for say in both for said in (say(f"command.{do}"), say(f"command.{do}.help")))]),
        )
        for do in OF_TICKETS
        if do in asked and do not in keyed and (on_tickets or do == "register")
    ]  # fmt: skip
