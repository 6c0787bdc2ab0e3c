"""The bottom line: the keys that matter here, as many as there is room for."""

from collections.abc import Sequence

from widgets.lines.around import Hint, Parts, key_parts
from widgets.lines.one_line import OneLine


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
