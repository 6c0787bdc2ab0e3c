"""Keys pressed one after the other on a desk: how long until the screen shows what each did, and how many bytes that took."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.desk.harness import FULL_PAGE, Timed
from benchmarks.figures import percentile

UNSEEN_MS = 5_000.0
"""What a key counts that changed nothing within five seconds."""
PANE_REST_SECONDS = 0.15
"""Longer than the pane beside the list waits before it follows the cursor."""
WORDS = ("电梯", "路灯", "水压", "停运", "停车", "停电")
"""Each sign of these leaves other tickets than the one before."""


@dataclass
class Pressed:
    """What keys of one kind cost."""

    waits: list[float] = field(default_factory=list)
    """Milliseconds from the key to the last byte of the frame that shows what it did."""
    sizes: list[int] = field(default_factory=list)
    """Bytes until the screen rested for as long as was asked."""

    @property
    def told(self) -> str:
        """p50/p95/p99 of the waits."""
        return "/".join(f"{percentile(self.waits, share):,.1f}" for share in (0.5, 0.95, 0.99))

    def wait(self, share: float) -> float:
        """The wait below which this share of them lies."""
        return percentile(self.waits, share)

    @property
    def size(self) -> float:
        """The bytes of a usual one."""
        return percentile(self.sizes, 0.5)


@dataclass
class Interactive:
    """What a person does all day."""

    move: Pressed = field(default_factory=Pressed)
    line: Pressed = field(default_factory=Pressed)
    page: Pressed = field(default_factory=Pressed)
    narrow: Pressed = field(default_factory=Pressed)

    def add(self, more: "Interactive") -> None:
        """Count another round with this one."""
        for kind in ("move", "line", "page", "narrow"):
            mine, theirs = getattr(self, kind), getattr(more, kind)
            mine.waits += theirs.waits
            mine.sizes += theirs.sizes


def settle(terminal: Timed) -> None:
    """Wait for the first page, and until the desk has nothing more to load."""
    terminal.moment(lambda: terminal.tickets() >= FULL_PAGE)
    terminal.quiet(0.5, most=4)


def press(terminal: Timed, keys: Sequence[str], *, rest: float = 0.04) -> Pressed:
    """Press each key after the screen has rested for `rest` seconds, at odd moments of the second."""
    pressed = Pressed()
    for index, key in enumerate(keys):
        time.sleep(0.013 * (index % 7))
        terminal.quiet(rest, most=5 * rest)
        terminal.text()
        before, begun, first = terminal.seen(), len(terminal.received), len(terminal.pieces)
        sent = time.perf_counter()
        terminal.type(key)
        pressed.waits.append(_wait(terminal, before, first, sent, rest))
        pressed.sizes.append(len(terminal.received) - begun)
    return pressed


def _wait(terminal: Timed, before: object, first: int, sent: float, rest: float) -> float:
    while (time.perf_counter() - sent) * 1000 < UNSEEN_MS:
        terminal.quiet(rest, most=8 * rest)
        while terminal.fed < len(terminal.pieces):
            terminal.step()
            if terminal.fed > first and terminal.seen() != before:
                return (terminal.end_of_frame() - sent) * 1000
    return UNSEEN_MS


def interactive(terminal: Timed, *, times: int) -> Interactive:
    """Move within a page, scroll line by line, turn pages, and filter as one types; so many keys of the first kind, half or a third of the others."""
    settle(terminal)
    move = press(terminal, moves(times))
    to_the_edge(terminal)
    line = press(terminal, ["j"] * (times // 2))
    page = press(terminal, pages(times // 3))
    terminal.type("g")
    return Interactive(move, line, page, _narrow(terminal, times // 20))


def sizes(terminal: Timed, times: int) -> tuple[float, float, float]:
    """Bytes of a usual move, line scrolled and page turned, with what the pane shows of the ticket a moment later."""
    terminal.type("g")
    terminal.quiet(PANE_REST_SECONDS, most=2)
    move = press(terminal, moves(times), rest=PANE_REST_SECONDS)
    to_the_edge(terminal)
    line = press(terminal, ["j"] * times, rest=PANE_REST_SECONDS)
    return move.size, line.size, press(terminal, pages(times), rest=PANE_REST_SECONDS).size


def moves(times: int) -> list[str]:
    """So many keys that move within a page, from the first line on."""
    return ["j" if index % 40 < 25 else "k" for index in range(times)]


def pages(times: int) -> list[str]:
    """So many keys that turn pages, forth and back."""
    return ["pagedown" if index % 10 < 6 else "pageup" for index in range(times)]


def to_the_edge(terminal: Timed) -> None:
    """To where each further key moves the whole list by a line."""
    terminal.type("g", *["pagedown"] * 2, *"j" * 40)
    terminal.quiet(PANE_REST_SECONDS, most=2)


def _narrow(terminal: Timed, words: int) -> Pressed:
    """Type words into the filter sign by sign, and take them back."""
    narrow = Pressed()
    terminal.quiet(PANE_REST_SECONDS, most=2)
    terminal.type("/")
    terminal.quiet(PANE_REST_SECONDS, most=2)
    for index in range(words):
        part = press(terminal, [*WORDS[index % len(WORDS)], "backspace", "backspace"], rest=PANE_REST_SECONDS)
        narrow.waits += part.waits
        narrow.sizes += part.sizes
    terminal.type("esc")
    terminal.quiet(PANE_REST_SECONDS, most=2)
    return narrow
