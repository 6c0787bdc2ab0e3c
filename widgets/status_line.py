"""Where we are: place in the list, marks, filter, what just happened; at the right the line, what waits, the hotline's time, who I am."""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.timer import Timer

from widgets import glyphs
from widgets.columns import fit
from widgets.glyphs import Signs
from widgets.one_line import OneLine, Parts, width_of

TIME_FROM = 66
PERSON_FROM = 100
REMARK_SECONDS = 8.0


class Status(NamedTuple):
    """All that the status line knows; plain values."""

    at: int = 0
    """Place of the selected ticket, from 1; 0 in an empty list."""
    total: int = 0
    exact: bool = True
    """False while a search still counts."""
    marks: int = 0
    filter: str = ""
    note: str = ""
    """What just happened; stands in the filter's place for a while."""
    alarm: bool = False
    """Whether the note is bad news."""
    link: str = "connecting"
    """connecting, live, lost or signed_out."""
    since: str = ""
    """The clock time since when it is lost."""
    waiting: int = 0
    trouble: int = 0
    time: str = ""
    """The hotline's time, hours and minutes."""
    person: str = ""


class StatusLine(OneLine):
    """The line above the keys."""

    def __init__(self, *, say: Callable[..., str], signs: Signs) -> None:
        super().__init__()
        self._say, self._signs = say, signs
        self.status = Status()
        self._remark: Timer | None = None

    def show(self, **changes: object) -> None:
        """Change some of what is shown."""
        self.status = self.status._replace(**changes)  # type: ignore[arg-type]  # the caller names Status' own fields
        self.update()

    def remark(self, text: str, *, alarm: bool) -> None:
        """Say something for a moment, in the filter's place."""
        if self._remark is not None:
            self._remark.stop()
        self.show(note=text, alarm=alarm)
        self._remark = self.set_timer(REMARK_SECONDS, lambda: self.show(note="", alarm=False))

    def parts(self, width: int) -> tuple[Parts, Parts]:
        """Counter, marks and filter or note; then the rest at the right end, which is never cut."""
        status = self.status
        right = self._right(width)
        left = [Segment(f"{status.at:,}/{status.total:,}{'' if status.exact else '+'} ", glyphs.STRONG)]
        if status.marks:
            left.append(Segment(f"{self._signs.mark}{status.marks} ", glyphs.STRONG))
        room = max(0, width - width_of(left) - width_of(right) - 1)
        if status.note:
            left.append(Segment(self._cut(status.note, room), glyphs.BANDS["overdue"] if status.alarm else glyphs.STRONG))
        elif status.filter:
            left.append(Segment(self._cut(f"/{status.filter}", room), glyphs.UNIT))
        return left, right

    def _right(self, width: int) -> Parts:
        status = self.status
        parts: Parts = []
        if status.trouble:
            parts.append(Segment(f"{self._signs.refused}{self._say('desk.refused_count', count=status.trouble)} ", glyphs.PENDING["refused"]))
        if status.waiting:
            parts.append(Segment(f"{self._signs.waiting}{self._say('desk.waiting_count', count=status.waiting)} ", glyphs.PENDING["waiting"]))
        calm = status.link == "live"
        parts.append(Segment(self._say(f"desk.link_{status.link}", since=status.since), glyphs.PLAIN if calm else glyphs.BANDS["urgent"]))
        if status.time and width >= TIME_FROM:
            parts.append(Segment(f" {status.time}"))
        if status.person and width >= PERSON_FROM:
            parts.append(Segment(f" {status.person}"))
        return parts

    def _cut(self, text: str, room: int) -> str:
        return fit(text, min(room, cell_len(text)), self._signs.more)
