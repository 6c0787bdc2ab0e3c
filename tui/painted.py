"""An app in a theme: Textual draws with inks, and its line filter shows them in the theme's looks."""

from collections.abc import Sequence

from rich.color import ColorSystem
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from tui.display import inside, partly
from tui.themes import SIXTEEN, Paint, theme
from widgets.cells.inks import INKS, hexadecimal

COLOURS = {ColorSystem.STANDARD: "standard", ColorSystem.EIGHT_BIT: "256"}
"""How many colours there are, in the theme table's words; more of them where none is named here."""


class Painter(LineFilter):
    """Shows every segment as the paint does."""

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint = paint

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the theme has its own ground
        """The segments of one line."""
        return self._paint.segments(segments)


class Painted(App[int]):
    """Mixin for an app; style sheets name an ink as `$role`."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        self._painters: dict[tuple[str, str], Painter] = {}
        super().__init__(ansi_color=ansi_color)
        inside.fold_well()
        inside.keep_waits()
        inside.let_go_of_widgets()
        partly.draw_what_changed()

    @property
    def theme_shown(self) -> str:
        """Name of the theme that is shown now."""
        return SIXTEEN

    @property
    def colours(self) -> str:
        """How many colours there are; a picture of a desk that is on no terminal has all of them."""
        return "truecolor" if self.is_headless else COLOURS.get(inside.colours(self), "truecolor")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """As Textual's; before them the theme, so that who wants no colour gets none."""
        wanted = (self.theme_shown, "none" if self.no_color else self.colours)
        painter = self._painters.get(wanted)
        if painter is None:
            painter = self._painters[wanted] = Painter(Paint(theme(*wanted)))
        return [painter, *super().get_line_filters()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The inks, for style sheets."""
        return super().get_theme_variable_defaults() | {role.replace(".", "-"): hexadecimal(role) for role in INKS}

    def repaint(self) -> None:
        """Show everything anew: the theme is another one."""
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
