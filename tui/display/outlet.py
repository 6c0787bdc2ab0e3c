"""The way out to the terminal, which knows whether all that was handed to it has gone."""

import os
import select
import threading
from collections.abc import Callable
from contextlib import suppress


class Outlet:
    """What a writing thread takes for the terminal's file. A terminal that is gone takes everything: nobody is there to see it."""

    def __init__(self, descriptor: int, *, encoding: str, gone: Callable[[], object]) -> None:
        """`gone` is called in the writing thread once all is written, where somebody waits for that."""
        self._descriptor = descriptor
        self._encoding = encoding
        self._gone = gone
        self._lock = threading.Lock()
        self._under_way = 0
        self._waiting = False

    def begin(self) -> None:
        """A new thread writes from now on; what an older one had not written is lost."""
        with self._lock:
            self._under_way, self._waiting = 0, False

    def announce(self) -> None:
        """One more text has been handed to the writing thread."""
        with self._lock:
            self._under_way += 1

    def wait_if_busy(self) -> bool:
        """Whether something is still under way; then `gone` will be called."""
        with self._lock:
            self._waiting = self._under_way > 0
            return self._waiting

    # -- what a writing thread asks of a file

    def write(self, text: str) -> None:
        """Write all of the text, however long the terminal takes."""
        data = memoryview(text.encode(self._encoding, "replace"))
        with suppress(OSError):
            while data:
                try:
                    data = data[os.write(self._descriptor, data) :]
                except BlockingIOError:
                    select.select([], [self._descriptor], [])
        with self._lock:
            self._under_way -= 1
            call, self._waiting = self._waiting and not self._under_way, self._waiting and bool(self._under_way)
        if call:
            with suppress(RuntimeError):  # the loop that waited has ended meanwhile
                self._gone()

    def flush(self) -> None:
        """Nothing is kept back."""

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._descriptor
