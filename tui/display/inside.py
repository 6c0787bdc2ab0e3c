"""Textual from inside: all that the desk takes of it beyond what it promises to keep stands in this file, and in `partly.py`."""

from codecs import getincrementaldecoder
from collections.abc import Awaitable, Callable, Iterator
from functools import lru_cache, partial, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from rich.color import ColorSystem
from rich.segment import Segment
from textual import content, timer
from textual._callback import invoke
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.message import Message
from textual.message_pump import MessagePump
from textual.style import Style

from tui.display.known import KNOWN, installed
from tui.display.outlet import Outlet
from tui.display.start import Start
from widgets.cells.folding import divided

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, LayoutUpdate
    from textual.driver import Driver

Caught = TypeVar("Caught", bound=Exception)

PRIVATE = {
    "app": ("_display", "_begin_update", "_end_update", "_handle_exception", "_register_child", "_dispatch_message", "_get_dispatch_methods"),
    "driver": (
        "run_input_thread",
        "start_application_mode",
        "stop_application_mode",
        "_enable_mouse_support",
        "_request_terminal_sync_mode_support",
        "_query_in_band_window_resize",
    ),
    "layout": ("strips", "region"),
    "chops": ("chops", "spans", "chop_ends"),
}
KEEP_TITLE, GIVE_TITLE_BACK = "\x1b[22;2t", "\x1b[23;2t"
"""Have the terminal keep the window's title that it has, and show it again; those that cannot ignore it."""
ALTERNATE_SCREEN = "\x1b[?1049h"
"""What the driver writes first."""


def fold_well() -> None:
    """Have Textual break lines of Chinese where a reader expects it."""
    content.divide_line = divided  # type: ignore[attr-defined] # taken from Rich, not promised


def keep_waits() -> None:
    """Have every wait that ends once come to its end: Textual drops one whose moment passes before it is begun, as on a busy machine.

    It drops its own wait before a new size is laid out as well, and takes notice of no size after that.
    """
    timer.Timer.__init__ = _begin_wait  # type: ignore[method-assign]


_begin_timer = timer.Timer.__init__


@wraps(_begin_timer)
def _begin_wait(self: timer.Timer, *args: Any, repeat: int | None = None, skip: bool = True, **more: Any) -> None:
    _begin_timer(self, *args, repeat=repeat, skip=skip and repeat != 0, **more)


def let_go_of_widgets() -> None:
    """Have Textual hold nothing of a widget that is gone.

    It remembers the grounds of each widget by the widget, and so what the last thousand looked like: 20 MB of a desk that is in use for an hour.
    """
    StylesCache.get_inner_outer = staticmethod(_grounds)  # type: ignore[assignment,method-assign]


_grounds_of = StylesCache.get_inner_outer


@lru_cache(1024)
def _grounds(below: Color, ground: Color) -> tuple[Style, Style]:
    """The grounds inside and outside of a border; they depend on nothing but these colours."""
    return _grounds_of.__wrapped__(StylesCache, below, ground)


class Piece(NamedTuple):
    """Part of one line that the compositor has drawn anew."""

    x: int
    y: int
    segments: list[Segment]


class Title:
    """The window's title, while we have the terminal."""

    def __init__(self) -> None:
        self._told = ""

    def tell(self, text: str, write: Callable[[str], object]) -> None:
        """Let it say this; the terminal keeps the one it had."""
        if text != self._told:
            write(f"{'' if self._told else KEEP_TITLE}\x1b]2;{text}\x07")
            self._told = text

    def give_back(self, write: Callable[[str], object]) -> None:
        """The terminal shows again what it had."""
        if self._told:
            write(GIVE_TITLE_BACK)
            self._told = ""


def missing() -> str:
    """What of Textual is not as it was when this file was written; empty where all is."""
    if (version := installed()) not in KNOWN:
        return f"Textual {version}"
    try:
        from textual._compositor import ChopsUpdate, LayoutUpdate
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError as error:
        return str(error)
    names = [name for name in PRIVATE["app"] if not hasattr(App, name)]
    names += [name for name in PRIVATE["driver"] if not hasattr(LinuxDriver, name)]
    names += [name for name in PRIVATE["layout"] if name not in LayoutUpdate.__init__.__code__.co_varnames]
    names += [name for name in PRIVATE["chops"] if name not in ChopsUpdate.__init__.__code__.co_varnames]
    return ", ".join(names)


def pieces(update: object) -> Iterator[Piece] | None:
    """What a compositor's update draws, None where it is of a kind that only Textual can show."""
    from textual._compositor import ChopsUpdate, LayoutUpdate

    match update:
        case LayoutUpdate():
            return _lines(update)
        case ChopsUpdate():
            return _chops(update)
    return None


def _lines(update: "LayoutUpdate") -> Iterator[Piece]:
    for y, strips in enumerate(update.strips, update.region.y):
        yield Piece(update.region.x, y, [segment for strip in strips for segment in strip])


def _chops(update: "ChopsUpdate") -> Iterator[Piece]:
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < last and end > first:
                yield Piece(x, y, list(strip))


def shows(app: App[Any]) -> bool:
    """Whether what the app draws is to reach a terminal now."""
    driver = app._driver
    return bool(app._running and not app._closed and not app._batch_count and driver and not driver.is_headless and not driver.is_inline)


def write(app: App[Any], text: str, *, at_once: bool) -> None:
    """Have the driver write; `at_once` asks the terminal to show all of it together, where it can."""
    if app._driver is not None:
        if at_once and app._sync_available:
            text = f"\x1b[?2026h{text}\x1b[?2026l"
        app._driver.write(text)


def title(app: App[Any], text: str) -> None:
    """Let the window's title say this, as long as the app has the terminal; nothing where Textual writes itself."""
    told: Title | None = getattr(app._driver, "title", None)
    if told is not None and app._driver is not None and shows(app):
        told.tell(text, app._driver.write)


def mouse(app: App[Any], *, on: bool) -> None:
    """Have the terminal report the mouse, or no longer; nothing where there is no terminal, or a browser, which always does."""
    driver = app._driver
    if driver is not None and not driver.is_headless and not driver.is_web:
        driver._mouse = True  # the driver asks for nothing else before it writes either
        getattr(driver, "_enable_mouse_support" if on else "_disable_mouse_support")()
        driver._mouse = on


def caret(app: App[Any]) -> tuple[int, int] | None:
    """Where a person types: an input method shows its candidates there. None where nobody does."""
    if not hasattr(app.focused, "cursor_screen_offset"):
        return None
    place = app.screen.outer_size.clamp_offset(app.cursor_position)
    return place.x, place.y


def colours(app: App[Any]) -> ColorSystem:
    """The colours that the app uses."""
    return app.console._color_system or ColorSystem.TRUECOLOR


def guard(node: MessagePump, kind: type[Caught], caught: Callable[[Caught], None]) -> None:
    """Let a widget's loop outlive errors of one kind in what it does at a message, and what is beside it be done; `caught` hears of them."""
    if "_dispatch_message" in vars(node):
        return
    dispatch, methods = node._dispatch_message, node._get_dispatch_methods

    def guarded(work: Callable[[Message], Awaitable[None]]) -> Callable[[Message], Awaitable[None]]:
        async def done(message: Message) -> None:
            try:
                await work(message)
            except kind as error:
                caught(error)

        done._param_count = 1  # type: ignore[attr-defined] # otherwise it is looked up at every message
        return done

    def each(name: str, message: Message) -> Iterator[tuple[type, Callable[[Message], Awaitable[None]]]]:
        for owner, method in methods(name, message):
            yield owner, guarded(partial(invoke, method))

    node._dispatch_message = guarded(dispatch)  # type: ignore[method-assign, assignment]
    node._get_dispatch_methods = each  # type: ignore[method-assign, assignment]


def failed(app: App[Any], error: Exception) -> None:
    """End the app as for any other bug in drawing."""
    app._handle_exception(error)


def driver(start: Start, *, drained: Callable[[], None], back: Callable[[], None]) -> "type[Driver]":
    """Textual's driver for terminals with another way out, hearing keys in the terminal's encoding.

    `drained` is called once all is written, where somebody waits for it; `back` when the terminal comes back after a stop.
    """
    from textual.drivers.linux_driver import LinuxDriver

    class ThinDriver(LinuxDriver):
        """Writes through an outlet, goes on where the first page has begun."""

        def __init__(self, app: App[Any], **settings: Any) -> None:
            super().__init__(app, **settings)
            assert self._file is not None
            self.outlet = Outlet(self._file.fileno(), encoding=self._file.encoding, gone=partial(self._loop.call_soon_threadsafe, drained))
            self._file = self.outlet  # type: ignore[assignment]  # the thread that writes asks no more of a file
            self._first = True
            self.title = Title()

        def write(self, data: str) -> None:
            if not data.startswith(start.spared) and not (self._first and start.picture and data == ALTERNATE_SCREEN):
                self.outlet.announce()
                super().write(data)

        def start_application_mode(self) -> None:
            self.outlet.begin()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if self._first:
                self.attrs_before = start.attributes or self.attrs_before
                start.taken()
            else:
                back()
            self._first = False

        def stop_application_mode(self) -> None:
            self.write("\x1b[m")
            self.title.give_back(self.write)
            super().stop_application_mode()

    _hear_in(start.typed_in)
    return ThinDriver


def _hear_in(encoding: str) -> None:
    """Have the driver read keys in an encoding: it would read UTF-8 and end the app at a byte that is none."""
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = lambda _: partial(getincrementaldecoder(encoding), "replace")  # type: ignore[attr-defined, assignment]


def draw_less(app: App[Any], most: int) -> None:
    """Have the app draw so many pictures a second at most, as if that had been said when it was started; nothing with a Textual that is not known."""
    from textual import screen

    if missing():
        return
    screen.UPDATE_PERIOD = 1 / most  # type: ignore[misc] # each screen keeps the timer that it made with it
    for shown in app.screen_stack:
        shown._update_timer.stop()
        shown._Screen__update_timer = None  # type: ignore[attr-defined]
        shown.refresh()


def busy(app: App[Any]) -> bool:
    """Whether the terminal still takes in what was written before; then the driver tells when it has."""
    outlet: Outlet | None = getattr(app._driver, "outlet", None)
    return outlet is not None and outlet.wait_if_busy()
