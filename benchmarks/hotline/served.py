"""A hotline that serves a store in a process of its own, ended whatever happens, and what its process costs."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

PATIENCE_SECONDS = 60
LOOK_SECONDS, AT_REST = 1.5, 0.1
"""It is at rest once it works less than this share of a core."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Serving(NamedTuple):
    """A hotline that answers."""

    host: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{self.host}:{self.port}"

    @property
    def memory(self) -> int:
        """Bytes of its process that are in memory now."""
        pages = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGESIZE")

    @property
    def worked(self) -> float:
        """Seconds that its process has been at work."""
        told = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / _TICKS

    def settled(self) -> float:
        """Wait until it has nothing more to do by itself; after how many seconds that was."""
        began, before = time.monotonic(), self.worked
        while time.monotonic() - began < PATIENCE_SECONDS * 2:
            time.sleep(LOOK_SECONDS)
            before, last = self.worked, before
            if before - last < LOOK_SECONDS * AT_REST:
                break
        return time.monotonic() - began


@contextmanager
def serving(database: Path) -> Iterator[Serving]:
    """Serve a database. The hotline ends with the block, and with this process however that ends: it reads our pipe."""
    words = (sys.executable, "-m", "fixtures", "serve", "--port", "0", "--with-parent", "--database", str(database))
    child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert child.stdout is not None
        told = json.loads(child.stdout.readline())
        at = urlsplit(told["url"])
        assert at.hostname is not None
        assert at.port is not None
        yield Serving(at.hostname, at.port, told["pid"])
    finally:
        child.terminate()
        try:
            child.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
