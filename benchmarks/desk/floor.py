"""The least bytes that could have made the same visible change: computed from the screen before and after, knowing nothing of the program.

It takes the cheapest move, the cheapest change of colours, writes short gaps anew where that is cheaper, and erases blank ends of lines.
Pen and cursor are carried from frame to frame. Not taken into account: scrolling and moving lines, inserting and deleting signs.
"""

from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

import pyte
from pyte.graphics import FG_BG_256

NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
CODES = {"default": 9} | {name: at for at, name in enumerate(NAMES)}
BRIGHT = {f"bright{name}": at for at, name in enumerate(NAMES)}
PALETTE = {value: at for at, value in reversed(list(enumerate(FG_BG_256))) if at > 15}
SWITCHES = (("bold", "1"), ("italics", "3"), ("underscore", "4"), ("blink", "5"), ("reverse", "7"), ("strikethrough", "9"))
MOST_BACK = 4
"""More columns back are not cheaper by backspaces."""
MOST_REWRITTEN = 8
ONE_LINE = {1: "\x1bD", -1: "\x1bM"}
"""IND and RI: down and up in the same column, at a byte less than by CUD and CUU."""
SHORTEST_ERASED = 4


class Pen(NamedTuple):
    """How a sign is drawn."""

    fore: str = "default"
    back: str = "default"
    marks: frozenset[str] = frozenset()
    """Codes of what is switched on."""


class Cell(NamedTuple):
    """What stands in a cell; empty in the right half of a wide sign."""

    text: str
    pen: Pen


PLAIN = Pen()
Screen = tuple[tuple[Cell, ...], ...]


def screen_of(screen: pyte.Screen) -> Screen:
    """What an emulator shows now."""
    return tuple(tuple(_cell(screen.buffer[y][x]) for x in range(screen.columns)) for y in range(screen.lines))


def _cell(char: "pyte.screens.Char") -> Cell:
    return Cell(char.data, Pen(char.fg, char.bg, frozenset(code for name, code in SWITCHES if getattr(char, name))))


def colour(value: str, *, back: bool) -> str:
    """The code of a colour, as pyte names it."""
    if value in CODES:
        return str((40 if back else 30) + CODES[value])
    if value in BRIGHT:
        return str((100 if back else 90) + BRIGHT[value])
    base = "48" if back else "38"
    if value in PALETTE:
        return f"{base};5;{PALETTE[value]}"
    return f"{base};2;" + ";".join(str(int(value[at : at + 2], 16)) for at in (0, 2, 4))


def pen_step(old: Pen, new: Pen) -> str:
    """The shortest sequence from one pen to another: the difference, or all anew."""
    if old == new:
        return ""
    whole = [*sorted(new.marks), *([colour(new.fore, back=False)] if new.fore != "default" else []),
             *([colour(new.back, back=True)] if new.back != "default" else [])]  # fmt: skip
    anew = f"\x1b[{';'.join(['0', *whole]) if whole else ''}m"
    if old.marks - new.marks:
        return anew
    more = [*sorted(new.marks - old.marks), *([colour(new.fore, back=False)] if new.fore != old.fore else []),
            *([colour(new.back, back=True)] if new.back != old.back else [])]  # fmt: skip
    return min(f"\x1b[{';'.join(more)}m", anew, key=len)


def address(x: int, y: int) -> str:
    """An absolute place."""
    if x == 0:
        return f"\x1b[{y + 1}H" if y else "\x1b[H"
    return f"\x1b[{y + 1};{x + 1}H"


def move(at: tuple[int, int] | None, x: int, y: int) -> str:
    """The cheapest way to a place, from a known one or from None."""
    if at == (x, y):
        return ""
    ways = [address(x, y)]
    if at is not None:
        across = _across(at[0], x)
        down = y - at[1]
        steps = ONE_LINE.get(down) or f"\x1b[{abs(down)}{'B' if down > 0 else 'A'}"
        ways += [way + (steps if down else "") for way in across]
        if x == 0 and 0 < down <= 3:
            ways.append("\r" + "\n" * down)
    return min(ways, key=len)


def _across(old: int, new: int) -> list[str]:
    if old == new:
        return [""]
    ways = [f"\x1b[{new + 1}G"] + (["\r"] if new == 0 else [])
    if new > old:
        return [*ways, f"\x1b[{new - old if new - old > 1 else ''}C"]
    return [*ways, "\b" * (old - new)] if old - new <= MOST_BACK else ways


@dataclass
class Floor:
    """An ideal writer on a terminal of so many columns; it remembers its cursor and its pen."""

    columns: int
    at: tuple[int, int] | None = None
    pen: Pen = PLAIN

    def frame(self, before: Screen, after: Screen) -> str:
        """The least that turns one screen into the other."""
        return "".join(self._line(y, was, line) for y, (was, line) in enumerate(zip(before, after, strict=True)) if was != line)

    def _line(self, y: int, before: tuple[Cell, ...], after: tuple[Cell, ...]) -> str:
        out: list[str] = []
        changed = _whole_signs([was != cell for was, cell in zip(before, after, strict=True)], after)
        blank = Cell(" ", Pen(back=after[-1].pen.back))
        tail = self.columns - sum(1 for _ in takewhile(lambda cell: cell.text == " " and _looks(cell) == blank, reversed(after)))
        erase = sum(changed[tail:]) > SHORTEST_ERASED
        for x in range(tail if erase else self.columns):
            if changed[x] and after[x].text:
                out.append(self._go(x, y, after))
                out.append(self._put(after[x], 2 if x + 1 < self.columns and not after[x + 1].text else 1))
        if erase:
            out.append(self._go(tail, y, after) + pen_step(self.pen, blank.pen) + "\x1b[K")
            self.pen = blank.pen
        return "".join(out)

    def _go(self, x: int, y: int, line: tuple[Cell, ...]) -> str:
        way = move(self.at, x, y)
        if self.at and self.at[1] == y and 0 < x - self.at[0] <= MOST_REWRITTEN:
            gap = line[self.at[0] : x]
            again = "".join(cell.text for cell in gap)
            if all(cell.pen == self.pen for cell in gap) and gap[0].text and len(again.encode()) < len(way):
                way = again
        self.at = (x, y)
        return way

    def _put(self, cell: Cell, width: int) -> str:
        assert self.at is not None
        x, y = self.at
        self.at = (x + width, y) if x + width < self.columns else None  # terminals differ on where the cursor is then
        fits = cell.text == " " and not cell.pen.marks and not self.pen.marks and cell.pen.back == self.pen.back
        step = "" if fits else pen_step(self.pen, cell.pen)
        self.pen = self.pen if fits else cell.pen
        return step + cell.text


def _looks(cell: Cell) -> Cell:
    """A blank without the colour of the sign that is not there."""
    return cell._replace(pen=cell.pen._replace(fore="default")) if not cell.pen.marks else cell


def _whole_signs(changed: list[bool], line: tuple[Cell, ...]) -> list[bool]:
    """A wide sign is written whole, whichever half of it has changed."""
    return [
        there or (cell.text != "" and x + 1 < len(line) and line[x + 1].text == "" and changed[x + 1])
        for x, (there, cell) in enumerate(zip(changed, line, strict=True))
    ]  # fmt: skip
