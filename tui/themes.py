"""The themes: one table says for each role how it is shown, with sixteen million colours and with sixteen."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from widgets.cells.inks import BANDS, role_of

SIXTEEN, MONOCHROME, NIGHT, LIGHT = "sixteen", "monochrome", "night", "light"
OLD_NAMES = {"ansi-dark": "dark", "ansi-light": "light"}
"""What themes were called in settings files of older versions."""

Pair = tuple[str, str]
"""A style with any colours, and the same of the sixteen; where the second is empty, the first holds for both."""
PLAIN: dict[str, Pair] = {"strong": ("bold", ""), "selection": ("reverse", "")}

THEMES: dict[str, dict[str, Pair]] = {
    # The terminal's own sixteen on its own ground, whatever that is: text has the terminal's colour, and only
    # the signs of what burns stand on a ground of their own.
    "sixteen": {
        "text": ("", ""), **PLAIN, "hint": ("dim", ""), "heading": ("bold", ""), "unit": ("", ""), "rule": ("dim", ""),
        "good": ("", ""), "bad": ("bold", ""), "alarm": ("bold bright_white on red", ""), "waiting": ("bold", ""), "done": ("bold", ""),
        "band.long": ("bold", ""), "band.overdue": ("bold", ""), "band.urgent": ("", ""), "band.warn": ("", ""),
        "band.watch": ("", ""), "band.calm": ("", ""), "band.paused": ("dim", ""), "band.done": ("dim", ""),
        "sign.long": ("bold bright_white on red", ""), "sign.overdue": ("bright_white on red", ""), "sign.urgent": ("black on yellow", ""),
        "sign.warn": ("", ""), "sign.watch": ("", ""), "sign.calm": ("", ""),
        "sign.paused": ("dim", ""), "sign.done": ("dim", ""),
    },
    "dark": {
        "text": ("#d4d7da on #14171a", "white on black"), "strong": ("bold #ffffff", "bold bright_white"), "hint": ("#9aa3ab", "white"),
        "selection": ("#ffffff on #243140", "black on white"), "heading": ("bold #c3ccd4", "bold white"), "unit": ("#7fc8d8", "bright_cyan"),
        "rule": ("#97a1ab", "white"), "good": ("#86c58a", "bright_green"), "bad": ("bold #ffd75f", "bold bright_yellow"),
        "alarm": ("bold #ff7468", "bold bright_red"), "waiting": ("bold #7fd7ff", "bold bright_cyan"), "done": ("bold #86c58a", "bold bright_green"),
        "band.long": ("bold #ff7468", "bold bright_red"), "band.overdue": ("#ff948a", "bright_red"),
        "band.urgent": ("bold #ffd75f", "bold bright_yellow"), "band.warn": ("#cfae62", "yellow"), "band.watch": ("#86c58a", "green"),
        "band.calm": ("#d4d7da", "white"), "band.paused": ("#9aa3ab", "white"), "band.done": ("#9aa3ab", "white"),
    },
    "light": {
        "text": ("#24292e on #fbfaf7", "black on bright_white"), "strong": ("bold #000000", "black"), "hint": ("#565d64", "black"),
        "selection": ("#000000 on #d5e3f2", "bright_white on black"), "heading": ("bold #3a4249", "black underline"), "unit": ("#005a73", "blue"),
        "rule": ("#5c636a", "black"), "good": ("#1c6636", "black"), "bad": ("bold #7a4300", "magenta"),
        "alarm": ("bold #a40000", "red"), "waiting": ("bold #004a94", "blue"), "done": ("bold #1c6636", "black"),
        "band.long": ("bold #a40000", "red underline"), "band.overdue": ("#b3261e", "red"), "band.urgent": ("bold #7a4300", "magenta"),
        "band.warn": ("#6b5900", "magenta"), "band.watch": ("#1c6636", "blue"), "band.calm": ("#24292e", "black"),
        "band.paused": ("#565d64", "black"), "band.done": ("#565d64", "black"),
    },
    # Without red and green: what burns is yellow, what is calm is blue, and every band has a lightness of its own.
    "deuteranopia": {
        "text": ("#d4d7da on #14171a", "white on black"), "strong": ("bold #ffffff", "bold bright_white"), "hint": ("#97a1ab", "white"),
        "selection": ("#ffffff on #243140", "black on white"), "heading": ("bold #c3ccd4", "bold white"), "unit": ("#8fc0ff", "bright_cyan"),
        "rule": ("#97a1ab", "white"), "good": ("#6fb1ff", "bright_cyan"), "bad": ("bold #fff2b0", "bold bright_white"),
        "alarm": ("bold #ffd21f", "bold bright_yellow"), "waiting": ("bold #6fb1ff", "bold bright_cyan"),
        "done": ("bold #6fb1ff", "bold bright_cyan"),
        "band.long": ("bold #ffd21f", "bold bright_yellow"), "band.overdue": ("#e0962a", "yellow"),
        "band.urgent": ("bold #fff2b0", "bold bright_white"), "band.warn": ("#b3a06a", "bright_white"), "band.watch": ("#6fb1ff", "cyan"),
        "band.calm": ("#d4d7da", "white"), "band.paused": ("#97a1ab", "white"), "band.done": ("#8f97d6", "white"),
    },
    # Without blue and yellow: what burns is red to pink, what is calm is teal, and every band has a lightness of its own.
    "tritanopia": {
        "text": ("#d4d7da on #14171a", "white on black"), "strong": ("bold #ffffff", "bold bright_white"), "hint": ("#97a1ab", "white"),
        "selection": ("#ffffff on #243140", "black on white"), "heading": ("bold #c3ccd4", "bold white"), "unit": ("#8fd8dc", "bright_cyan"),
        "rule": ("#97a1ab", "white"), "good": ("#4fc3c9", "bright_cyan"), "bad": ("bold #ffd9e6", "bold bright_white"),
        "alarm": ("bold #ff7468", "bold bright_red"), "waiting": ("bold #8fd8dc", "bold bright_cyan"), "done": ("bold #4fc3c9", "bold bright_cyan"),
        "band.long": ("bold #ff7468", "bold bright_red"), "band.overdue": ("#ffa69f", "bright_red"),
        "band.urgent": ("bold #ffd9e6", "bold bright_white"), "band.warn": ("#c9a0a8", "bright_white"), "band.watch": ("#4fc3c9", "cyan"),
        "band.calm": ("#d4d7da", "white"), "band.paused": ("#97a1ab", "white"), "band.done": ("#5fa7a0", "white"),
    },
    "monochrome": {
        "text": ("", ""), **PLAIN, "hint": ("", ""), "heading": ("bold", ""), "unit": ("", ""), "rule": ("", ""),
        "good": ("", ""), "bad": ("underline", ""), "alarm": ("bold reverse", ""), "waiting": ("bold", ""), "done": ("bold", ""),
        "band.long": ("bold", ""), "band.overdue": ("bold", ""), "band.urgent": ("", ""), "band.warn": ("", ""),
        "band.watch": ("", ""), "band.calm": ("", ""), "band.paused": ("", ""), "band.done": ("", ""),
        "sign.long": ("bold reverse", ""), "sign.overdue": ("reverse", ""), "sign.urgent": ("bold underline", ""), "sign.warn": ("underline", ""),
    },
    # For a dark room: amber and red on black, as dark as one can still read; nothing is bold, as many terminals show that bright.
    "night": {
        "text": ("#b0871c on #000000", "yellow on black"), "strong": ("#c2931c", "yellow"), "hint": ("#a3801d", "yellow"),
        "selection": ("#d29a1c on #261300", "black on yellow"), "heading": ("#b0871c", "yellow"), "unit": ("#b0871c", "yellow"),
        "rule": ("#a3801d", "yellow"), "good": ("#b0871c", "yellow"), "bad": ("#d98a00", "yellow"),
        "alarm": ("#f0482e", "bright_red"), "waiting": ("#c2931c", "yellow"), "done": ("#b0871c", "yellow"),
        "band.long": ("#f0482e", "bright_red"), "band.overdue": ("#f0482e", "bright_red"), "band.urgent": ("#d98a00", "yellow"),
        "band.warn": ("#c08a10", "yellow"), "band.watch": ("#b0871c", "yellow"), "band.calm": ("#b0871c", "yellow"),
        "band.paused": ("#a3801d", "yellow"), "band.done": ("#a3801d", "yellow"),
    },
}  # fmt: skip
"""A colour stands nowhere else. A sign that is not named looks as its band."""

NAMES = tuple(THEMES)
STYLES_KEPT = 1000


class Theme(NamedTuple):
    """One theme as it is shown in so many colours."""

    name: str
    looks: Mapping[str, Style]
    """How each role looks; `text` holds below all others."""
    bold: bool = True
    """Whether anything may be bold: many terminals show that bright, which is seen too far in the dark, and too little on white."""

    def role(self, role: str) -> Style:
        """How a role looks, with all that it has of the text."""
        return self.looks["text"] + self.looks[role]


def known(name: str) -> str:
    """A theme's name of today; empty where there is no such theme."""
    name = OLD_NAMES.get(name, name)
    return name if name in THEMES else ""


def theme(name: str, colours: str) -> Theme:
    """A theme for `truecolor`, `256`, `standard` or `none`; without colours there is one only. KeyError where there is no such theme."""
    name = MONOCHROME if colours == "none" else name
    table = THEMES[name]
    few = colours == "standard"
    looks = {role: Style.parse((pair[1] if few else "") or pair[0]) for role, pair in table.items()}
    for band in BANDS:
        looks.setdefault(f"sign.{band}", looks[f"band.{band}"])
    return Theme(name, looks, bold=name != NIGHT and not (name == LIGHT and few))


class Paint:
    """Shows what widgets have drawn in the looks of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._shown: dict[Style | None, Style] = {}

    def segments(self, segments: Sequence[Segment]) -> list[Segment]:
        """Segments as they are shown; control codes stay as they are."""
        return [segment if segment.control else Segment(segment.text, self.style(segment.style)) for segment in segments]

    def style(self, style: Style | None) -> Style:
        """A style as it is shown. A colour that is no role's ink has no say; what stands on one is a cursor, which Textual colours itself."""
        shown = self._shown.get(style)
        if shown is None:
            if len(self._shown) >= STYLES_KEPT:
                self._shown.clear()
            shown = self._shown[style] = self._mixed(style) if style is not None else self.theme.looks["text"]
        return shown

    def _mixed(self, style: Style) -> Style:
        looks = self.theme.looks
        meta = Style.from_meta(style.meta) if style.meta else Style()
        filled = role_of(style.bgcolor)
        if filled and filled != "selection":
            return _filled(self.theme.role(filled)) + meta
        role = role_of(style.color) or ("hint" if style.dim else "strong" if style.bold else "text")
        shown = self.theme.role(role) + Style(bold=style.bold or None, italic=style.italic, underline=style.underline or None, strike=style.strike)
        if filled or style.reverse:
            shown = _chosen(shown, looks, inked=role not in ("text", "strong"))
        elif style.bgcolor is not None and not style.bgcolor.is_default:
            shown = _cursor(shown, looks["text"])
        if not self.theme.bold or (shown.color is not None and shown.color.number == 0):  # black in bold is grey on many terminals
            shown += Style(bold=False)
        return shown + meta


def _filled(look: Style) -> Style:
    """A blank in the colour of a look: its own ground, or what its text is drawn with."""
    if look.reverse or look.color is None or look.color.is_default:
        return Style(reverse=True)
    return Style(bgcolor=look.color)


def _cursor(shown: Style, text: Style) -> Style:
    """Where a person types, and what is marked there: Textual gives it a ground of its own."""
    return shown + (Style(reverse=True) if text.bgcolor is None else Style(color=text.bgcolor, bgcolor=text.color))


def _chosen(shown: Style, looks: Mapping[str, Style], *, inked: bool) -> Style:
    """A look on the selected line: signs on a ground of their own keep it."""
    chosen, text = looks["selection"], looks["text"]
    if shown.bgcolor != text.bgcolor:
        return shown
    if chosen.reverse:
        return shown + Style(reverse=not shown.reverse, dim=False)  # faint on the light ground is hard to read
    few = chosen.color is not None and chosen.color.triplet is None
    return shown + Style(bgcolor=chosen.bgcolor, color=None if inked and not few else chosen.color)
