"""What was typed into the palette before, newest first, in a small file beside the mirror; one that will not is no reason to stop."""

import json
import os
from contextlib import suppress
from pathlib import Path

MOST = 50
LONGEST = 200
"""Signs; a longer text is not kept."""


class Recent:
    """The texts of one person. Two desks may share the file: each adds to what is there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> list[str]:
        """The texts, newest first, none twice."""
        with suppress(OSError, ValueError):
            told = json.loads(self.path.read_bytes())
            if isinstance(told, list):
                return [text for text in told if isinstance(text, str) and text.isprintable() and len(text) <= LONGEST][:MOST]
        return []

    def use(self, text: str) -> None:
        """A text was typed, and something chosen by it."""
        if not text or len(text) > LONGEST:
            return
        fresh = self.path.with_suffix(".new")
        with suppress(OSError):
            fresh.touch(mode=0o600)  # what was typed may name people
            fresh.write_text(json.dumps([text, *(old for old in self.all() if old != text)][:MOST], ensure_ascii=False), encoding="utf-8")
            os.replace(fresh, self.path)
