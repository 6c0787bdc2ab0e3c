"""Draws a picture as SVG, in the sixteen colours of a dark or a light terminal."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style

from tests.pictures.picture import Picture, Run

CELL = (8.4, 19.0)
MARGIN = 10
WIDE = ' font-size="14.8" letter-spacing="2"'
"""Signs of two cells: as wide as these in every font."""
FONTS = "'Cascadia Mono','DejaVu Sans Mono','Sarasa Mono SC','Noto Sans Mono CJK SC',Menlo,Consolas,monospace"


class Paper(NamedTuple):
    """What a terminal makes of colours."""

    back: str
    fore: str
    sixteen: tuple[str, ...]


DARK = Paper(
    "#16181d", "#d0d3d8",
    ("#16181d", "#c4504f", "#6a9955", "#c8a24a", "#5b8fd6", "#a97bc9", "#4aa8b3", "#c4c7cc",
     "#6b7079", "#f0706c", "#9ecb7f", "#f2cd5c", "#85b3f2", "#cfa3ea", "#76d0da", "#ffffff"),
)  # fmt: skip
LIGHT = Paper(
    "#fbfbf8", "#25272b",
    ("#25272b", "#b02a2a", "#3b7a2a", "#8a6400", "#2a5db0", "#7d3fa8", "#17717c", "#8b8f96",
     "#6b7079", "#d03030", "#4b9a38", "#a87a00", "#3a74d0", "#9a58c8", "#1d8f9c", "#ffffff"),
)  # fmt: skip


def svg(picture: Picture, size: tuple[int, int], paper: Paper = DARK, *, theme: int = 0, title: str = "") -> str:
    """The picture in one theme."""
    width, height = (round(cells * side) + 2 * MARGIN for cells, side in zip(size, CELL, strict=True))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>{escape(title)}</title>" if title else "",
        f'<rect width="100%" height="100%" rx="6" fill="{paper.back}"/>',
        f'<g font-family="{FONTS}" font-size="14" xml:space="preserve" fill="{paper.fore}">',
    ]
    for at, (said, looks) in enumerate(zip(picture.text, picture.looks, strict=True)):
        parts += _line(at, said, looks, paper, theme)
    return "\n".join(part for part in [*parts, "</g>", "</svg>"] if part) + "\n"


def _line(at: int, said: str, looks: tuple[Run, ...], paper: Paper, theme: int) -> Iterator[str]:
    """The grounds of a line, then its text: where a font is a little wider than a cell, no sign is cut by the ground of the next."""
    cell, high = CELL
    top, place = MARGIN + at * high, 0
    texts: list[str] = []
    for (cells, look), text in zip(looks, _cut(said, looks), strict=True):
        fore, back, more = _paint(look[theme], paper)
        if back:
            yield f'<rect x="{MARGIN + place * cell:.1f}" y="{top:.1f}" width="{cells * cell:.1f}" height="{high:.1f}" fill="{back}"/>'
        for start, piece, wide in _pieces(text):
            x, long = MARGIN + (place + start) * cell, cell_len(piece) * cell
            form = WIDE if wide else f' textLength="{long:.1f}" lengthAdjust="spacingAndGlyphs"'
            texts.append(f'<text x="{x:.1f}" y="{top + 14.5:.1f}"{form}{fore}{more}>{escape(piece)}</text>')
        place += cells
    yield from texts


def _cut(said: str, looks: tuple[Run, ...]) -> Iterator[str]:
    """The text of each run; signs without a width go with the one before."""
    rest = list(said)
    for cells, _ in looks:
        taken, wide = "", 0
        while rest and (wide < cells or cell_len(rest[0]) == 0):
            wide += cell_len(rest[0])
            taken += rest.pop(0)
        yield taken


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    """Parts of signs of the same width, with their place in cells; blanks are left out, but for one between two words."""
    place = 0
    for part in re.findall(r" {2,}|[^ ]+(?: [^ ]+)*| ", text):
        for wide, same in groupby(part, key=lambda sign: cell_len(sign) == 2):
            piece = "".join(same)
            if kept := piece.strip():
                yield place + cell_len(piece) - cell_len(piece.lstrip()), kept, wide
            place += cell_len(piece)


def _paint(look: str, paper: Paper) -> tuple[str, str, str]:
    """Fill of the text, colour behind it, and what else."""
    style = Style.parse(look) if look != "none" else Style()
    fore, back = _colour(style.color, paper), _colour(style.bgcolor, paper)
    if style.reverse:
        fore, back = back or paper.back, fore or paper.fore
    more = ' font-weight="bold"' if style.bold else ""
    more += ' opacity="0.62"' if style.dim else ""
    more += ' text-decoration="underline"' if style.underline else ""
    return f' fill="{fore}"' if fore else "", back, more


def _colour(colour: Color | None, paper: Paper) -> str:
    if colour is None or colour.is_default:
        return ""
    if colour.number is not None and colour.number < len(paper.sixteen):
        return paper.sixteen[colour.number]
    return colour.get_truecolor().hex
