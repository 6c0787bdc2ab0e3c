"""Text from people is data: cleaned once, here, where it enters."""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

TITLE_LENGTH = 200
LINE_LENGTH = 500
PROSE_LENGTH = 20_000
COMBINING_MARKS_KEPT = 2

_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
) | frozenset(
    chr(point) for start, end in ((0xFE00, 0xFE0F), (0xE0000, 0xE007F), (0xE0100, 0xE01EF), (0x180B, 0x180D)) for point in range(start, end + 1)
)
_SKIN_TONES = frozenset(chr(point) for point in range(0x1F3FB, 0x1F400))
_REGIONAL_A, _REGIONAL_Z = "\U0001f1e6", "\U0001f1ff"
_BLANKS = frozenset("\t\v\f\x85\u2028\u2029")
_ODD = re.compile("[^ -~\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e]+")
"""Other than letters, Chinese characters and their punctuation, which stay as they are."""
_FORBIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def _visible(character: str) -> str:
    """The stand-in for one character that must not reach a terminal: its control picture, or its code point in angle brackets."""
    point = ord(character)
    if point < 0x20:
        return chr(0x2400 + point)
    return "\u2421" if point == 0x7F else f"<{point:04X}>"


def clean(text: str, *, lines: bool = False) -> str:
    """Return the text with nothing in it that a terminal could obey.

    Control characters become visible (ESC is shown as its picture, a bidi override as `<202E>`), invisible joiners, selectors, tags
    and skin tones are dropped, enclosing marks and more than two combining marks on one
    character are dropped, every kind of blank becomes a blank, and
    flags become their two letters: terminals disagree on the width of what is joined. What can be composed is (NFC). Line breaks are
    kept only when `lines` is true. Cleaning twice changes nothing more.
    """
    if (text.isascii() and text.isprintable()) or not _ODD.search(text):
        return text
    one = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _ODD.sub(lambda odd: _kept(odd[0], lines=lines, first=odd.start() == 0), one))


def _kept(odd: str, *, lines: bool, first: bool) -> str:
    """What stays of characters in a row; `first`: nothing stands before them."""
    kept: list[str] = []
    marks = COMBINING_MARKS_KEPT if first else 0  # a mark with nothing before it would sit on the cell before the text
    for character in odd:
        if character == "\n":
            kept.append("\n" if lines else " ")
            marks = COMBINING_MARKS_KEPT
            continue
        elif character in _BLANKS:
            kept.append(" ")
        elif character in _INVISIBLE or character in _SKIN_TONES:
            continue
        elif _REGIONAL_A <= character <= _REGIONAL_Z:
            kept.append(chr(ord(character) - ord(_REGIONAL_A) + ord("A")))
        elif (category := unicodedata.category(character)) in _FORBIDDEN_CATEGORIES:
            kept.append(_visible(character))
        elif category in ("Mn", "Me"):
            marks += 1
            if marks <= COMBINING_MARKS_KEPT and category == "Mn":
                kept.append(character)
            continue
        else:
            kept.append(character)
        marks = 0
    return "".join(kept)


def _clean_line(value: object) -> object:
    return clean(value).strip() if isinstance(value, str) else value


def _clean_prose(value: object) -> object:
    return clean(value, lines=True).strip() if isinstance(value, str) else value


PlainCode = Annotated[str, BeforeValidator(_clean_line)]
"""A code that somebody typed, which may be none."""
PlainTitle = Annotated[str, BeforeValidator(_clean_line), StringConstraints(max_length=TITLE_LENGTH)]
PlainLine = Annotated[str, BeforeValidator(_clean_line), StringConstraints(max_length=LINE_LENGTH)]
PlainText = Annotated[str, BeforeValidator(_clean_prose), StringConstraints(max_length=PROSE_LENGTH)]
Sentence = Annotated[str, BeforeValidator(_clean_prose), StringConstraints(min_length=1, max_length=PROSE_LENGTH)]
"""Text that may not be empty: reasons, opinions, notes."""
