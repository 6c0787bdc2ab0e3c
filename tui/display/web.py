"""Textual's driver for a browser, which ends with whoever serves it."""

from typing import TYPE_CHECKING

from textual import messages

if TYPE_CHECKING:
    from textual.driver import Driver

NAME = "WebDriver"
"""Of the driver that Textual takes where textual-serve asks it to."""


def driver() -> "type[Driver]":
    """The driver. It writes to a pipe, so nothing is spared: the desk's own display steps aside."""
    from textual.drivers.web_driver import WebDriver

    class BrowserDriver(WebDriver):
        """Leaves when its input ends: a server that was killed says no goodbye."""

        def run_input_thread(self) -> None:
            super().run_input_thread()
            if not self.exit_event.is_set():
                self._app.post_message(messages.ExitApp())

    return BrowserDriver
