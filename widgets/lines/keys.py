"""The bottom line: the keys that matter here, as many as there is room for."""

import re
from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from widgets.lines.around import Hint, Parts, Say, key_parts
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
    """Keys and words; the last ones (help and quit) always stand, the others as long as they fit.

    While a person types into a line of the screen all other keys are letters: then only those that end it are named.
    """

    def __init__(self, say: Say | None = None) -> None:
        """`say` is for a screen on which a line can be typed into."""
        super().__init__()
        self._say = say
        self._hints: Sequence[Hint] = ()
        self._typing = False

    def on_mount(self) -> None:
        """Follow the cursor into a line and out of it."""
        self.watch(self.screen, "focused", self._cursor_moved)

    def _cursor_moved(self, focused: Widget | None) -> None:
        self._typing = isinstance(focused, Input)
        self.update()

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        self._hints = tuple(hints)
        self.update()

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """The hints that fit."""
        if self._say is not None and self._typing:
            nothing, keys = key_parts((("Enter", self._say("typing.done")), ("Esc", self._say("keys.leave"))), width)
            return keys, nothing
        return key_parts(self._hints, width)
