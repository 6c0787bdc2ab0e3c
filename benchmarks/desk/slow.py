"""A slow line as a program: runs a command in a terminal of its own, and lets what passes in and out take its time, as over a modem or a satellite.

`python -m benchmarks.desk.slow --bits 64000 --rtt 200 -- paidan` shows how the desk feels there. Bytes are paced as the line carries them, then
delayed by half the round trip. What the line has not taken yet waits in a small buffer; when that is full the command waits, as on a real one.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
import tty
from collections import deque
from collections.abc import Sequence
from contextlib import suppress

BITS_PER_SECOND = 64_000
ROUND_TRIP_MS = 200
BUFFER_BYTES = 4_096
"""What waits at the line's near end before whoever writes has to wait."""
SLICE_BYTES = 32
"""Bytes that arrive together: 4 ms of such a line."""


class Way:
    """One direction of the line. Moments are of any clock, in seconds."""

    def __init__(self, bits_per_second: float, delay: float) -> None:
        self._rate, self._delay = bits_per_second / 8, delay
        self._free = 0.0
        """When all that was put in has left the near end."""
        self._under_way: deque[tuple[float, bytes]] = deque()

    def put(self, data: bytes, now: float) -> None:
        """Something is sent."""
        for at in range(0, len(data), SLICE_BYTES):
            part = data[at : at + SLICE_BYTES]
            self._free = max(self._free, now) + len(part) / self._rate
            self._under_way.append((self._free + self._delay, part))

    def room(self, now: float) -> int:
        """How many bytes more may wait at the near end."""
        waiting = max(0.0, self._free - now) * self._rate
        return max(0, BUFFER_BYTES - round(waiting))

    def arrived(self, now: float) -> bytes:
        """What has come to the far end since the last look."""
        parts = []
        while self._under_way and self._under_way[0][0] <= now:
            parts.append(self._under_way.popleft()[1])
        return b"".join(parts)

    def wait(self, now: float) -> float | None:
        """Seconds until something arrives; None where nothing is under way."""
        return max(0.0, self._under_way[0][0] - now) if self._under_way else None


def soonest(*waits: float | None) -> float | None:
    """The shortest wait, None where nobody waits."""
    return min((wait for wait in waits if wait is not None), default=None)


def carry(terminal: int, there: Way, back: Way) -> None:
    """Carry bytes between our own terminal and the command's until that ends."""
    heard, open_ = [0], True
    while open_ or back.wait(time.monotonic()) is not None:
        now = time.monotonic()
        full = back.room(now) <= 0
        wait = soonest(there.wait(now), back.wait(now), SLICE_BYTES / 1000 if full else None)
        ready, _, _ = select.select([*heard, *([terminal] if open_ and not full else [])], [], [], wait)
        if 0 in ready:
            typed = os.read(0, 1024)
            there.put(typed, time.monotonic())
            heard = heard if typed else []
        if terminal in ready:
            told = b""
            with suppress(OSError):  # the command has ended
                told = os.read(terminal, min(1024, max(1, back.room(time.monotonic()))))
            back.put(told, time.monotonic())
            open_ = bool(told)
        now = time.monotonic()
        if (typed := there.arrived(now)) and open_:
            os.write(terminal, typed)
        _write(back.arrived(now))


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(1, data) :]


def _take_size(terminal: int) -> None:
    """Give the command's terminal the size of ours."""
    with suppress(OSError):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8))


def run(command: Sequence[str], bits: float, round_trip: float) -> int:
    """Run a command at the end of such a line; its exit status."""
    there, back = Way(bits, round_trip / 2), Way(bits, round_trip / 2)
    size = fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8)
    child, terminal = pty.fork()
    if not child:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.execvp(command[0], list(command))
    before = termios.tcgetattr(0)
    tty.setraw(0, termios.TCSANOW)  # what was typed before is kept
    signal.signal(signal.SIGWINCH, lambda *_: _take_size(terminal))
    try:
        carry(terminal, there, back)
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk.slow", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--bits", type=float, default=BITS_PER_SECOND, help="bits a second, each way (default 64000)")
    parser.add_argument("--rtt", type=float, default=ROUND_TRIP_MS, help="milliseconds there and back (default 200)")
    parser.add_argument("command", nargs="+")
    told = parser.parse_args()
    return run(told.command, told.bits, told.rtt / 1000)


if __name__ == "__main__":
    sys.exit(main())
