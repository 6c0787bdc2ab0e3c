"""Keys pressed one after the other on a desk: how long until the screen shows what each did, and how many bytes that took."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.desk.harness import FULL_PAGE, Timed
from benchmarks.figures import percentile

UNSEEN_MS = 5_000.0
"""What a key counts that changed nothing within five seconds."""
WORDS = ("电梯", "路灯", "水压", "停运", "停车", "停电")
"""Each sign of these leaves other tickets than the one before."""


@dataclass
class Pressed:
    """What keys of one kind cost."""

    waits: list[float] = field(default_factory=list)
    """Milliseconds from the key to the last byte of the frame that shows what it did."""
    sizes: list[int] = field(default_factory=list)
    """Bytes until the screen rested."""

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

    move: Pressed
    line: Pressed
    page: Pressed
    narrow: Pressed


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


def interactive(terminal: Timed, *, times: int, rest: float = 0.04) -> Interactive:
    """Move within a page, scroll line by line, turn pages, and filter as one types; so many keys of the first kind, half or a third of the others."""
    settle(terminal)
    move = press(terminal, ["j" if index % 40 < 25 else "k" for index in range(times)], rest=rest)
    terminal.type("g", *["pagedown"] * 2, *"j" * 40)
    terminal.quiet(2 * rest, most=2)
    line = press(terminal, ["j"] * (times // 2), rest=rest)
    page = press(terminal, (["pagedown"] * 6 + ["pageup"] * 4) * (times // 30), rest=rest)
    terminal.type("g")
    return Interactive(move, line, page, _narrow(terminal, times // 20, rest))


def _narrow(terminal: Timed, words: int, rest: float) -> Pressed:
    """Type words into the filter sign by sign, and take them back."""
    narrow = Pressed()
    terminal.quiet(2 * rest, most=2)
    terminal.type("/")
    terminal.quiet(5 * rest, most=2)
    for index in range(words):
        part = press(terminal, [*WORDS[index % len(WORDS)], "backspace", "backspace"], rest=max(rest, 0.15))
        narrow.waits += part.waits
        narrow.sizes += part.sizes
    terminal.type("esc")
    terminal.quiet(2 * rest, most=2)
    return narrow
