"""What the queue remembers of a person from one day to the next: when they last looked at what is new, and the filters they used."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.shared_file import alone, write

MOST_FILTERS = 60
LONGEST_FILTER = 500
"""Signs; a longer one, such as a pasted list of tickets, is not kept."""


class QueueMemory:
    """A small file beside the mirror. One that cannot be read counts as empty, and one that cannot be written is no reason to stop.

    Two desks of a person share it: each writes what it adds to what is there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._told: dict[str, Any] | None = None

    @property
    def looked(self) -> int:
        """When the person last looked at what is new, epoch seconds; 0 where they never did."""
        return int(self._read()["looked"])

    @property
    def filters(self) -> list[str]:
        """The filters used before, newest first, none twice."""
        return list(self._read()["filters"])

    def look(self, moment: int) -> None:
        """The person has looked at what is new."""
        with alone(self.path):
            self._write(looked=max(moment, self._afresh()["looked"]))

    def use(self, text: str) -> None:
        """The person has kept a filter."""
        if text and len(text) <= LONGEST_FILTER:
            with alone(self.path):
                self._write(filters=[text, *(old for old in self._afresh()["filters"] if old != text)][:MOST_FILTERS])

    def _read(self) -> dict[str, Any]:
        if self._told is None:
            self._told = {"looked": 0, "filters": []}
            with suppress(OSError, ValueError, TypeError, AttributeError, KeyError):
                told = json.loads(self.path.read_bytes())
                filters = [text for text in told["filters"] if isinstance(text, str) and text.isprintable() and len(text) <= LONGEST_FILTER]
                self._told = {"looked": int(told["looked"]), "filters": list(dict.fromkeys(filters))[:MOST_FILTERS]}
        return self._told

    def _afresh(self) -> Mapping[str, Any]:
        """What is there now: another desk may have written."""
        if self.path.exists():
            self._told = None
        return self._read()

    def _write(self, **changes: Any) -> None:
        self._told = {**self._read(), **changes}
        with suppress(OSError):
            write(self.path, json.dumps({**self._of_others(), **self._told}, ensure_ascii=False))

    def _of_others(self) -> dict[str, Any]:
        """What a newer desk keeps there, too."""
        with suppress(OSError, ValueError, TypeError):
            return dict(json.loads(self.path.read_bytes()))
        return {}
