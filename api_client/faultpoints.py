"""Where a test may break the desk or the hotline: every point by its name. Nothing happens at any of them unless PAIDAN_FAULT says so.

`PAIDAN_FAULT=committed:3:kill` ends the process as `kill -9` would when it comes to that point for the third time; `written:1+:full` has the disk
be full from the first time on. Several are parted by commas. Each process counts for itself and says on stderr what it is armed with.
"""

import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

VARIABLE = "PAIDAN_FAULT"
SLOW_SECONDS = 0.5


class Point(StrEnum):
    """A place in the program, named by what has just been done there, with a sentence about it."""

    sentence: str

    def __new__(cls, name: str, sentence: str = "") -> "Point":
        """A point of this name."""
        point = str.__new__(cls, name)
        point._value_, point.sentence = name, sentence
        return point

    REQUEST_READ = "request_read", "hotline: a command was read, nobody has looked at it yet"
    BEFORE_BEGIN = "before_begin", "hotline: commands are about to be decided, no transaction is open"
    HALF_WRITTEN = "half_written", "hotline: the events are written, the tickets' rows are not"
    WRITTEN = "written", "hotline: everything is written, nothing is committed"
    COMMITTED = "committed", "hotline: the transaction is on the disk, nobody has been answered"
    BEFORE_FEED = "before_feed", "hotline: the transaction is on the disk, no reader of the feed has been told"
    BEFORE_ANSWER = "before_answer", "hotline: the answer is ready, not a byte of it is sent"
    CHECKPOINT = "checkpoint", "hotline: the write-ahead log is being moved into the file; a kill strikes from beside, in the midst of it"
    SNAPSHOT = "snapshot", "hotline: a piece of a snapshot is sent, more would follow"
    UPGRADE = "upgrade", "hotline: a database of an older version is changed, nothing is committed"
    REBUILD = "rebuild", "hotline: one ticket's rows are made anew, others would follow"
    BACKUP = "backup", "hotline: some pages of a backup are copied, more would follow"
    PHOTOGRAPH = "photograph", "hotline: a photograph is copied into a backup or out of one, more would follow"
    BACKED_UP = "backed_up", "hotline: all pages of a backup are copied, it has not its name yet"
    STOPPING = "stopping", "hotline: it was told to stop, readers have not been told"

    OUTBOX_HALF = "outbox_half", "desk: a command is in the outbox, nothing is committed"
    OUTBOX_WRITTEN = "outbox_written", "desk: a command is in the outbox for good, the key is not answered"
    BEFORE_SEND = "before_send", "desk: it is noted that sending is begun, nothing is sent"
    ANSWER_READ = "answer_read", "desk: the hotline's answer is read, it is not noted"
    ANSWER_NOTED = "answer_noted", "desk: the answer is in the outbox, nobody has been told"
    PAGE_HALF = "page_half", "desk: a page's tickets are in the mirror, its cursor is not, nothing is committed"
    SNAPSHOT_HALF = "snapshot_half", "desk: a snapshot's tickets are in the mirror, its cursor is not, nothing is committed"


class Kind(StrEnum):
    """What happens at a point."""

    KILL = "kill"
    """The process ends at once, as by `kill -9`."""
    FULL = "full"
    """SQLite says that the disk is full; only where a file is being written."""
    SLOW = "slow"
    """It takes SLOW_SECONDS longer."""


WITH_A_FILE = frozenset(
    {Point.HALF_WRITTEN, Point.WRITTEN, Point.CHECKPOINT, Point.UPGRADE, Point.REBUILD, Point.BACKUP, Point.PHOTOGRAPH}
    | {Point.OUTBOX_HALF, Point.PAGE_HALF, Point.SNAPSHOT_HALF}
)
"""Where a file is being written, so that its disk can be full."""


class Unarmed(ValueError):
    """What PAIDAN_FAULT says cannot be read."""


class _Fault(NamedTuple):
    first: int
    ever: bool
    kind: Kind

    def strikes(self, time: int) -> bool:
        return time == self.first or (self.ever and time > self.first)


_armed: dict[Point, _Fault] = {}
_times: dict[Point, int] = {}
_lock = threading.Lock()


def arm(environ: Mapping[str, str]) -> None:
    """Arm the points that the environment names, none where it names none, and say so on stderr. Raises Unarmed."""
    armed = dict(_read(part.strip()) for part in environ.get(VARIABLE, "").split(",") if part.strip())
    _armed.clear()
    _times.clear()
    _armed.update(armed)
    for point, (first, ever, kind) in armed.items():
        sys.stderr.write(f"ARMED FOR A TEST by {VARIABLE}: {kind} at {point}, time {first}{' and after' if ever else ''} ({point.sentence})\n")
    sys.stderr.flush()


def reached(point: Point) -> None:
    """Say that the program is at a point. Costs nothing worth counting while nothing is armed. Raises sqlite3.OperationalError where armed so."""
    if _armed and (fault := _struck(point)):
        _strike(point, fault.kind)


def entered(point: Point) -> None:
    """As `reached`, for work that is one call of somebody else's code: a kill strikes from a thread beside, while the caller goes on."""
    if not _armed or (fault := _struck(point)) is None:
        return
    if fault.kind is Kind.KILL:
        threading.Thread(target=_strike, args=(point, fault.kind)).start()
    else:
        _strike(point, fault.kind)


def _struck(point: Point) -> _Fault | None:
    fault = _armed.get(point)
    if fault is None:
        return None
    with _lock:
        _times[point] = time = _times.get(point, 0) + 1
    return fault if fault.strikes(time) else None


def _strike(point: Point, kind: Kind) -> None:
    sys.stderr.write(f"{VARIABLE}: {kind} at {point}\n")
    sys.stderr.flush()
    match kind:
        case Kind.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        case Kind.SLOW:
            time.sleep(SLOW_SECONDS)
        case Kind.FULL:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error


def _read(part: str) -> tuple[Point, _Fault]:
    name, _, rest = part.partition(":")
    times, _, kind = rest.partition(":")
    count = times.removesuffix("+")
    if name not in list(Point) or kind not in list(Kind) or not (count.isascii() and count.isdigit() and int(count)):
        points, kinds = ", ".join(Point), "|".join(Kind)
        raise Unarmed(f"{VARIABLE}={part!r}: should be POINT:TIME:{kinds}, TIME 1, 2, 3 … or 3+, POINT one of {points}")
    if kind == Kind.FULL and name not in WITH_A_FILE:
        raise Unarmed(f"{VARIABLE}={part!r}: no file is written at {name}; full makes sense at {', '.join(sorted(WITH_A_FILE))}")
    return Point(name), _Fault(int(count), times.endswith("+"), Kind(kind))
