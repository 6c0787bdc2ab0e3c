"""A table that the hotline tells, with what the chosen row has no room for in `#detail`; alike on every such screen."""

from collections.abc import Collection

from textual.content import Content
from textual.widgets import Static

from tui.asking import AskingScreen
from tui.desk import Desk
from widgets.tables.grid import Grid


class TableScreen(AskingScreen):
    """The screen says where `grid` and `#detail` stand, and fills the table."""

    AUTO_FOCUS = "Grid"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.grid = Grid(signs=desk.signs)

    def on_grid_moved(self, message: Grid.Moved) -> None:
        """Say which row of how many it is, and what it is."""
        self.status.show(at=self.grid.cursor + 1 if message.row else 0, total=self.grid.count)
        self.show_row()
        self.show_keys()

    def idle(self) -> Collection[str]:
        """Nothing is behind a row without an id, and none in an empty table."""
        row = self.grid.current
        return () if row and row.id else ("open_row",)

    def show_row(self) -> None:
        """Say what the chosen row has no room for; where every row shows all of itself, nothing stands there."""
        detail, unsaid = self.query_one("#detail", Static), self.grid.unsaid(self.pair)
        detail.display = unsaid is not None
        detail.update(Content(unsaid or ""))

    def pair(self, title: str, text: str) -> str:
        """A heading and what stands under it."""
        return self.desk.say("labelled", label=title, value=text)

    def action_move(self, how: str, by: int) -> None:
        """Move the selection."""
        self.grid.move(how, by)
