"""The desk as a program: screens on a stack, a tick on every whole second, and the one clock it asks."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen

from tui import keymap
from tui.commands.asks_of import keep
from tui.desk import Desk
from tui.display import escape, inside
from tui.display.start import Start
from tui.link import OF_THE_LINE, Arrived, Broke, Link, LinkChanged, Noted, Settled, Ticked
from tui.night.vigil import Vigil
from tui.onlooking import Onlooking
from tui.palette.choosing import Choosing
from tui.screens.queue import QueueScreen
from tui.settled import what_became
from tui.starting.opening import Opened
from tui.steady import Steady
from tui.terminals.listening import Listening
from tui.terminals.terminal import SLOW_TICK_SECONDS
from tui.tour.touring import Touring
from tui.typeahead import KeyByKey
from tui.words.words import LANGUAGES

if TYPE_CHECKING:
    from api_client.outbox import Row
    from api_client.profile import Profile
    from tui.tour.steps import Offer

LATER = {
    "boards": ("boards", "BoardsScreen"), "choice": ("choice", "ChoiceScreen"), "dossiers": ("dossiers", "DossiersScreen"),
    "dossier": ("dossier", "DossierScreen"), "reports": ("reports", "ReportsScreen"), "saving": ("saving", "SavingScreen"),
    "catalogue": ("catalogue", "CatalogueScreen"), "handover": ("handover", "HandoverScreen"), "views": ("views", "ViewsScreen"),
    "columns": ("columns", "ColumnsScreen"),
    "copied": ("copied", "CopiedScreen"), "results": ("results", "ResultsScreen"), "themes": ("themes", "ThemesScreen"),
    "work": ("work", "WorkScreen"), "audit": ("audit", "AuditScreen"),
}  # fmt: skip
"""Screens by name, each with its module and class, imported when they are opened."""
AFTER_WHOLE_SECOND = 0.002
LEAVE_ON = ("SIGTERM", "SIGHUP")
"""Signals that Textual lets kill it with the terminal still in its hands."""


class DeskApp(Steady, Listening, KeyByKey, Onlooking, Choosing, Touring, Vigil):
    """The desk. Screens work with `desk`; what comes from the hotline is passed on to each of them."""

    CSS_PATH = "desk.tcss"
    TITLE = "paidan"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("desk")

    def __init__(self, desk: Desk, *, own_keys: dict[str, str] | None = None, notes: tuple[str, ...] = ()) -> None:
        """`own_keys` as `keymap.changed` returns them; `notes` are sentences to say at the start."""
        super().__init__(ansi_color=True)
        self.set_reactive(DeskApp.theme, "ansi-dark")  # Textual's own; what is seen is painted over it
        self.desk = desk
        self._own_keys = own_keys or {}
        self._notes = notes
        self._link_state: LinkChanged | None = None
        desk.screens |= {"ticket": self._ticket, "form": self._form, "outbox": self._outbox, "help": self._help, "palette": self._palette}
        desk.screens |= {"night": self._night}
        desk.screens |= {name: partial(self._later, name) for name in LATER}

    def say_at_start(self, note: str) -> None:
        """One more sentence to say at the start."""
        self._notes = (*self._notes, note)

    # The screens behind the first one are imported when they are opened, so that the first picture does not wait for them.

    def _ticket(self, *args: Any, **more: Any) -> Screen[Any]:
        from tui.screens.ticket import TicketScreen

        return TicketScreen(self.desk, *args, **more)

    def _form(self, do: str, *args: Any, **more: Any) -> Screen[Any]:
        if do == "register":
            from tui.screens.register import RegisterScreen

            return RegisterScreen(self.desk, **more)
        from tui.screens.form import FormScreen

        return FormScreen(self.desk, do, *args, **more)

    def _outbox(self) -> Screen[Any]:
        from tui.screens.outbox import OutboxScreen

        return OutboxScreen(self.desk)

    def _help(self, place: str) -> Screen[Any]:
        from tui.screens.help import HelpScreen

        return HelpScreen(self.desk, place)

    def _palette(self, place: str) -> Screen[Any]:
        from tui.palette.line import PaletteScreen

        return PaletteScreen(self.desk, place)

    def _night(self) -> Screen[Any]:
        from tui.screens.night import NightScreen

        queue = self.screen_stack[0]
        return NightScreen(self.desk, queue.filter if isinstance(queue, QueueScreen) else "")

    def _later(self, name: str, /, *args: Any, **more: Any) -> Screen[Any]:
        module, kind = LATER[name]
        made: Screen[Any] = getattr(import_module(f"tui.screens.{module}"), kind)(self.desk, *args, **more)
        return made

    def get_default_screen(self) -> Screen[Any]:
        """The queue is there before anything else."""
        return QueueScreen(self.desk)

    def on_mount(self) -> None:
        """Put the person's keys in, listen for signals, start the seconds; the line to the hotline after the first picture."""
        if self._own_keys:
            self.set_keymap(self._own_keys)
        loop = asyncio.get_running_loop()
        for name in LEAVE_ON:
            if hasattr(signal, name):
                loop.add_signal_handler(getattr(signal, name), self._leave, getattr(signal, name))
        self.ask_width()
        self._tick_at_whole_second()
        self.call_after_refresh(self._first_picture_stands)

    def _first_picture_stands(self) -> None:
        # Nothing of what was loaded so far will ever be garbage; `paidan` starts with the collector off.
        gc.freeze()
        gc.enable()
        self.show()
        self.desk.link.start(self.post_message)
        if not self.desk.read_only:
            self.desk.drafts.sweep()
        if self._notes:
            self.post_message(Noted("; ".join(self._notes), alarm=True))

    def _leave(self, number: signal.Signals) -> None:
        self.exit(128 + number)

    def _tick_at_whole_second(self) -> None:
        wall = self.desk.wall()
        asyncio.get_running_loop().call_later(1 - wall % 1 + AFTER_WHOLE_SECOND, self._tick)

    def _tick(self) -> None:
        if self.is_running:
            self._tick_at_whole_second()
            self.ask_time()
            if self.desk.reveals_over() or not self.desk.slow or int(self.desk.wall()) % SLOW_TICK_SECONDS == 0:
                self._to_screens(Ticked)
            self.keep_vigil()
            self.try_files()

    def _to_screens(self, message: Callable[[], Message]) -> None:
        for screen in self.screen_stack:
            screen.post_message(message())

    # -- what comes from the hotline

    def on_arrived(self, message: Arrived) -> None:
        """The mirror has changed."""
        self.desk.heard(anew=not message.numbers)
        self.desk.mirror.heard(message.numbers)
        self.something_changed()
        self._to_screens(lambda: Arrived(message.numbers))

    def on_link_changed(self, message: LinkChanged) -> None:
        """The line is up or down."""
        self._link_state = message
        if message.name == "live":
            self.line_is_live()
        self._to_screens(lambda: LinkChanged(message.name, message.since, message.why, message.where))
        if message.name == "signed_out":
            self._note("desk.signed_out_note", alarm=True)
        elif message.name == "lost" and message.why not in OF_THE_LINE:
            self._note("desk.unexpected", alarm=True, why=self.desk.say.why(message.why))

    def on_settled(self, message: Settled) -> None:
        """Something happened in the outbox: say what came of a command."""
        if (row := message.row) is not None:
            number, became = what_became(row)
            facts: dict[str, Any] = {"do": self.desk.say.get(f"command.{row.do}") or row.do, "number": number}
            if row.state == "done":
                self.desk.done(number)
                if row.do == "reveal":
                    self.desk.reveals[number] = row.id
                if not self.may_take_back(self.desk.wall()):
                    self._note(became or ("desk.held" if message.held else "desk.done"), **facts)
            elif row.state != "waiting":
                from tui.commands.said import why

                self._note("desk.refused", alarm=True, why=why(row, self.desk.say) or message.why, **facts)
        self._to_screens(lambda: Settled(message.row, why=message.why, held=message.held))

    def on_broke(self, message: Broke) -> None:
        """A bug: it is shown, and nothing else stops."""
        self._note("desk.unexpected", alarm=True, why=message.what)

    def on_noted(self, message: Noted) -> None:
        """Say something on whatever screen is shown."""
        self._to_screens(lambda: Noted(message.text, alarm=message.alarm))

    def push_screen(self, screen: Any, *args: Any, **more: Any) -> Any:
        """As Textual's; a new screen is told at once how the line stands."""
        pushed = super().push_screen(screen, *args, **more)
        if self._link_state is not None and isinstance(screen, Screen):
            state = self._link_state
            screen.post_message(LinkChanged(state.name, state.since, state.why, state.where))
        return pushed

    # -- keys that work everywhere

    def action_undo(self) -> None:
        """Take the last command back, or whatever else the screen did last."""
        own = getattr(self.screen, "take_back", None)
        if own is not None and own():
            return
        taken: list[Row] = []
        if not keep(self.screen, self.desk, lambda: taken.extend(self.desk.undo())):
            return
        self._note("desk.undone" if taken else "desk.nothing_to_undo", count=len(taken))
        if taken:
            self.post_message(Settled())

    def action_language(self) -> None:
        """Speak the other language."""
        self.desk.say.lang = LANGUAGES[1 - LANGUAGES.index(self.desk.say.lang)]
        self.desk.link.speak(self.desk.say.lang)
        self.speak_anew()
        self.forget()  # Ctrl+L is also what people press where a screen is garbled
        self._note("desk.language")

    def setting_changed(self, name: str) -> None:
        """Do what a setting takes that has just changed."""
        if name == "mouse":
            inside.mouse(self, on=self.desk.settings.mouse)
        self.repaint()

    def action_help_quit(self) -> None:
        """Ctrl+C loses nothing and ends nothing: say which key quits."""
        quit_keys = next(row.keys for row in self.desk.keys if row.id == "quit")
        self._to_screens(lambda: Noted(f"{keymap.shown(quit_keys[0])} {self.desk.say('keys.quit')}"))

    async def action_quit(self) -> None:
        """Quit at once: what waits is safe in the outbox."""
        self.exit(0)

    def _fatal_error(self) -> None:
        """A bug ends the desk as Textual would, without the values of variables and the error's own words: they may name people."""
        import rich
        from rich.traceback import Traceback

        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        told = Traceback.extract(kind, error, trace)
        for stack in told.stacks:
            stack.exc_value, stack.notes = "", []
        self.bell()
        self.panic(Traceback(told, suppress=[rich]))

    def _note(self, key: str, /, *, alarm: bool = False, **facts: object) -> None:
        self._to_screens(lambda: Noted(self.desk.say(key, **facts), alarm=alarm))


def run_desk(profile: "Profile", opened: Opened, start: Start, *, tour: "Offer | None" = None) -> int:
    """Show the desk of a hotline until the person leaves it; returns the exit code. Call `terminal.prepare` before this module is imported."""
    desk = opened.desk
    link = desk.link = Link(profile._replace(read_only=desk.read_only), lang=lambda: desk.say.lang, wall=desk.wall)
    app = DeskApp(desk, own_keys=opened.own_keys, notes=opened.notes)
    app.tour_offer, app.probe = tour, opened.probe
    if not any("alt+" in keys for keys in opened.own_keys.values()):
        escape.keep_apart()
    if trouble := app.be_thin(start):
        app.say_at_start(desk.say("desk.thick_display", why=trouble))
    try:
        code = app.run(mouse=desk.settings.mouse)
    finally:
        link.stop()
    if (waiting := len(desk.outbox.waiting())) and not desk.read_only:
        sys.stderr.write(desk.say("desk.still_waiting", count=waiting) + "\n")
    opened.close()
    return (app.return_code or 0) if code is None else code
