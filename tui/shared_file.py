"""A small file that several desks of one person change: one at a time, whole or not at all, and for its owner alone."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where the last desk to write is believed
    fcntl = None  # type: ignore[assignment]

PATIENCE_SECONDS = 1.0
"""Another desk writes for a thousandth of it; one that was stopped in the midst must not stop this one."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold other desks off while what is in the file is read, changed and written; nobody where no lock can be had."""
    try:
        lock = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600) if fcntl else -1
    except OSError:
        lock = -1
    if lock < 0:
        yield
        return
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(0.002)
        yield
    finally:
        os.close(lock)


def write(path: Path, text: str) -> None:
    """Put a text in the place of what is there. Raises OSError, and leaves what is there."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
