"""Where a piece of work keeps its files: in memory where there is such a place, as it is about processes that end, not about power that does."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="paidan-torture-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as made:
        yield Path(made)
