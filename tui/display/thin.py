"""The thin display: an app whose output is what differs from what the terminal shows, and nothing while the line is full."""

from collections.abc import Iterator
from typing import Any

from rich.color import ColorSystem
from textual import events
from textual.app import App, ReturnType
from textual.screen import Screen

from tui.display import inside, web
from tui.display.picture import Picture
from tui.display.start import Start

TOGETHER_FROM = 1000
"""Bytes from which a terminal is asked to show a frame at once: less than that reaches it in one piece."""


class ThinDisplay(App[ReturnType]):
    """Mixin for an app: give it a `Start` before it runs. Without one, or with a Textual it does not know, Textual writes itself."""

    _start: Start | None = None
    _picture: Picture | None = None
    _holds = False
    _margins = False

    def be_thin(self, start: Start) -> str:
        """Write thinly from now on; returns what stands in the way, empty where nothing does. To be called before the app runs."""
        usual = self.get_driver_class().__name__
        if usual == web.NAME:
            start.give_back()
            self.driver_class = web.driver()
            return ""
        trouble = inside.missing() or (usual if usual != "LinuxDriver" else "")
        if trouble:
            start.give_back()
            return trouble
        start.pens.use(inside.colours(self))
        self._start, self._picture, self._holds = start, start.picture, start.picture is not None
        self.driver_class = inside.driver(start, drained=self._send, back=self.forget)
        return ""

    def show(self) -> None:
        """What was drawn so far may replace the first page now."""
        self._holds = False
        self._send()

    def forget(self) -> None:
        """Draw everything anew: the terminal may show anything."""
        if self._picture is not None:
            self._picture.forget()
            self.call_later(self._send)

    def write_plain(self) -> None:
        """Write all signs in ASCII from now on, and everything anew: the terminal draws some wider than was thought."""
        if self._start is not None:
            self._start.cells.be_plain()
        self.forget()

    def use_margins(self) -> None:
        """Move the lines of a list between margins from now on, as the terminal has them: what stands beside it stays where it is."""
        self._margins = True
        if self._picture is not None:
            self._picture.margins = True

    def spare_colours(self) -> bool:
        """Write 256 colours in place of 16 million from now on: half the bytes. False where there were no more. What is shown wants repainting."""
        if self._start is None or inside.colours(self) is not ColorSystem.TRUECOLOR:
            return False
        self._start.pens.use(ColorSystem.EIGHT_BIT)
        self._start.cells.forget()
        return True

    async def on_event(self, event: events.Event) -> None:
        """As Textual's; after a resize nobody knows what the terminal shows. Those before the first picture only tell its size."""
        if isinstance(event, events.Resize) and self._picture is not None and not self._holds:
            self._picture.forget()
            if self._picture.size == event.size:  # then nothing is drawn anew because of it
                self.call_later(self._send)
        await super().on_event(event)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if self._start is None or renderable is None or not inside.shows(self):
            super()._display(screen, renderable)
            return
        drawn = inside.pieces(renderable)
        if drawn is None:
            super()._display(screen, renderable)
            self.forget()
            return
        try:
            self._take(drawn, self._start)
            self._send()
        except Exception as error:
            inside.failed(self, error)
        finally:
            self.post_display_hook()

    def _take(self, drawn: Iterator[inside.Piece], start: Start) -> None:
        picture = self._picture
        if picture is None or picture.size != self.size:
            picture = self._picture = Picture(*self.size, start.pens, scrolls=start.scrolls, fills=start.fills, erases=start.erases)
            picture.margins = self._margins
        for x, y, segments in drawn:
            if 0 <= y < picture.height and x < picture.width:
                picture.put(x, y, [cell for text, style, control in segments if not control for cell in start.cells.of(text, style)])

    def _send(self) -> None:
        """Write what differs, unless the terminal still takes in what was written before: then the newest picture follows later."""
        if self._holds or self._picture is None or not inside.shows(self) or inside.busy(self):
            return
        if text := self._picture.difference(inside.caret(self)):
            inside.write(self, text, at_once=len(text) >= TOGETHER_FROM)
