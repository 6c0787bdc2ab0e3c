"""The bottom line: the keys that matter here, as many as there is room for."""

import re
from collections.abc import Iterable, Sequence

from textual.content import Content

from widgets.lines.around import Hint, Parts, key_parts
from widgets.lines.one_line import OneLine

_KEY = re.compile(r"(?:(?:\^\S|F\d+|Enter|Esc|Tab|Shift\+Tab|Space|Up|Down|Left|Right|PgUp|PgDn)(?=[/ ])[/ ]?)+")
"""Names of keys at the beginning of a hint."""


def keys_said(text: str) -> Content:
    """A line of keys that is a sentence of its own, drawn as the bottom line is: keys strong, words faint. Two blanks part its hints."""
    parts: list[tuple[str, str]] = []
    for hint in re.split(r"(?<=  )(?=\S)", text):
        found = _KEY.match(hint)
        key = found.group() if found else ""
        parts += [part for part in ((key, "bold"), (hint.removeprefix(key), "dim")) if part[0]]
    return Content.assemble(*parts)


def hints_said(hints: Iterable[Hint]) -> Content:
    """Keys and words as a line of their own, drawn alike."""
    return Content("  ").join(Content.assemble((key, "bold"), (f" {word}", "dim")) for key, word in hints)


class KeyLine(OneLine):
    """Keys and words; the last ones (help and quit) always stand, the others as long as they fit."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[Hint] = ()

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        self._hints = tuple(hints)
        self.update()

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """The hints that fit."""
        return key_parts(self._hints, width)
