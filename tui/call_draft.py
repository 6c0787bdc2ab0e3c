"""The call that is being typed, kept in a file until it is sent: a kill or a power cut loses no more than the last quarter of a second.

The file holds a name and a phone number. It lies beside the outbox, for its owner alone (0600); it goes when the call is sent, and is not taken
up again after a day. Each desk has a file of its own; one that a dead desk left is taken over by whoever next opens the form.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "call-draft.{pid}.json"
KEPT_SECONDS = 24 * 3600
"""Personal data does not lie about for longer; the caller has rung again by then."""


class CallDraft:
    """The draft of one desk, in the folder of its person's files."""

    def __init__(self, folder: Path, *, pid: int | None = None, name: str = NAME) -> None:
        """`pid` tells desks apart; without it, this process. `name` is for drafts of another kind."""
        self._folder, self._name = folder, name
        self.path = folder / name.format(pid=os.getpid() if pid is None else pid)

    def read(self, wall: float) -> dict[str, Any] | None:
        """What was typed last and not sent, here or by a desk that has died; None where there is nothing. `wall` is the time, epoch seconds."""
        for half in self._left(".new"):
            with suppress(OSError):
                half.unlink()
        for path in (self.path, *sorted(self._left(), key=lambda left: left.name)):
            with suppress(OSError, ValueError):
                if path.stat().st_mtime < wall - KEPT_SECONDS:
                    path.unlink()
                    continue
                if path != self.path:
                    os.rename(path, self.path)  # only one of two desks that want it gets it
                told = json.loads(self.path.read_bytes())
                if isinstance(told, dict):
                    return told
        return None

    def keep(self, raw: Mapping[str, Any]) -> None:
        """Put down what is typed. Raises OSError; then what was put down before still stands."""
        fresh = self.path.with_suffix(".new")
        with suppress(FileNotFoundError):
            fresh.unlink()
        try:
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(dict(raw), file, ensure_ascii=False)
            os.replace(fresh, self.path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise

    def drop(self) -> None:
        """The call is sent: nothing of it stays here. Raises OSError."""
        self.path.unlink(missing_ok=True)

    def sweep(self, wall: float) -> None:
        """Delete what is too old to be taken up again, and what dead desks were just writing, without reading any of it."""
        for path in (self.path, *self._left(), *self._left(".new")):
            with suppress(OSError):
                if path.suffix == ".new" or path.stat().st_mtime < wall - KEPT_SECONDS:
                    path.unlink()

    def _left(self, suffix: str = ".json") -> list[Path]:
        """What desks that run no more have left: drafts, or those they were just writing."""
        found = self._folder.glob(Path(self._name.format(pid="*")).with_suffix(suffix).name)
        return [path for path in found if path != self.path and not _runs(path.name.split(".")[1])]


def _runs(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
