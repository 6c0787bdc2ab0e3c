"""A table that the hotline tells, with the chosen row in full in `#detail`; alike on every such screen."""

from textual.content import Content
from textual.widgets import Static

from tui.asking import AskingScreen
from tui.desk import Desk
from widgets.tables.grid import Grid
from widgets.tables.table import told


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

    def show_row(self) -> None:
        """Say the chosen row in full."""
        row = self.grid.current
        self.query_one("#detail", Static).update(Content(told(self.grid.table, row) if row else ""))

    def action_move(self, how: str, by: int) -> None:
        """Move the selection."""
        self.grid.move(how, by)
