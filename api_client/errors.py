"""What can go wrong, named by what to do next.

HotlineError
├── Unreachable     keep it and try again; `retry_after` where the hotline said when
├── NotSignedIn     sign in again; nothing that waits is lost
├── Refused         show the sentence and settle
│   └── Stale       show what changed, then let the person ask again
├── NewLog          what is held belongs to another log: take a new snapshot
├── Gap             a page is missing: read on from one's own cursor
├── Unexpected      a bug on one side or the other: show it
└── LocalError      the file beside us would not: nothing of it was stored
    ├── DiskFull    make room, then the same again
    ├── Damaged     the file is no database any more
    ├── NewerFile   a newer paidan wrote it: use that one
    └── ReadOnly    this desk only reads
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api_client.models.misfit import misfit

if TYPE_CHECKING:
    from api_client.models.page import Problem


class HotlineError(Exception):
    """Anything that can go wrong between a desk, its files and its hotline."""


class Unreachable(HotlineError):
    """No answer, or a busy one. What was asked may have happened: ask again with the same id."""

    def __init__(
        self, why: str, detail: str = "", *, retry_after: float | None = None, silent: float = 0.0, code: str = "", where: str = ""
    ) -> None:  # fmt: skip
        super().__init__(detail or why)
        self.why = why
        """`refused`, `timeout`, `silent`, `cut`, `certificate`, `busy`, `too_fast`: the same in every language."""
        self.retry_after = retry_after
        """Seconds that the hotline asked to wait, if it did."""
        self.silent = silent
        """Seconds for which nothing had been heard before it was noticed."""
        self.code = code
        """What the hotline itself calls it, where it answers: `disk_full`, `stopping`, `unwell_writer` …"""
        self.where = where
        """The address that does not answer, as it may be shown, where it is another than the one that was given."""


class NotSignedIn(HotlineError):
    """The token is missing, wrong or over."""


class Refused(HotlineError):
    """The hotline will not do it, and says why in a sentence for the asker."""

    def __init__(self, problem: "Problem") -> None:
        super().__init__(problem.detail)
        self.problem = problem


class Stale(Refused):
    """The ticket changed in a way that matters since the version the asker had seen."""


class NewLog(HotlineError):
    """The hotline's log is another than the one held here, or does not reach as far."""


class Gap(HotlineError):
    """A page follows a later cursor than the one held here."""

    def __init__(self, held: int, after: int) -> None:
        super().__init__(f"the page follows {after}, but only {held} is held")
        self.held = held
        self.after = after


class Unexpected(HotlineError):
    """An answer that no hotline should give."""

    def __init__(self, detail: str, *, why: str = "unexpected") -> None:
        super().__init__(detail)
        self.why = why
        """`unexpected`, `no_hotline`, `too_much`, `of_another`, `goes_back`, `other_logs`: the same in every language; `bug` for one of our own."""


class NoStream(Exception):
    """The hotline, or something before it, offers no stream; the same pages can be polled."""


class LocalError(HotlineError):
    """A local file could not be read or written; `code` is the same in every language."""

    code = "file_trouble"

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path


class DiskFull(LocalError):
    """There is no room for it."""

    code = "disk_full"


class Damaged(LocalError):
    """The file is damaged."""

    code = "file_damaged"


class NewerFile(LocalError):
    """The file was written by a newer version of this program."""

    code = "file_newer"


class ReadOnly(LocalError):
    """The desk was started to read only."""

    code = "read_only"


_BY_RESULT: dict[int, type[LocalError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
}


def local_error(error: sqlite3.Error, path: Path) -> LocalError:
    """The same trouble in our words; SQLite's own sentence is kept in it."""
    code = getattr(error, "sqlite_errorcode", 0)
    kind = _BY_RESULT.get(code) or _BY_RESULT.get(code & 0xFF, LocalError)
    return kind(path, str(error))


def spoken(error: BaseException) -> str:
    """What an error says, for a person's eyes or a log: nothing of the values in which it was found, which may name people.

    A bug says where it is.
    """
    if isinstance(error, ValueError):
        return misfit(error)
    return str(error) if isinstance(error, (HotlineError, OSError)) else f"{error!r}{_place(error)}"


def _place(error: BaseException) -> str:
    """The last line of ours that it came through, and the line that raised it."""
    steps: list[tuple[Path, int]] = []
    at = error.__traceback__
    while at is not None:
        steps.append((Path(at.tb_frame.f_code.co_filename), at.tb_lineno))
        at = at.tb_next
    ours = [step for step in steps if Path(__file__).parent in step[0].parents]
    lines = dict.fromkeys(f"{path.name}:{line}" for path, line in (*ours[-1:], *steps[-1:]))
    return f" ({', '.join(lines)})" if lines else ""


@contextmanager
def local(path: Path) -> Iterator[None]:
    """Everything SQLite complains of inside becomes a `LocalError` that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise local_error(error, path) from error
