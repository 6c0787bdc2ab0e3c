"""What the terminal shows and what it should show, cell by cell; the difference as the fewest bytes."""

from collections.abc import Sequence

from tui.display import shift
from tui.display.cells import BLANK, Cell
from tui.display.moves import Place, move
from tui.display.pens import PLAIN, Pens

Line = list[Cell]

MOST_REWRITTEN = 4
"""Bytes of unchanged cells that are rather written again than jumped over."""
ERASED_FROM = 4
"""So many blanks at the end of a line are erased by one sequence."""


class Picture:
    """One screen of a fixed size. What is shown is unknown at first: the first difference clears the screen."""

    def __init__(self, width: int, height: int, pens: Pens, *, scrolls: bool = True, fills: bool = False, erases: bool = True) -> None:
        """`scrolls`: the terminal knows scroll regions. `fills`: what it erases gets the pen's ground (terminfo: bce). `erases`: it knows ECH."""
        self.width, self.height = width, height
        self._pens, self._scrolls, self._fills, self._erases = pens, scrolls, fills, erases
        self.margins = False
        """Whether the terminal knows left and right margins (DECLRMM) as well; it is asked for that."""
        self._blank: Line = [BLANK] * width
        self._wanted: list[Line] = [self._blank] * height
        self._shown: list[Line] | None = None
        self._dirty: set[int] = set()
        self._at: Place | None = None
        self._pen: int | None = None
        self._out: list[str] = []

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        return self.width, self.height

    @property
    def wanted(self) -> Sequence[Line]:
        """The screen as it should be."""
        return self._wanted

    def put(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Want these cells from a place on. What lies beyond the edge is left out; of a wide sign that is cut in two a blank remains."""
        line = list(self._wanted[y])
        new = list(cells[: self.width - x])
        end = x + len(new)
        if len(cells) > len(new) and cells[len(new)][0] == "":
            new[-1] = BLANK
        if x and line[x][0] == "":
            line[x - 1] = BLANK
        if end < self.width and line[end][0] == "":
            line[end] = BLANK
        line[x:end] = new
        self._wanted[y] = line
        self._dirty.add(y)

    def forget(self) -> None:
        """Nobody knows any more what the terminal shows: the next difference draws everything."""
        self._shown = None

    def difference(self, caret: Place | None = None) -> str:
        """What brings the terminal from what it shows to what it should show. `caret` is where its cursor must then stand, if anywhere."""
        self._out = []
        if self._shown is None:
            self._clear()
        shown = self._shown or []
        changed = [y for y in sorted(self._dirty) if self._wanted[y] is not shown[y] and self._wanted[y] != shown[y]]
        if self._scrolls and (found := shift.find(shown, self._wanted, changed, margins=self.margins)):
            self._scroll(found)
            changed = sorted({*changed, *range(found.top, found.bottom)})
        for y in changed:
            self._line(y, self._wanted[y], shown[y])
        for y in self._dirty | set(changed):
            shown[y] = self._wanted[y]
        self._dirty.clear()
        if caret is not None:
            self._go(caret)
        return "".join(self._out)

    def _clear(self) -> None:
        self._out.append("\x1b[m\x1b[2J")
        self._at, self._pen = None, PLAIN
        self._shown = [self._blank] * self.height
        self._dirty = set(range(self.height))

    def _scroll(self, found: shift.Shift) -> None:
        """Have the terminal move lines: DECSTBM, line feeds at the bottom or reverse ones at the top, and the region taken back.

        Where only their left part moves, that stands between margins (DECSLRM), which are gone together with their mode.
        """
        assert self._shown is not None
        self._use(PLAIN)  # lines that come in get the pen's background
        edge, step = (found.bottom, "\n") if found.by > 0 else (found.top + 1, "\x1bM")
        on, off = ("", "") if found.right is None else (f"\x1b[?69h\x1b[;{found.right}s", "\x1b[?69l")
        self._out.append(f"{on}\x1b[{found.top + 1};{found.bottom}r\x1b[{edge}H{step * abs(found.by)}\x1b[r{off}")
        self._at = None  # not all take the cursor home when a region is set
        self._shown[found.top : found.bottom] = shift.after(self._shown, found, self._blank)

    def _line(self, y: int, new: Line, old: Line) -> None:
        columns = shift.differing(new, old)
        tail, ground = self.width, self._ground(new)
        while tail and new[tail - 1] == ground:
            tail -= 1
        erase = sum(x >= tail for x in columns) > ERASED_FROM
        if erase:
            columns = [x for x in columns if x < tail]
        for start, end in self._runs(new, columns):
            self._write(start, end, y, new)
        if erase:
            self._go((tail, y))
            self._use(ground[1])
            self._out.append("\x1b[K")

    def _ground(self, line: Line) -> Cell:
        """The blank at the end of a line, as far as the terminal can erase one like it."""
        return line[-1] if self._erasable(line[-1]) else BLANK

    def _erasable(self, cell: Cell) -> bool:
        """Whether the terminal can leave a blank like this one when it erases."""
        return cell == BLANK or (self._fills and cell[0] == " " and cell[2] and self._pens.is_ground(cell[1]))

    def _runs(self, line: Line, columns: list[int]) -> list[tuple[int, int]]:
        """The columns as stretches to write: whole wide signs, and short gaps with them."""
        runs: list[tuple[int, int]] = []
        for x in columns:
            start = x - 1 if line[x][0] == "" else x
            end = x + 2 if x + 1 < self.width and line[x + 1][0] == "" else x + 1
            if runs and (start <= runs[-1][1] or self._cheap(line, runs[-1][1], start)):
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return runs

    def _cheap(self, line: Line, start: int, end: int) -> bool:
        """Whether a gap is sooner written again than jumped over."""
        if end - start > MOST_REWRITTEN:
            return False
        pen = line[start - 1][1]
        gap = line[start:end]
        return sum(len(text.encode()) for text, _, _ in gap) <= MOST_REWRITTEN and all(sure and self._fits(text, own, pen) for text, own, sure in gap)

    def _fits(self, text: str, own: int, pen: int) -> bool:
        """Whether a cell looks right when written with a pen that may be another than its own."""
        return own == pen or (text == " " and self._pens.on_blank(pen) == own)

    def _write(self, start: int, end: int, y: int, line: Line) -> None:
        stop = self._blank_end(start, end, line)
        if start < stop:
            self._signs(start, stop, y, line)
        if stop < end:
            self._go((stop, y))
            if self._pen is None or not self._fits(" ", line[stop][1], self._pen):
                self._use(line[stop][1])
            self._out.append(f"\x1b[{end - stop}X")

    def _blank_end(self, start: int, end: int, line: Line) -> int:
        """From where on a stretch is nothing but blanks that are sooner erased (ECH) than written."""
        stop, ground = end, line[end - 1]
        if not self._erases or not self._erasable(ground):
            return end
        while stop > start and line[stop - 1] == ground:
            stop -= 1
        return stop if end - stop > len(f"\x1b[{end - stop}X") else end

    def _signs(self, start: int, end: int, y: int, line: Line) -> None:
        self._go((start, y))
        out, pen = self._out, self._pen
        lost = False
        for x in range(start, end):
            text, own, sure = line[x]
            if not text:
                continue
            if lost:
                out.append(move(None, (x, y)))
            if own != pen and (pen is None or not self._fits(text, own, pen)):
                out.append(self._pens.step(pen, own))
                pen = own
            out.append(text)
            lost = not sure
        self._pen = pen
        # At the right edge terminals differ on where the cursor stands.
        self._at = None if lost or end >= self.width else (end, y)

    def _go(self, there: Place) -> None:
        self._out.append(move(self._at, there, index=self._scrolls))
        self._at = there

    def _use(self, pen: int) -> None:
        self._out.append(self._pens.step(self._pen, pen))
        self._pen = pen
