"""The palette and the help as the app opens them, and what comes of a choice."""

from typing import Protocol, cast

from textual.app import App

from tui import keymap
from tui.desk import Desk
from tui.filtering.views import views
from tui.link import Noted
from tui.palette.set_here import keep_choice
from tui.settings import View


class Queue(Protocol):
    """As much of the queue's screen as a choice needs."""

    def save_view(self, name: str) -> None:
        """Keep the filter that is on under a name."""

    def filter_by(self, text: str) -> None:
        """Put a filter on."""

    def show_view(self, view: View) -> None:
        """Put a view on."""


class Choosing(App[int]):
    """Mixin for the desk's app."""

    desk: Desk

    @property
    def place(self) -> str:
        """Which row of `keymap.PLACES` holds for the screen that is shown."""
        return type(self.screen).__name__.removesuffix("Screen").lower()

    def action_palette(self) -> None:
        """Choose a command by its words."""
        if self.place in keymap.PLACES:
            self.push_screen(self.desk.screen("palette", self.place), self._chosen)

    def action_help(self) -> None:
        """Show the keys."""
        if self.place in keymap.PLACES:
            self.push_screen(self.desk.screen("help", self.place), self._chosen)

    def action_go(self, name: str) -> None:
        """To a screen: the queue lies at the bottom of the stack, the others are put on top of it."""
        left = len(self.screen_stack) > 1
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if name != "queue":
            self.push_screen(self.desk.screen(name))
        elif not left:
            self.screen.post_message(Noted(self.desk.say("desk.already_here")))

    def speak_anew(self) -> None:
        """Say everything again: in another language, or with other settings."""
        for screen in self.screen_stack:
            if callable(relabel := getattr(screen, "relabel", None)):
                relabel()

    async def _chosen(self, choice: str | None) -> None:
        kind, _, what = (choice or "").partition(":")
        match kind:
            case "key":
                row = self._row(what)
                await (self.run_action(row.action) if row.where == "desk" else self.screen.run_action(row.action))
            case "do":
                if what == "register":
                    self.action_go("queue")  # a new request is on no ticket
                await self.screen.run_action(f"act('{what}')")
            case "open":
                self.push_screen(self.desk.screen("ticket", what))
            case "dossier":
                self.push_screen(self.desk.screen("dossier", what))
            case "set":
                self._set(*what.split("=", 1))
            case "filter" | "save" | "view":
                self._in_queue(kind, what)

    def _row(self, id: str) -> keymap.Key:
        """The row of a name that works on this screen: several screens may have one of the name."""
        rows = [row for row in self.desk.keys if row.id == id]
        groups = (*keymap.PLACES[self.place], *keymap.WITHIN.get(self.place, ()))
        return next((row for row in rows if row.where in groups), rows[0])

    def _in_queue(self, kind: str, what: str) -> None:
        screen = cast(Queue, self.screen_stack[0])
        if kind == "save":
            screen.save_view(what)
            return
        self.action_go("queue")
        if kind == "filter":
            screen.filter_by(what)
        elif (view := next((view for view in views(self.desk.settings.views, self.desk.say) if view.name == what), None)) is not None:
            screen.show_view(view)
            self.screen.post_message(Noted(self.desk.say("palette.view_on", name=view.name)))

    def _set(self, name: str, value: str) -> None:
        said = keep_choice(self.desk, name, value)
        self.setting_changed(name)
        self.speak_anew()
        for screen in self.screen_stack:
            screen.post_message(Noted(said))

    def setting_changed(self, name: str) -> None:
        """A setting holds from now on: the app does what it takes."""
        raise NotImplementedError
