"""One of a few values on one line, chosen with the arrow keys, blank or a digit."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

NOTHING = -1
"""No value chosen yet."""
HERE = ">"
"""Says that the keys go here while nothing is chosen yet."""


class ChoiceLine(Widget, can_focus=True):
    """All values side by side, the chosen one marked; wraps where there are many."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", show=False),
        Binding("left,backspace", "turn(-1)", show=False),
        Binding("home", "choose(0)", show=False),
        Binding("end", "choose(-1)", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceLine { height: auto; width: 1fr; }
    """
    chosen = reactive(NOTHING)

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice_line: "ChoiceLine") -> None:
            super().__init__()
            self.choice_line = choice_line

        @property
        def control(self) -> "ChoiceLine":
            """Who sends it."""
            return self.choice_line

    class Submitted(Changed):
        """Enter was pressed: on to the next field."""

    def __init__(self, options: Sequence[tuple[Any, str]], *, value: Any = None, id: str | None = None) -> None:
        """Options are values with their words; `value` is chosen at first, nothing where it is none of them."""
        super().__init__(id=id)
        self.options = tuple(options)
        self.set_reactive(ChoiceLine.chosen, self._index(value))

    @property
    def value(self) -> Any:
        """The chosen value; None also where nothing is chosen yet."""
        return self.options[self.chosen][0] if self.chosen != NOTHING else None

    @value.setter
    def value(self, value: Any) -> None:
        self.chosen = self._index(value)

    def _index(self, value: Any) -> int:
        return next(
            (index for index, (option, _) in enumerate(self.options) if option == value and type(option) is type(value)), self._loosely(value)
        )

    def _loosely(self, value: Any) -> int:
        """A draft keeps plain text, so an option is also found by its text."""
        return next((index for index, (option, _) in enumerate(self.options) if str(option) == str(value)), NOTHING)

    def render(self) -> Content:
        """All options; the chosen one in brackets, so that it shows without colour too."""
        return Content("\n").join(self._rows(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as the options take."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[Content]:
        """The options in lines of this width; none is broken between its words."""
        rows = [Content()]
        for option in (self._option(index, words) for index, (_, words) in enumerate(self.options)):
            joined = Content("  ").join([rows[-1], option]) if rows[-1].plain else option
            if rows[-1].plain and joined.cell_length > width:
                rows.append(option)
            else:
                rows[-1] = joined
        return rows

    def _option(self, index: int, words: str) -> Content:
        if self.has_focus and index == 0 and self.chosen == NOTHING:
            return Content.assemble((HERE, "bold reverse"), (f"{words} ", "dim"))
        if index != self.chosen:
            return Content.styled(f" {words} ", "dim")
        return Content.styled(f"[{words}]", "bold reverse" if self.has_focus else "bold")

    def watch_chosen(self) -> None:
        """Tell the form."""
        self.refresh()
        self.post_message(self.Changed(self))

    def on_focus(self) -> None:
        """The chosen option is drawn stronger."""
        self.refresh()

    def on_blur(self) -> None:
        """And weaker."""
        self.refresh()

    def action_turn(self, step: int) -> None:
        """Choose the next or the previous value."""
        first = 0 if step > 0 else len(self.options) - 1
        self.chosen = first if self.chosen == NOTHING else (self.chosen + step) % len(self.options)

    def action_choose(self, index: int) -> None:
        """Choose a value by its place; -1 is the last."""
        self.chosen = index % len(self.options)

    def on_key(self, event: events.Key) -> None:
        """Digits choose by place, full-width ones too; Enter goes on; y and n answer a yes-or-no."""
        sign = event.character or ""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Submitted(self))
        elif sign.isdecimal() and 1 <= int(sign) <= len(self.options):
            event.stop()
            self.chosen = int(sign) - 1
        elif sign in ("y", "n", "ｙ", "ｎ") and (answer := self._index(sign in "yｙ")) != NOTHING:
            event.stop()
            self.chosen = answer
