"""Picks a catalogue line by initials, pinyin, words in either language or code; before anything is typed it offers what the request speaks of."""

from collections.abc import Sequence

from widgets.forms.line_matching import found, index, likely
from widgets.forms.matching import Candidate
from widgets.forms.unit_picker import UnitPicker
from widgets.speech import Say

MOST_OFFERED = 30


class LinePicker(UnitPicker):
    """As the picker of units, with a search of its own; `speaks_of` takes what was told so far."""

    def __init__(self, candidates: Sequence[Candidate], say: Say, *, value: str = "", hint: str = "", id: str | None = None) -> None:
        super().__init__(candidates, say, value=value, hint=hint or say("form.line.hint"), id=id)
        self._lines = index(self.candidates)
        self._told = ""

    def speaks_of(self, text: str) -> None:
        """The request's words: the lines most like them are offered first."""
        if text != self._told:
            self._told = text
            if not self.typed.strip() and self.is_mounted:
                self._search("")

    def find(self, text: str) -> list[Candidate]:
        """What fits, or what is likely before anything is typed."""
        if text.strip():
            return found(text, self._lines)
        offered = likely(self._told, self._lines, MOST_OFFERED)
        codes = {candidate.code for candidate in offered}
        return [*offered, *(candidate for candidate in self.candidates if candidate.code not in codes)]
