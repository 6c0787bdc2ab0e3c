"""Text as cells of the screen. The last gate: whatever is no printable sign stops here."""

import re
from unicodedata import category, east_asian_width

from rich.cells import get_character_cell_size, split_graphemes
from rich.style import Style

from tui.display.pens import PLAIN, Pens
from tui.display.plain import in_ascii

Cell = tuple[str, int, bool]
"""What stands in a cell (empty: the right half of the wide sign before it), its pen, and whether all terminals agree on its width."""

BLANK: Cell = (" ", PLAIN, True)
MOST_MARKS = 2
"""Combining marks kept on one sign; more of them climb over the lines around."""
_TEXTS_KEPT = 1500

_AGREED = re.compile("[ -~\u3001\u3002\u4e00-\u9fff\uff01-\uff5e]*").fullmatch
"""Signs that all terminals draw alike: ASCII in one cell; Chinese characters and full-width forms in two."""
_VARIATIONS = ("\ufe0e", "\ufe0f")


class Cells:
    """Makes cells of text; equal cells are mostly one and the same object, so that screens are quickly compared."""

    def __init__(self, pens: Pens, *, encoding: str = "utf-8", plain: bool = False) -> None:
        """`plain`: signs that belong to no word are written in ASCII."""
        self._pens, self._plain = pens, plain
        self._encoding = encoding
        self._narrow = encoding.lower().replace("_", "-") not in ("utf-8", "utf8")
        self._texts: dict[tuple[str, Style | None], tuple[Cell, ...]] = {}
        self._cells: dict[Cell, Cell] = {}

    def be_plain(self) -> None:
        """Signs that belong to no word are written in ASCII from now on."""
        self._plain = True
        self.forget()

    def forget(self) -> None:
        """Make all cells anew: they are written in another way from now on."""
        self._texts.clear()

    def of(self, text: str, style: Style | None) -> tuple[Cell, ...]:
        """The cells of a text, exactly as many as Textual and rich count for it."""
        made = self._texts.get((text, style))
        if made is None:
            if len(self._texts) >= _TEXTS_KEPT:
                self._texts.clear()
                self._cells.clear()
            pen = self._pens.of(style)
            made = self._texts[text, style] = tuple(self._agreed(text, pen) if _AGREED(text) else self._graphemes(text, pen))
            if self._narrow:
                made = self._texts[text, style] = tuple(map(self._encodable, made))
        return made

    def _cell(self, text: str, pen: int, *, sure: bool = True) -> Cell:
        cell = (text, self._pens.on_blank(pen) if text == " " else pen, sure)
        return self._cells.setdefault(cell, cell)

    def _agreed(self, text: str, pen: int) -> list[Cell]:
        if text.isascii():
            return [self._cell(sign, pen) for sign in text]
        right = self._cell("", pen)
        cells = []
        for sign in text:
            cells.append(self._cell(sign, pen))
            if sign > "~":
                cells.append(right)
        return cells

    def _graphemes(self, text: str, pen: int) -> list[Cell]:
        cells: list[Cell] = []
        for start, end, width in split_graphemes(text)[0]:
            if width:
                cells += self._grapheme(text[start:end], min(width, 2), pen)
        return cells

    def _grapheme(self, text: str, width: int, pen: int) -> list[Cell]:
        """One sign with its marks. Of several joined ones the first stands alone: thin terminals would draw all of them side by side."""
        base = next(sign for sign in text if get_character_cell_size(sign))
        if category(base) == "Zs":
            return [self._cell(" ", pen)] * width
        if not base.isprintable():
            return [self._cell("?" if self._plain else "\ufffd", pen, sure=False), *[self._cell(" ", pen)] * (width - 1)]
        if self._plain and (written := in_ascii(base)) != base:
            return [self._cell(written, pen), *[self._cell(" ", pen)] * (width - 1)]
        after = text[text.index(base) + 1 :]
        marks = "".join(sign for sign in after if category(sign) in ("Mn", "Me") and sign not in _VARIATIONS)[:MOST_MARKS]
        sure = text == base and _agreed_width(base)
        whole = get_character_cell_size(base) == width
        rest = self._cell("", pen) if whole else self._cell(" ", pen)
        return [self._cell(base + marks, pen, sure=sure), *[rest] * (width - 1)]

    def _encodable(self, cell: Cell) -> Cell:
        """A question mark in place of what the terminal's encoding lacks; the right half of a wide one stays its own."""
        try:
            cell[0].encode(self._encoding)
        except UnicodeEncodeError:
            return self._cell("?", cell[1], sure=False)
        return cell


def _agreed_width(sign: str) -> bool:
    """Whether all terminals give a sign the same width: not so for ambiguous ones (UAX 11, class A), dingbats and emoji."""
    kind = east_asian_width(sign)
    return sign < "\u2600" if kind in ("N", "Na", "H") else kind != "A" and "\u2e80" <= sign < "\U0001f000"
