"""A hotline of one's own for a demo: a child process and a temporary folder, both gone when the demo is over."""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NamedTuple

READY = re.compile(r"https?://[^\s\"']+")
"""The hotline's first line with an address in it says that it answers there."""
PREPARED = re.compile(r'"prepared": ([0-9.]+)')
"""Lines before it tell how much of the city's past is played."""
POLITE_SECONDS = 5.0
"""How long the hotline may take to close its files before it is ended."""
ENDING = ("SIGTERM", "SIGHUP")
NOTE = "demo.json"
ROOT = Path(__file__).parents[2]


class Wish(NamedTuple):
    """What kind of city is wanted."""

    scenario: str
    speed: float | None
    """None: as the scenario says."""
    tickets: int | None
    """None: as the scenario says."""
    lang: str
    city: str = ""
    """A name or a whole path; empty: the one for which scenarios are written."""


class Demo(NamedTuple):
    """A demo that runs; `password` is the same for all its accounts and made for this run."""

    folder: Path
    url: str
    password: str
    pid: int
    """Of the process that answers for the demo."""
    child: "subprocess.Popen[str] | None" = None
    """The hotline; None in a demo that another process runs."""
    city: str = ""
    """As it was wished."""

    def wait(self) -> int:
        """Wait until the hotline ends by itself; its exit code."""
        return self.child.wait() if self.child else 0


class NoDemo(Exception):
    """The demo's hotline did not start; the text is the end of what it said."""


def _prefix() -> str:
    return f"paidan-demo-{os.getuid() if hasattr(os, 'getuid') else 0}-"


@contextmanager
def hotline(
    wish: Wish, progress: Callable[[float], None] = lambda _: None, *, meanwhile: Callable[[], object] = lambda: None
) -> Iterator[Demo]:  # fmt: skip
    """Run a hotline as long as the block lasts. Signals that end this process end the block first. Raises NoDemo.

    `progress` hears how much of the city's past is played, 0 to 1; `meanwhile` is done while it starts.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_prefix()))
    child: subprocess.Popen[str] | None = None
    with _heeding(_leave, ENDING):
        try:
            password = secrets.token_urlsafe(9)
            child = _start(wish, folder, password)
            meanwhile()
            demo = Demo(folder, _address(child, folder, progress), password, os.getpid(), child, wish.city)
            _write_note(demo)
            yield demo
        finally:
            # A terminal that closes sends several signals; the second one must not cut the tidying short.
            with _heeding(signal.SIG_IGN, (*ENDING, "SIGINT")):
                if child:
                    _stop(child)
                shutil.rmtree(folder, ignore_errors=True)


def running() -> Demo | None:
    """The demo that this user started last and that still runs."""
    found = [demo for demo in _demos() if _alive(demo.pid)]
    return max(found, key=lambda demo: (demo.folder / NOTE).stat().st_mtime, default=None)


def _start(wish: Wish, folder: Path, password: str) -> "subprocess.Popen[str]":
    options = ["--database", str(folder / "hotline.db"), "--port", "0", "--scenario", wish.scenario, "--progress"]
    options += ["--lang", wish.lang, "--with-parent"] + ([] if wish.speed is None else ["--speed", str(wish.speed)])
    options += [] if wish.tickets is None else ["--tickets", str(wish.tickets)]
    options += ["--city", wish.city] if wish.city else []
    # -P and a folder of our own: a `fixtures` in the folder one happens to stand in must not be run instead of ours.
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "HOTLINE_DEMO_PASSWORD": password}
    with (folder / "hotline.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "fixtures", "serve", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8", errors="replace",
            cwd=folder, env=environment, start_new_session=True,
        )  # fmt: skip


def _address(child: "subprocess.Popen[str]", folder: Path, progress: Callable[[float], None]) -> str:
    """Wait until the hotline says where it answers. It says so once, or it ends."""
    assert child.stdout is not None
    for line in child.stdout:
        if found := READY.search(line):
            return found[0].rstrip("/")
        if part := PREPARED.search(line):
            progress(float(part[1]))
    said = (folder / "hotline.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise NoDemo("\n".join(said[-5:]) or f"exit code {child.wait()}")


def _stop(child: "subprocess.Popen[str]") -> None:
    """End the hotline: it goes when its stdin closes; a signal follows where it does not."""
    if child.stdin:
        with suppress(OSError):
            child.stdin.close()
    for end in (None, child.terminate, child.kill):
        if end:
            end()
        with suppress(subprocess.TimeoutExpired):
            child.wait(POLITE_SECONDS)
            break
    if child.stdout:
        child.stdout.close()


def _leave(number: int, _frame: FrameType | None) -> None:
    """Leave the block as an exit does, so that everything on the way out is done."""
    raise SystemExit(128 + number)


@contextmanager
def _heeding(answer: Callable[[int, FrameType | None], object] | signal.Handlers, names: Iterable[str]) -> Iterator[None]:
    """Answer signals in this way for as long as the block lasts."""
    kinds = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {kind: signal.signal(kind, answer) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _write_note(demo: Demo) -> None:
    """Leave the address for a second person of the same user; the folder is nobody else's to read."""
    file = demo.folder / NOTE
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as note:
        json.dump({"url": demo.url, "password": demo.password, "pid": demo.pid, "city": demo.city}, note)


def _demos() -> Iterator[Demo]:
    for note in Path(tempfile.gettempdir()).glob(f"{_prefix()}*/{NOTE}"):
        with suppress(OSError, ValueError, KeyError):
            if hasattr(os, "getuid") and note.parent.lstat().st_uid != os.getuid():
                continue
            told = json.loads(note.read_text(encoding="utf-8"))
            yield Demo(note.parent, told["url"], told["password"], told["pid"], city=told.get("city", ""))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _sweep() -> None:
    """Remove what a demo left behind that was killed."""
    for demo in _demos():
        if not _alive(demo.pid):
            shutil.rmtree(demo.folder, ignore_errors=True)
