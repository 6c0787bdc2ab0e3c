"""A desk that stays: where a file beside it would not, that is said for as long as it lasts, and every other key goes on working."""

from typing import TYPE_CHECKING

from textual.app import App
from textual.worker import WorkerFailed

from api_client.errors import LocalError
from tui.desk import Desk
from tui.display import inside
from tui.link import Arrived, Noted

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.dom import DOMNode
    from textual.message import Message
    from textual.widget import Widget

TRY_EVERY_SECONDS = 5
"""So often the files are tried again and the sentence is said again: sooner than it would leave the status line."""


class Steady(App[int]):
    """Mixin for the desk's app: the one place that catches a LocalError which nobody nearer did. Any other error ends the desk as before."""

    desk: Desk
    _trouble: LocalError | None = None
    _seconds_in_trouble = 0

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        inside.guard(self, LocalError, self.file_failed)

    def _register_child(self, parent: "DOMNode", child: "Widget", before: int | None, after: int | None) -> None:
        """Every screen and widget hears its messages through the guard: an error that left its loop would leave it deaf."""
        inside.guard(child, LocalError, self.file_failed)
        super()._register_child(parent, child, before, after)

    def _handle_exception(self, error: Exception) -> None:
        """What comes from timers, workers and drawing; those go on by themselves."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, LocalError):
            self.file_failed(cause)
        else:
            super()._handle_exception(error)

    def file_failed(self, error: LocalError) -> None:
        """Say that a file would not; the same trouble is said again only as it lasts."""
        known, self._trouble = self._trouble, error
        if known is None or str(known) != str(error):
            self._seconds_in_trouble = 0
            self._say_trouble(error)

    def try_files(self) -> None:
        """A second has passed: after some of them try again, and let every screen catch up on what it missed once the files can be read."""
        if self._trouble is None:
            return
        self._seconds_in_trouble += 1
        if self._seconds_in_trouble % TRY_EVERY_SECONDS:
            return
        try:
            self.desk.heard(anew=True)
            self.desk.pending()
        except LocalError as error:
            self._trouble = error
            self._say_trouble(error)
        else:
            self._trouble = None
            self._to_all(lambda: Arrived(frozenset()))

    def _say_trouble(self, error: LocalError) -> None:
        from api_client.models.text import clean  # here, because it loads the models

        text = self.desk.say("desk.file_sick", why=clean(str(error).removeprefix(f"{error.path.parent}/")))
        self._to_all(lambda: Noted(text, alarm=True))

    def _to_all(self, message: "Callable[[], Message]") -> None:
        for screen in self.screen_stack:
            screen.post_message(message())
