"""What was typed into forms and not sent, kept until it is: a desk that is killed loses no more than the last quarter of a second.

A draft may hold a name and a phone number. Each is a file of its own beside the outbox, for its owner alone (0600), named after the desk that writes
it; another desk leaves it alone until that one has died, and takes it over then. It goes with the key that sends it, or after a day.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

CALL = "register"
"""The key of calls."""
KEPT_SECONDS = 24 * 3600
"""Personal data does not lie about for longer; the caller has rung again by then."""
MOST = 100
"""The oldest go first."""
KIND = "draft"
"""Files are called `draft.PID.ID.json`; their time is when they were typed."""
OLDER_CALL, OLDER_FORMS = "call-draft", "form-drafts"
"""As an older desk called its files, one a desk: that of the call, and that of all other forms. They are taken over once."""


class Draft:
    """What was typed into one form."""

    __slots__ = ("at", "id", "key", "raw")

    def __init__(self, key: str, raw: Mapping[str, Any] | None = None, at: float = 0.0, id: str = "") -> None:
        """`key` names the command and the tickets, `raw` the values by field, `at` is when it was typed in epoch seconds; a new one has a new id."""
        self.key = key
        self.raw = raw or {}
        self.at = at
        self.id = id or os.urandom(6).hex()


def key_of(do: str, numbers: Iterable[str]) -> str:
    """The key of a command's draft on these tickets."""
    return " ".join((do, *numbers))


class Drafts:
    """The drafts of one desk. What cannot be put down is still kept in memory, and `trouble` says why."""

    def __init__(self, folder: Path | None, wall: Callable[[], float], *, pid: int | None = None) -> None:
        """`folder` is that of the person's files, without one nothing is put down; `pid` tells desks apart, without it, this process."""
        self._folder = folder
        self._wall = wall
        self._pid = str(os.getpid() if pid is None else pid)
        self._kept: list[Draft] = []
        self._seen: set[str] = set()
        self.trouble = ""
        """Why the last change could not be put down; empty where it could."""
        self.unread = ""
        """Which file could not be read last, and why; whoever says it empties this."""

    def __iter__(self) -> Iterator[Draft]:
        """This desk's and those of desks that have died, the oldest first."""
        self.sweep()
        for path in self._files():
            if path.name not in self._seen and self._may_have(path):
                self._take_over(path)
        self._kept.sort(key=lambda draft: draft.at)
        for draft in [one for one in self._kept if one.at < self._wall() - KEPT_SECONDS] + self._kept[:-MOST]:
            self.drop(draft)
        return iter(self._kept.copy())

    def begun(self, key: str) -> Draft:
        """What was typed last under this key; a new one where there is none."""
        return next((draft for draft in reversed([*self]) if draft.key == key), Draft(key))

    def keep(self, draft: Draft, raw: Mapping[str, Any]) -> None:
        """Put down what is typed now; where that fails, what was put down before still stands."""
        if draft.raw == raw and not self.trouble:
            return
        draft.raw, draft.at = dict(raw), self._wall()
        self._kept = [*(one for one in self._kept if one is not draft), draft]
        self._put_down(draft)

    def drop(self, draft: Draft) -> None:
        """It is sent, or empty again: nothing of it stays."""
        draft.raw = {}
        self._kept = [one for one in self._kept if one is not draft]
        self.trouble = ""
        try:
            if self._folder:
                self._path(draft).unlink(missing_ok=True)
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def sweep(self) -> None:
        """Delete what is too old to be offered, and what a desk was just writing when it died, without reading any of it."""
        for path in self._files():
            with suppress(OSError):
                if path.stat().st_mtime < self._wall() - KEPT_SECONDS or (path.suffix == ".new" and self._may_have(path)):
                    path.unlink()

    # -- files

    def _may_have(self, path: Path) -> bool:
        """Whether it is this desk's, or that of one that runs no more."""
        pid = path.name.split(".")[1]
        return pid == self._pid or not _runs(pid)

    def _files(self) -> list[Path]:
        found = sorted(self._folder.glob("*.*.*")) if self._folder else []
        return [path for path in found if path.name.partition(".")[0] in (KIND, OLDER_CALL, OLDER_FORMS)]

    def _path(self, draft: Draft) -> Path:
        assert self._folder is not None
        return self._folder / f"{KIND}.{self._pid}.{draft.id}.json"

    def _take_over(self, path: Path) -> None:
        """Make it this desk's, and read it; one that makes no sense goes."""
        kind, _, *rest = path.name.split(".")
        id = rest[0] if kind == KIND else Draft("").id
        mine = path.with_name(f"{kind}.{self._pid}.{id}.json")
        self._seen |= {path.name, mine.name}
        try:
            os.rename(path, mine)  # only one of two desks that want it gets it
            text, at = mine.read_bytes(), mine.stat().st_mtime
        except FileNotFoundError:
            return
        except OSError as error:
            self.unread = f"{path.name}: {error.strerror}"
            return
        try:
            found = _drafts_in(kind, json.loads(text), id, at)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            self.unread, found = f"{path.name}: {error}", []
        self._kept += found
        if kind != KIND:
            for draft in found:
                self._put_down(draft)
        if kind != KIND or not found:
            with suppress(OSError):
                mine.unlink()

    def _put_down(self, draft: Draft) -> None:
        if self._folder is None:
            return
        path = self._path(draft)
        fresh = path.with_suffix(".new")
        self._seen.add(path.name)
        self.trouble = ""
        try:
            fresh.unlink(missing_ok=True)
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", errors="surrogatepass") as file:
                json.dump({"key": draft.key, "raw": draft.raw}, file, ensure_ascii=False)
            os.utime(fresh, (draft.at, draft.at))
            os.replace(fresh, path)
        except OSError as error:
            self.trouble = error.strerror or str(error)
            with suppress(OSError):
                fresh.unlink()


def _drafts_in(kind: str, told: Any, id: str, at: float) -> list[Draft]:
    """What a file holds. Raises ValueError, TypeError, KeyError, AttributeError where that makes no sense."""
    if kind == KIND:
        return [Draft(told["key"], dict(told["raw"].items()), at, id)]
    if kind == OLDER_CALL:
        return [Draft(CALL, dict(told.items()), at)]
    return [Draft(key.partition("#")[0], dict(raw.items()), float(typed)) for key, (typed, raw) in told.items()]


def _runs(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
