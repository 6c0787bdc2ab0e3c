"""A hotline that serves a store in a process of its own, ended whatever happens, and what its process costs."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

PATIENCE_SECONDS = 180
LOOK_SECONDS = 0.5
IDLE = 0.1
"""Share of a core below which it has nothing in hand; streams that are kept alive are a few hundredths."""
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
        """Wait until it holds its open tickets in memory; after how many seconds that was."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            with urllib.request.urlopen(f"{self.url}/metrics", timeout=PATIENCE_SECONDS) as told:
                if re.search(rb"^hotline_held [1-9]", told.read(), re.MULTILINE):
                    break
            time.sleep(LOOK_SECONDS)
        return time.monotonic() - began

    def rested(self) -> None:
        """Wait until what was begun, such as opening thousands of streams, is done."""
        began, worked = time.monotonic(), self.worked
        while time.monotonic() - began < PATIENCE_SECONDS:
            time.sleep(LOOK_SECONDS)
            before, worked = worked, self.worked
            if worked - before < IDLE * LOOK_SECONDS:
                break


@contextmanager
def serving(database: Path | str) -> Iterator[Serving]:
    """Serve a file, or what lies behind a URL. The hotline ends with the block, and with this process however that ends: it reads our pipe."""
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
