"""What was typed into forms that were left, kept until it is sent: also over a kill, a closed browser page or a power cut.

They lie in a file for its owner alone (0600) beside the outbox, as the draft of a call does; each desk has its own, and the next desk takes over
what a dead one left. Only what was typed is in it. No more than so many are kept, none for longer than a day.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.call_draft import KEPT_SECONDS, CallDraft

NAME = "form-drafts.{pid}.json"
MOST = 30
"""The oldest go first."""
CALL = "register"
"""The call that is being typed has a file of its own; those set aside for it are kept here."""


class FormDrafts(MutableMapping[str, Mapping[str, Any]]):
    """Drafts by command and tickets. What cannot be put down is still kept in memory, and `trouble` says why."""

    def __init__(self, folder: Path | None, wall: Callable[[], float], *, pid: int | None = None) -> None:
        """`folder` is that of the person's files, without one nothing is put down; `wall` the time, epoch seconds; `pid` as `CallDraft`'s."""
        self._file = CallDraft(folder, pid=pid, name=NAME) if folder else None
        self._wall = wall
        self._kept: dict[str, tuple[float, Mapping[str, Any]]] | None = None
        self.trouble = ""
        """Why the last change could not be put down; empty where it could."""

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        return self._all()[key][1]

    def __setitem__(self, key: str, raw: Mapping[str, Any]) -> None:
        kept = self._all()
        if key in kept and kept[key][1] == raw:
            return
        kept.pop(key, None)
        kept[key] = (self._wall(), dict(raw))
        while len(kept) > MOST:
            del kept[next(iter(kept))]
        if key != CALL:
            self._put_down()

    def __delitem__(self, key: str) -> None:
        del self._all()[key]
        if key != CALL:
            self._put_down()

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._all()))

    def __len__(self) -> int:
        return len(self._all())

    def set_aside(self, key: str, raw: Mapping[str, Any]) -> None:
        """Keep a draft behind the one that has the key now; the one set aside last is offered first."""
        self[f"{key}#{1 + max(self._aside(key), default=0)}"] = raw

    def take_aside(self, key: str) -> Mapping[str, Any] | None:
        """The draft that was set aside last, which is no longer there then; None where there is none."""
        numbers = self._aside(key)
        return self.pop(f"{key}#{max(numbers)}") if numbers else None

    def _aside(self, key: str) -> list[int]:
        return [int(one.rpartition("#")[2]) for one in self._all() if one.startswith(f"{key}#")]

    def _all(self) -> dict[str, tuple[float, Mapping[str, Any]]]:
        """Those that are not too old; the first time, what this desk's file and those of dead desks hold."""
        if self._kept is None:
            self._kept = {}
            if self._file is not None and (found := _taken_over(self._file, self._wall())):
                self._kept = dict(sorted(found.items(), key=lambda item: item[1][0])[-MOST:])
                self._put_down()
        if old := [key for key, (at, _) in self._kept.items() if at < self._wall() - KEPT_SECONDS]:
            for key in old:
                del self._kept[key]
            self._put_down()
        return self._kept

    def _put_down(self) -> None:
        if self._file is None or self._kept is None:
            return
        told = {key: value for key, value in self._kept.items() if key != CALL}
        try:
            self._file.keep(told) if told else self._file.drop()
            self.trouble = ""
        except OSError as error:
            self.trouble = error.strerror or str(error)


def _taken_over(file: CallDraft, wall: float) -> dict[str, tuple[float, Mapping[str, Any]]]:
    """What is in the desk's own file and in those of dead desks; the newer one where two have the same key. The files are gone then."""
    found: dict[str, tuple[float, Mapping[str, Any]]] = {}
    while (told := file.read(wall)) is not None:
        for key, value in told.items():
            with suppress(TypeError, ValueError):
                at, raw = value
                if isinstance(raw, dict) and float(at) >= wall - KEPT_SECONDS and found.get(key, (0.0,))[0] < float(at):
                    found[key] = (float(at), raw)
        try:
            file.drop()
        except OSError:
            break
    return found
