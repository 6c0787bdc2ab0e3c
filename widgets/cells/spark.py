"""Figures as signs, so that a trend or a length is seen at a glance; each sign takes one cell in any terminal."""

from collections.abc import Sequence

BRAILLE = "⣀⣤⣶⣿"
"""Four heights in signs of Braille: unlike the block signs they take one cell in Chinese terminals, too."""
ASCII = "_-=#"
NONE = " "
LONG, LONG_ASCII = "▮", "#"
LENGTH = 20
"""Cells of the longest bar."""


def spark(figures: Sequence[float | None], *, ascii_only: bool = False) -> str:
    """The figures between their lowest and their highest; where all are alike, in the middle; a blank where one is missing."""
    signs = ASCII if ascii_only else BRAILLE
    known = [figure for figure in figures if figure is not None]
    if not known:
        return NONE * len(figures)
    low, span = min(known), max(known) - min(known)
    return "".join(NONE if figure is None else signs[_height(figure, low, span, len(signs))] for figure in figures)


def _height(figure: float, low: float, span: float, steps: int) -> int:
    return min(steps - 1, int((figure - low) / span * steps)) if span else steps // 2 - 1


def measure(figure: float | None, whole: float, *, ascii_only: bool = False) -> str:
    """A figure as a bar, as long as its part of a whole; whatever is not nothing has one sign at least."""
    if not figure or whole <= 0:
        return ""
    return (LONG_ASCII if ascii_only else LONG) * max(1, min(LENGTH, round(figure / whole * LENGTH)))
