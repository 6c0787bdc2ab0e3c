"""Where we are: place in the list, marks, filter, what just happened; at the right the line, what waits, the hotline's time, who I am."""

from collections.abc import Callable

from textual.timer import Timer

from widgets.cells.glyphs import Signs
from widgets.lines.around import Parts, Status
from widgets.lines.one_line import OneLine

REMARK_SECONDS = 8.0


class StatusLine(OneLine):
    """The line above the keys."""

    def __init__(self, *, say: Callable[..., str], signs: Signs, read_only: bool = False) -> None:
        super().__init__()
        self._say, self._signs = say, signs
        self.status = Status(read_only=read_only)
        self._remark: Timer | None = None

    def show(self, **changes: object) -> None:
        """Change some of what is shown."""
        self.status = self.status._replace(**changes)  # type: ignore[arg-type]  # the caller names Status' own fields
        self.update()

    def place(self, at: int, total: int, *, exact: bool) -> None:
        """Where we are in the list, painted together with it."""
        self.status = self.status._replace(at=at, total=total, exact=exact)
        self.update(at_once=False)

    def remark(self, text: str, *, alarm: bool) -> None:
        """Say something for a moment, in the filter's place."""
        if self._remark is not None:
            self._remark.stop()
        self.show(note=text, alarm=alarm)
        self._remark = self.set_timer(REMARK_SECONDS, lambda: self.show(note="", alarm=False))

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """Counter, marks and filter or note; then the rest at the right end, which is never cut."""
        return self.status.parts(width, self._say, self._signs)
