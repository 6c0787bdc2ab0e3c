"""Picks several units one after the other: Enter adds one, Enter on an empty line goes on, Backspace there takes the last one back."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from widgets.forms.inputs import Line
from widgets.forms.matching import Candidate
from widgets.forms.unit_picker import UnitPicker
from widgets.speech import Say


class UnitsPicker(Vertical):
    """The units chosen so far, and under them the picker for one more."""

    DEFAULT_CSS = """
    UnitsPicker { height: auto; width: 1fr; }
    UnitsPicker > #chosen { height: auto; display: none; }
    UnitsPicker.some > #chosen { display: block; }
    """

    class Changed(Message):
        """A unit was added, taken back, or picked in the line."""

    class Submitted(Message):
        """Enter was pressed on the empty line: on to the next field."""

    def __init__(self, candidates: Sequence[Candidate], say: Say, *, value: Iterable[str] = ()) -> None:
        """`value` are codes, as a draft or a refused command had them; one that is no unit's comes back into the line as it was typed."""
        super().__init__()
        self.candidates = tuple(candidates)
        given = [code for code in value if code]
        known = {candidate.code for candidate in self.candidates}
        self._chosen = [code for code in dict.fromkeys(given) if code in known or not known]
        typed = next((code for code in reversed(given) if known and code not in known), "")
        self._picker = UnitPicker(self.candidates, say, value=typed, hint=say("form.units.hint"))
        self._said = Static(id="chosen", markup=False)

    def compose(self) -> ComposeResult:
        """What is chosen, then the picker."""
        yield self._said
        yield self._picker

    def on_mount(self) -> None:
        """Show what is chosen at first."""
        self._show()

    @property
    def value(self) -> list[str]:
        """Codes of the chosen units in their order, with the one that is picked in the line."""
        picked = self._picker.value
        return [*self._chosen, picked] if picked and picked not in self._chosen else list(self._chosen)

    @property
    def raw(self) -> list[str]:
        """The same, with what is half typed."""
        return [*self.value, self._picker.typed] if self.unfinished else self.value

    @property
    def unfinished(self) -> bool:
        """Whether something is typed that is no unit yet."""
        return self._picker.unfinished

    @on(UnitPicker.Changed)
    def _picked(self, event: UnitPicker.Changed) -> None:
        event.stop()
        if not isinstance(event, UnitPicker.Submitted):
            self.post_message(self.Changed())

    @on(UnitPicker.Submitted)
    def _entered(self, event: UnitPicker.Submitted) -> None:
        event.stop()
        if code := self._picker.value:
            self._chosen = list(dict.fromkeys((*self._chosen, code)))
            self._clear()
        elif not self.unfinished:
            self.post_message(self.Submitted())

    @on(Line.Emptied)
    def _take_back(self, event: Line.Emptied) -> None:
        event.stop()
        if self._chosen:
            self._chosen.pop()
            self._clear()

    def _clear(self) -> None:
        """An empty line for the next unit."""
        self._picker.value = ""
        self._show()
        self.post_message(self.Changed())

    def _show(self) -> None:
        names = {candidate.code: candidate.title for candidate in self.candidates}
        self._said.update(Content("\n").join(Content(f"{place} {names.get(code, code)}") for place, code in enumerate(self._chosen, 1)))
        self.set_class(bool(self._chosen), "some")
