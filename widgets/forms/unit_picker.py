"""Picks one of hundreds of units by a few letters: Chinese, pinyin, initials or code."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from api_client.models.folding import folded
from api_client.models.text import clean
from widgets.forms.inputs import Line
from widgets.forms.matching import Candidate, matches, narrowed
from widgets.speech import Say

ROWS = 6
"""Rows of the list; more are reached by moving or by typing on."""
UNMARKED = -1
"""Where the cursor is before anything is typed: a marked row would look chosen, and nothing is."""


class UnitPicker(Vertical):
    """An input line, and under it what it finds while it has the focus; Enter picks the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(6)", show=False),
        Binding("pageup", "move(-6)", show=False),
    ]
    DEFAULT_CSS = """
    UnitPicker { height: auto; width: 1fr; }
    UnitPicker > Input { height: 1; border: none; padding: 0; width: 1fr; }
    UnitPicker > #found { height: auto; display: none; }
    UnitPicker.open > #found { display: block; }
    """

    class Changed(Message):
        """Another unit was picked, or the picked one given up, or what is half typed is another text."""

        def __init__(self, picker: "UnitPicker") -> None:
            super().__init__()
            self.picker = picker

        @property
        def control(self) -> "UnitPicker":
            """Who sends it."""
            return self.picker

    class Submitted(Changed):
        """Enter was pressed and the pick, if any, is made: on to the next field."""

    def __init__(self, candidates: Sequence[Candidate], say: Say, *, value: str = "", hint: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.candidates = tuple(candidates)
        self.found: list[Candidate] = []
        self.cursor = 0
        self._say = say
        self._before = ""
        self._width = 0
        self._picked = self._by_code(value)
        self._half = False
        """Whether something was half typed when that was told last."""
        self._start = self._picked.title if self._picked else clean(value)
        self._line = Line(self._start, hint=hint or say("form.unit.hint"), select_on_focus=True)

    @property
    def value(self) -> str:
        """Code of the picked unit; empty while none is picked. Where no units are known, the line itself is taken for a code."""
        if not self.candidates:
            return self.typed.strip()
        return self._picked.code if self._picked else ""

    @value.setter
    def value(self, code: str) -> None:
        self._picked = self._by_code(code)
        self._line.value = self._picked.title if self._picked else ""

    @property
    def typed(self) -> str:
        """What stands in the input line; differs from the pick where nothing was picked yet."""
        return self._line.value

    @typed.setter
    def typed(self, text: str) -> None:
        self._line.value = text

    @property
    def unfinished(self) -> bool:
        """Whether something is typed that is no pick yet."""
        return bool(self.typed.strip()) and self._picked is None and bool(self.candidates)

    def compose(self) -> ComposeResult:
        """The input line and the list."""
        yield self._line
        yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        """Begin with what is near."""
        self._search(self._start)

    def _by_code(self, code: str) -> Candidate | None:
        return next((candidate for candidate in self.candidates if code and candidate.code == code), None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        picked, half = self._picked, self._half
        if picked is not None and folded(event.value) != folded(picked.title):
            self._picked = None
        self._search(event.value)
        self._half = self.unfinished
        if picked is not self._picked or half or self._half:
            self.post_message(self.Changed(self))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.pick()
        self.post_message(self.Submitted(self))

    def on_resize(self, event: events.Resize) -> None:
        """Cut the rows to the new width; the first ones are drawn before there is any."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._draw()

    def on_descendant_focus(self) -> None:
        """The list stands open while the line has the focus."""
        self.add_class("open")
        self._draw()
        self.call_after_refresh(self.scroll_visible, animate=False, immediate=True)

    def on_descendant_blur(self) -> None:
        """Leaving the line picks the one unit it names in full, so that a pasted name counts."""
        self.remove_class("open")
        exact = [
            candidate for candidate in self.found if folded(self.typed) in (folded(candidate.name), folded(candidate.title), folded(candidate.code))
        ]
        if self.unfinished and len(exact) == 1:
            self._take(exact[0])

    def pick(self) -> None:
        """Pick the row under the cursor; nothing where the line is empty or finds nothing."""
        if self.unfinished and self.found:
            self._take(self.found[self.cursor])

    def _take(self, candidate: Candidate) -> None:
        self._picked, self._half = candidate, False
        line = self._line
        with line.prevent(Input.Changed):
            line.value = candidate.title
        line.cursor_position = len(candidate.title)
        self._search(candidate.title)
        self.post_message(self.Changed(self))

    def _search(self, text: str) -> None:
        searched = "" if self._picked else text
        self.found = self.find(searched)
        self._before = searched
        self.cursor = next((place for place, candidate in enumerate(self.found) if candidate is self._picked), 0 if text.strip() else UNMARKED)
        self._draw()

    def find(self, text: str) -> list[Candidate]:
        """What fits, best first; for an empty text what is offered before anything is typed."""
        return narrowed(text, self._before, self.found, self.candidates) if text else matches("", self.candidates)

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """Other candidates, known only now; what was typed is picked where it is the code of one of them."""
        self.candidates = tuple(candidates)
        if picked := self._by_code(self.typed.strip()):
            self.value = picked.code
        self._before = ""
        self._search(self.typed)

    def action_move(self, rows: int) -> None:
        """Move the cursor; with a pick already made, moving picks the next row."""
        if not self.found or (self.cursor == UNMARKED and rows < 0):
            return
        self.cursor = max(0, min(self.cursor + rows, len(self.found) - 1))
        if self._picked is not None or not self.typed.strip():
            self._browse()
        self._draw()

    def _browse(self) -> None:
        """Moving over the list without a search puts the row into the line."""
        candidate = self.found[self.cursor]
        found, cursor = self.found, self.cursor
        self._take(candidate)
        self.found, self.cursor = found, cursor

    def _draw(self) -> None:
        top = max(0, min(self.cursor - ROWS // 2, len(self.found) - ROWS))
        lines = [self._row(top + place, candidate) for place, candidate in enumerate(self.found[top : top + ROWS])]
        rest = len(self.found) - top - ROWS
        if rest > 0:
            lines.append(Content.styled(self._say("form.unit.many", n=rest), "dim"))
        if not lines:
            lines.append(Content.styled(self._say("form.unit.nothing"), "dim"))
        for shown in self.query("#found").results(Static):  # none in a form that is just being closed
            shown.update(Content("\n").join(lines))

    def _row(self, place: int, candidate: Candidate) -> Content:
        here = place == self.cursor
        return Content.assemble(
            (f"{'>' if here else ' '} {candidate.title}", "bold reverse" if here else ""), ("  " + candidate.note if candidate.note else "", "dim")
        ).truncate(max(self.size.width, 20), ellipsis=True)
