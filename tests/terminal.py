"""A program in a real pseudo-terminal, its screen read back by an emulator: what a person would see and type."""

import codecs
import os
import re
import signal
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType

import pexpect
import pyte
from wcwidth import wcwidth

KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "backspace": "\x7f", "f10": "\x1b[21~", "f1": "\x1bOP", "ctrl+s": "\x13",
    "ctrl+c": "\x03", "space": " ", "shift+tab": "\x1b[Z",
}  # fmt: skip
"""What a plain terminal sends for the keys that are not letters."""

_UNDRAWN = re.compile(rb"\x1b\[(?!\?69[hl])[<>=?][0-9;]*\$?[a-zA-Z]?")
"""Private modes and queries, but margins: they draw nothing, and pyte would print the tails of some."""

_BEGUN = re.compile(rb"\x1b(\[[<>=?]?[0-9;:]*\$?)?$")
"""A sequence whose end comes with the next bytes."""


class Screen(pyte.Screen):
    """A screen on which a line feed below the margins goes on downwards, as on a VT100; pyte goes back to the lower margin and scrolls there."""

    def cursor_down(self, count: int | None = None) -> None:
        """Downwards: to the margin, or to the edge from below it."""
        if self.margins is not None and self.cursor.y > self.margins.bottom:
            self.cursor.y = min(self.cursor.y + (count or 1), self.lines - 1)
        else:
            super().cursor_down(count)

    def cursor_up(self, count: int | None = None) -> None:
        """Upwards: to the margin, or to the edge from above it."""
        if self.margins is not None and self.cursor.y < self.margins.top:
            self.cursor.y = max(self.cursor.y - (count or 1), 0)
        else:
            super().cursor_up(count)


def drawn(sign: str) -> bool:
    """Whether pyte can place a sign: after one without width that is no combining mark it would drop the rest of the text."""
    return sign < "\u0300" or wcwidth(sign) != 0 or bool(unicodedata.combining(sign))


class Terminal:
    """Run a command in a terminal of a fixed size; use it as a context manager."""

    def __init__(
        self, command: Sequence[str], *, cols: int = 80, rows: int = 24, env: Mapping[str, str] | None = None, timeout: float = 45,
        encoding: str = "utf-8", answers: str = "",
    ) -> None:  # fmt: skip
        """`answers`: what it says when it is asked where its cursor stands; nothing at all where that is empty."""
        self.command = list(command)
        self.cols, self.rows = cols, rows
        self.env = {**os.environ, "TERM": "xterm-256color", **(env or {})}
        self.timeout = timeout
        self.screen = Screen(cols, rows)
        self.stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._begun = b""
        self.answers = answers
        self.received = bytearray()
        self.last_byte = 0.0
        """When the newest byte came, by the performance counter."""

    def __enter__(self) -> "Terminal":
        self.started = time.perf_counter()
        self.child = pexpect.spawn(self.command[0], self.command[1:], env=self.env, dimensions=(self.rows, self.cols), timeout=self.timeout)
        self.child.delaybeforesend = None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with suppress(pexpect.ExceptionPexpect):  # the kernel has a tenth of a second to put away what was killed
            self.child.close(force=True)
        if not self.child.closed:
            os.kill(self.child.pid, signal.SIGKILL)
            os.waitpid(self.child.pid, 0)

    def type(self, *keys: str) -> None:
        """Type keys by name, or text as it is."""
        self.child.send("".join(KEYS.get(key, key) for key in keys))

    def paste(self, text: str) -> None:
        """Paste as a terminal with bracketed paste does."""
        self.child.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, *, cols: int, rows: int) -> None:
        """Change the size of the window."""
        self.cols, self.rows = cols, rows
        self.screen.resize(rows, cols)
        self.child.setwinsize(rows, cols)

    def pump(self, wait: float = 0.05) -> bytes:
        """Read what has come, waiting at most `wait` seconds for a first byte; empty when nothing came or the program has ended."""
        try:
            data = bytes(self.child.read_nonblocking(size=65536, timeout=wait))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return b""
        self.last_byte = time.perf_counter()
        self.received += data
        if asked := data.count(b"\x1b[6n"):
            self.child.send(self.answers * asked)
        self.draw(data)
        return data

    def draw(self, data: bytes) -> None:
        """Show output on the screen."""
        data = self._begun + data
        begun = _BEGUN.search(data)
        data, self._begun = (data[: begun.start()], begun[0]) if begun else (data, b"")
        self.stream.feed("".join(filter(drawn, self._decoder.decode(_UNDRAWN.sub(b"", data)))))

    def text(self) -> list[str]:
        """The lines on the screen, right blanks cut."""
        return ["".join(self.screen.buffer[y][x].data for x in range(self.cols)).rstrip() for y in range(self.rows)]

    def shows(self, pattern: str) -> bool:
        """Whether a pattern is found on one line of the screen."""
        return any(re.search(pattern, line) for line in self.text())

    def until(self, condition: str | Callable[[], bool], *, timeout: float | None = None) -> None:
        """Read until a pattern is on the screen or a condition holds; AssertionError with the screen where it never does."""
        holds = condition if callable(condition) else lambda: self.shows(condition)
        deadline = time.perf_counter() + (timeout or self.timeout)
        while not holds():
            if time.perf_counter() > deadline:
                raise AssertionError(f"never seen: {condition}\n" + "\n".join(self.text()))
            if not self.pump() and not self.child.isalive() and not self.pump() and not holds():
                raise AssertionError(f"ended with {self.child.exitstatus} before: {condition}\n" + "\n".join(self.text()))

    def quiet(self, length: float = 0.15, *, most: float = float("inf")) -> None:
        """Read until nothing has come for a while, or for `most` seconds where something always comes."""
        deadline = time.perf_counter() + most
        while self.pump(length) and time.perf_counter() < deadline:
            pass

    def ended(self, *, timeout: float = 20) -> int:
        """Read to the end; the exit status."""
        deadline = time.perf_counter() + timeout
        while self.child.isalive():
            assert time.perf_counter() < deadline, "still running\n" + "\n".join(self.text())
            self.pump()
        while self.pump():
            pass
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0))
