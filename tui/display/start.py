"""What a thin display finds on the terminal when it starts; free of Textual, for the first page is drawn before that is loaded."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tui.display.cells import Cells
from tui.display.pens import Pens
from tui.display.picture import Picture


def _nothing() -> None:
    """Nobody wants to know."""


class Start(NamedTuple):
    """The terminal as it is handed over."""

    pens: Pens
    cells: Cells
    picture: Picture | None = None
    """The page that is already there; it stays until `ThinDisplay.show`."""
    attributes: list[Any] | None = None
    """The terminal's attributes (termios) before the page was shown: they are left behind at the end."""
    spared: tuple[str, ...] = ()
    """How the sequences begin that this terminal would print rather than obey."""
    scrolls: bool = True
    """Whether this terminal can move lines itself."""
    fills: bool = False
    """Whether what it erases gets the colour of the ground."""
    erases: bool = False
    """Whether this terminal can erase cells inside a line."""
    typed_in: str = "utf-8"
    """The encoding in which keys arrive; what is none of its bytes becomes a replacement sign and ends nothing."""
    taken: Callable[[], None] = _nothing
    """Called when Textual has the terminal in its hands, and gives it back by itself."""
    give_back: Callable[[], None] = _nothing
    """Called to have the page away and the terminal as it was, where Textual must start by itself."""
