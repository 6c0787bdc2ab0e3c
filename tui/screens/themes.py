"""The theme chosen by seeing it: every one that the highlight comes upon is shown at once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList

from tui import themes
from tui.desk import Desk
from widgets.chooser import Chooser, Entry, narrowed

ASIDE = 14


class ThemesScreen(ModalScreen[str | None]):
    """Dismisses with the name of the chosen theme, or None. Half of the screen stays free, so that one sees what one chooses."""

    CSS: ClassVar[str] = """
    ThemesScreen { align: center bottom; background: ansi_default 0%; }
    ThemesScreen Chooser { width: 1fr; max-width: 100; height: 9; background: ansi_default; }
    """

    class Tried(Message):
        """Show this theme for now."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        names = sorted(themes.NAMES, key=lambda name: name != desk.settings.theme)
        self._entries = [Entry(name, desk.say(f"theme.{name}"), name) for name in names]

    def compose(self) -> ComposeResult:
        """The chooser alone; the theme that is on comes first."""
        say = self.desk.say
        yield Chooser(
            lambda text: narrowed(self._entries, text),
            prompt=say("theme.prompt"), nothing=say("palette.nothing"), more=self.desk.signs.more, aside=ASIDE,
        )  # fmt: skip

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """See it."""
        if event.option.id:
            self.post_message(self.Tried(event.option.id))

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Done."""
        self.dismiss(message.entry)
