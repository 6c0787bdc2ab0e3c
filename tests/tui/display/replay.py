"""Output replayed in a terminal emulator, and screens compared as a person sees them."""

from tests.tui.display.sided import SidedScreen, SidedStream
from tui.display.cells import Cell
from tui.display.pens import Pens

Seen = tuple[str, str, bool, tuple[str, bool] | None]


class Replay:
    """A terminal without wrapping at its right edge, as the desk uses it."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.screen = SidedScreen(width, height)
        self.stream = SidedStream(self.screen)
        self.stream.feed("\x1b[?7l")

    def feed(self, text: str) -> "Replay":
        """Take output in."""
        self.stream.feed(text)
        return self

    def seen(self) -> list[list[Seen]]:
        """Every cell: sign, background, reversed or not, and colour and weight, which nobody sees on a blank."""
        return [[self._seen(x, y) for x in range(self.width)] for y in range(self.height)]

    def _seen(self, x: int, y: int) -> Seen:
        cell = self.screen.buffer[y][x]
        blank = cell.data == " " and not cell.reverse
        return cell.data, cell.bg, cell.reverse, None if blank else (cell.fg, cell.bold)


def plainly(lines: "list[list[Cell]]", pens: Pens) -> Replay:
    """The cells drawn in the most wasteful way: an address and a whole pen for each."""
    replay = Replay(len(lines[0]), len(lines))
    for y, line in enumerate(lines):
        for x, (text, pen, _) in enumerate(line):
            if text:
                replay.feed(f"\x1b[{y + 1};{x + 1}H{pens.step(None, pen)}{text}")
    return replay
