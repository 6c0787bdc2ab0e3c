"""A desk that is left running for an hour while its line is cut every minute: what it holds in memory, and whether its copy is the hotline's."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import httpx

from tests.hotlines import Hotline, serving
from tests.stories.cuttable import Cuttable
from tests.stories.desks import environment
from tests.terminal import Terminal

SPEED = "60"
CUT_EVERY_SECONDS = 60.0
CUT_FOR_SECONDS = 10.0
LOOK_EVERY_SECONDS = 5.0
WARM_SHARE = 1 / 6
"""What is held in the first sixth of the time (ten minutes of an hour) is not judged."""
KEYS = ("j", "j", "k", "G", "g", "enter", "esc", "6", "esc", "2", "1", "/", "esc")
"""Pressed one a look, so that the desk is in use and not only there."""
STANDS_STILL_SECONDS = 120.0


class Seen(NamedTuple):
    """Memory at a moment: seconds since the start, MB of the desk, MB of its courier."""

    at: float
    desk: float
    courier: float


class Ran(NamedTuple):
    """What came of it."""

    seconds: float
    cuts: int
    events: int
    seen: tuple[Seen, ...]
    differing: tuple[str, ...]
    """Numbers of tickets that the copy has otherwise than the hotline; none where all is well."""

    def spread(self, of: str) -> float:
        """MB between the least and the most held by `desk` or `courier`, once warm."""
        held = [float(getattr(one, of)) for one in self.seen if one.at >= self.seconds * WARM_SHARE]
        return max(held) - min(held)

    def drift(self, of: str) -> float:
        """MB by which the last quarter's mean is above that of the first quarter after warming up."""
        held = [float(getattr(one, of)) for one in self.seen if one.at >= self.seconds * WARM_SHARE]
        quarter = max(1, len(held) // 4)
        return sum(held[-quarter:]) / quarter - sum(held[:quarter]) / quarter


def run(folder: Path, *, seconds: float, seed: int, tell: bool = False) -> Ran:
    """Run it; `tell` prints a line a minute."""
    living = ("--scenario", "endless", "--speed", SPEED, "--seed", str(seed), "--lang", "en")
    with serving(folder, *living) as hotline, Cuttable(hotline.url) as line:
        env = environment(hotline, "dispatcher", folder / "home", lang="en") | {"PAIDAN_URL": line.url}
        with Terminal([sys.executable, "-m", "tui"], cols=120, rows=40, env=env, timeout=60) as terminal:
            terminal.until(r"12345-\d+|\d{6,}")
            seen, cuts = _watched(terminal, line, seconds=seconds, tell=tell)
            differing = _compared(hotline, line, terminal, folder / "home", env["PAIDAN_TOKEN"])
            events = _events(hotline)
        return Ran(seconds, cuts, events, tuple(seen), tuple(differing))


def _watched(terminal: Terminal, line: Cuttable, *, seconds: float, tell: bool) -> tuple[list[Seen], int]:
    begun = time.monotonic()
    seen: list[Seen] = []
    cuts = looks = 0
    while (now := time.monotonic() - begun) < seconds:
        due = now % CUT_EVERY_SECONDS > CUT_EVERY_SECONDS - CUT_FOR_SECONDS
        if due and line.whole:
            line.cut()
            cuts += 1
        elif not due and not line.whole:
            line.restore()
        if now >= looks * LOOK_EVERY_SECONDS:
            terminal.type(KEYS[looks % len(KEYS)])
            looks += 1
            assert terminal.child.isalive(), "\n".join(terminal.text())
            seen.append(Seen(now, resident(terminal.child.pid), sum(map(resident, children(terminal.child.pid)))))
            if tell and looks % 12 == 1:
                print(f"{now:6.0f} s  desk {seen[-1].desk:5.1f} MB  courier {seen[-1].courier:5.1f} MB  cuts {cuts}", flush=True)  # noqa: T201
        terminal.pump(0.2)
        terminal.received.clear()
    line.restore()
    return seen, cuts


def _compared(hotline: Hotline, line: Cuttable, terminal: Terminal, home: Path, token: str) -> list[str]:
    """Let the city stand still, let the desk catch up, and compare every ticket."""
    hotline.end(signal.SIGTERM)
    hotline.change("--speed", "1", "--lang", "en")
    hotline.start()
    line.restore()
    [mirror] = home.rglob("mirror.db")
    deadline = time.monotonic() + STANDS_STILL_SECONDS
    differing = ["nothing was compared"]
    while differing and time.monotonic() < deadline:
        terminal.pump(0.5)
        theirs = dict(tickets_of(hotline, token))
        with closing(sqlite3.connect(f"file:{mirror}?mode=ro", uri=True)) as db:
            ours = dict(db.execute("SELECT number, version FROM ticket"))
        differing = sorted(number for number in ours.keys() | theirs.keys() if ours.get(number) != theirs.get(number))
    return differing


def tickets_of(hotline: Hotline, token: str) -> Iterator[tuple[str, int]]:
    """Number and version of every ticket as the hotline tells it now."""
    import json

    headers = {"Authorization": f"Bearer {token}", "Accept": "application/x-ndjson", "Accept-Encoding": "identity"}
    with httpx.stream("GET", f"{hotline.url}/v1/snapshot", headers=headers, timeout=60) as answer:
        lines = answer.iter_lines()
        columns = json.loads(next(lines))["columns"]
        number, version = columns.index("number"), columns.index("version")
        for text in lines:
            row = json.loads(text)
            yield row[number], row[version]


def _events(hotline: Hotline) -> int:
    with closing(sqlite3.connect(f"file:{hotline.database}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM event").fetchone()[0])


def resident(pid: int) -> float:
    """What a process holds in memory now, in MB."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def children(pid: int) -> list[int]:
    """Of a process, by id."""
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(one) for one in told.split()]
