"""What a desk does without: asyncio loads TLS for whoever wants it, and in a desk nobody does; its courier talks to the hotline."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_tls() -> Iterator[None]:
    """Have nothing load `ssl` inside the block: four megabytes of every desk. It can be loaded afterwards; where it is loaded already, it stays."""
    if "ssl" in sys.modules:
        yield
        return
    sys.modules["ssl"] = None  # type: ignore[assignment] # what Python itself takes for a module that cannot be imported
    try:
        yield
    finally:
        sys.modules.pop("ssl", None)
