"""Figures over time as columns beside one another, some lines high: what a spark says at a glance, with the lowest and the highest figure told."""

from collections.abc import Sequence

from rich.cells import cell_len

from widgets.cells.columns import fit, right
from widgets.cells.spark import ASCII, BRAILLE, NONE

LINES = 5
"""Lines of the columns, without the one below that names them."""
GAP = 2


def chart(figures: Sequence[float | None], names: Sequence[str], *, ascii_only: bool = False) -> tuple[str, ...]:
    """The columns from the lowest figure to the highest, and their names below; none of fewer than two figures, or where all are alike.

    A missing figure has no column. The lowest stands one step high, so that it is seen to be there.
    """
    known = [figure for figure in figures if figure is not None]
    if len(known) < 2 or min(known) == max(known):
        return ()
    low, high = min(known), max(known)
    signs = ASCII if ascii_only else BRAILLE
    steps = LINES * len(signs)
    heights = [0 if figure is None else 1 + round((figure - low) / (high - low) * (steps - 1)) for figure in figures]
    wide = max(cell_len(name) for name in names)
    marks = {0: _told(high), LINES - 1: _told(low)}
    room = max(map(len, marks.values()))
    lines = []
    for line in range(LINES):
        floor = (LINES - 1 - line) * len(signs)
        columns = (_part(height - floor, signs) * (wide - GAP) for height in heights)
        lines.append(f"{right(marks.get(line, ''), room, '')}  {''.join(fit(f' {column}', wide + GAP, '') for column in columns)}".rstrip())
    return (*lines, f"{NONE * (room + 2)}{''.join(fit(name, wide + GAP, '') for name in names)}".rstrip())


def _told(figure: float) -> str:
    return f"{figure:.2f}" if isinstance(figure, float) else str(figure)


def _part(height: int, signs: str) -> str:
    """The sign of a column's part in a line that begins so many steps below its top."""
    return NONE if height <= 0 else signs[min(height, len(signs)) - 1]
