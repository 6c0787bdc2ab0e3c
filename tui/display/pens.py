"""Pens: how a cell is written, and the fewest bytes from one pen to another."""

from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style

PLAIN = 0
"""The terminal's own colours, no attribute."""

_ATTRIBUTES = {
    "bold": "1", "dim": "2", "italic": "3", "underline": "4", "blink": "5", "blink2": "6", "reverse": "7", "conceal": "8", "strike": "9",
    "underline2": "21", "frame": "51", "encircle": "52", "overline": "53",
}  # fmt: skip
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "51", "52", "53"})
_STYLES_KEPT = 1000
_UNDONE = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""How an attribute is switched off by itself (ECMA-48); bold and dim go together."""
_DEFAULT_COLOURS = ("39", "49")


class Pen(NamedTuple):
    """Codes of SGR (ECMA-48, select graphic rendition)."""

    fore: str
    back: str
    attributes: frozenset[str]


class Pens:
    """Numbers for pens. The number of a style stays as long as the program runs; 0 is the plain pen."""

    def __init__(self, colours: ColorSystem = ColorSystem.STANDARD, *, no_colour: bool = False, eight: bool = False, undoes: bool = True) -> None:
        """`eight`: the terminal has eight colours and shows bold ones bright, or bold. `undoes`: attributes can be switched off one by one."""
        self._colours, self._no_colour, self._eight, self._undoes = colours, no_colour, eight, undoes
        self._pens = [Pen(*_DEFAULT_COLOURS, frozenset())]
        self._numbers = {self._pens[0]: PLAIN}
        self._of_style: dict[Style, int] = {}
        self._blanks: dict[int, int] = {}
        self._steps: dict[tuple[int, int], str] = {}

    def use(self, colours: ColorSystem) -> None:
        """Write other colours than before as this system can; what was numbered stays."""
        self._colours = colours
        self._of_style.clear()

    def of(self, style: Style | None) -> int:
        """The number of a style's pen. Links are left out: nothing but text and its look gets through."""
        if style is None:
            return PLAIN
        number = self._of_style.get(style)
        if number is None:
            if len(self._of_style) >= _STYLES_KEPT:
                self._of_style.clear()
            attributes = frozenset(code for name, code in _ATTRIBUTES.items() if getattr(style, name))
            fore, back = self._seen(style.color), self._seen(style.bgcolor)
            if self._eight and _is_bright(fore):
                attributes |= {_ATTRIBUTES["bold"]}
            pen = Pen(self._codes(fore, ground=False), self._codes(back, ground=True), attributes)
            number = self._of_style[style] = self._number(pen)
        return number

    def on_blank(self, number: int) -> int:
        """The simplest pen with which a blank looks the same."""
        found = self._blanks.get(number)
        if found is None:
            pen = self._pens[number]
            seen = pen.attributes & _SEEN_ON_BLANKS
            found = self._blanks[number] = self._number(Pen(pen.fore if seen else _DEFAULT_COLOURS[0], pen.back, seen))
        return found

    def is_ground(self, number: int) -> bool:
        """Whether a blank of this pen is nothing but a coloured ground, as an erased cell may be."""
        return not self._pens[number].attributes and self.on_blank(number) == number

    def step(self, here: int | None, there: int) -> str:
        """The shortest sequence from one pen to another; None where the terminal's pen is not known."""
        if here is None:
            return "\x1b[m" + self.step(PLAIN, there)
        if here == there:
            return ""
        known = self._steps.get((here, there))
        if known is None:
            known = self._steps[here, there] = self._shortest(self._pens[here], self._pens[there])
        return known

    def _shortest(self, here: Pen, there: Pen) -> str:
        afresh = [*sorted(there.attributes), *(code for code, usual in zip(there[:2], _DEFAULT_COLOURS, strict=True) if code != usual)]
        ways = [["0", *afresh] if afresh else []]
        off = here.attributes - there.attributes
        if not off or (self._undoes and off <= _UNDONE.keys()):
            undone = {_UNDONE[code] for code in off}
            on = there.attributes - here.attributes | ({"1", "2"} & there.attributes if "22" in undone else set())
            colours = [code for code, was in zip(there[:2], here[:2], strict=True) if code != was]
            ways.append([*sorted(undone), *sorted(on), *colours])
        return f"\x1b[{min((';'.join(way) for way in ways), key=len)}m"

    def _seen(self, colour: Color | None) -> Color | None:
        """A colour as the terminal can show it; None for its own."""
        return None if colour is None or self._no_colour else colour.downgrade(self._colours)

    def _codes(self, colour: Color | None, *, ground: bool) -> str:
        if colour is None:
            return _DEFAULT_COLOURS[ground]
        if self._eight and _is_bright(colour):
            colour = Color.from_ansi((colour.number or 0) % 8)
        return ";".join(colour.get_ansi_codes(foreground=not ground))

    def _number(self, pen: Pen) -> int:
        number = self._numbers.get(pen)
        if number is None:
            number = self._numbers[pen] = len(self._pens)
            self._pens.append(pen)
        return number


def _is_bright(colour: Color | None) -> bool:
    return colour is not None and colour.number is not None and 8 <= colour.number < 16
