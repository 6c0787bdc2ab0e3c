"""The bottom line: the keys that matter here, as many as there is room for."""

from collections.abc import Sequence

from rich.segment import Segment

from widgets import glyphs
from widgets.one_line import OneLine, Parts, width_of

Hint = tuple[str, str]
"""A key as it is shown, and what it does in a word."""


class KeyLine(OneLine):
    """Keys and words; the last ones (help and quit) always stand, the others as long as they fit."""

    ALWAYS = 2

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[Hint] = ()

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        self._hints = tuple(hints)
        self.update()

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """The hints that fit."""
        last = [part for hint in self._hints[-self.ALWAYS :] for part in _hint(hint)]
        left: Parts = []
        for hint in self._hints[: -self.ALWAYS]:
            parts = _hint(hint)
            if width_of(left) + width_of(parts) + width_of(last) > width:
                break
            left += parts
        return left, last


def _hint(hint: Hint) -> Parts:
    key, word = hint
    return [Segment(key, glyphs.STRONG), Segment(f" {word}  ", glyphs.FAINT)]
