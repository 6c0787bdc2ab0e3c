"""Where a line of Chinese may be broken (避头尾): no line begins with a closing sign, and none ends with an opening one."""

import itertools

from rich._wrap import divide_line
from rich.cells import cell_len

NOT_FIRST = frozenset("，。、；：？！）】》」』〉〕”’…—·％%,.;:?!)]}")
NOT_LAST = frozenset("（【《「『〈〔“‘([{")
MOST_MOVED = 3
"""So many signs go down to the next line at most; a line of nothing else is broken where it ends."""


def divided(text: str, width: int, fold: bool = True) -> list[int]:
    """Where to break a text into lines of at most so many cells: Chinese between any two signs, other words as Rich does."""
    if not fold or not any(_wide(sign) for sign in text):
        return divide_line(text, width, fold)
    cuts: list[int] = []
    start = 0
    while (end := _full(text, start, width)) < len(text):
        start = _well(text, start, _between_words(text, start, end))
        cuts.append(start)
    return cuts


def _wide(sign: str) -> bool:
    return cell_len(sign) == 2


def _full(text: str, start: int, width: int) -> int:
    """The end of what fits a line from here; at least one sign, and blanks hang over."""
    end, room = start + 1, width - cell_len(text[start : start + 1])
    while end < len(text) and (cells := cell_len(text[end])) <= room:
        room -= cells
        end += 1
    while end < len(text) and text[end] == " ":
        end += 1
    return end


def _between_words(text: str, start: int, end: int) -> int:
    """The last place up to here that is in no word of letters or digits; here, where the whole line is one."""
    free = (place for place in range(end, start, -1) if text[place - 1] == " " or _wide(text[place - 1]) or _wide(text[place]))
    return next(free, end)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells: broken at blanks where words are short enough, anywhere else."""
    width = max(2, width)
    lines: list[str] = [""]
    for word in text.replace("\n", " ").split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
        elif word.isascii() and len(word) <= width:
            lines.append(word)
        else:
            lines[-1:] = [piece.rstrip() for piece in pieces(joined, width)]
    return lines


def pieces(text: str, width: int) -> list[str]:
    """The lines themselves."""
    cuts = [0, *divided(text, width), len(text)]
    return [text[begin:end] for begin, end in itertools.pairwise(cuts)]


def _ill(text: str, cut: int) -> bool:
    """Whether a break before this sign would be wrong; within a word of letters, where it could not be better, it is not."""
    if not 0 < cut < len(text):
        return False
    return (text[cut] in NOT_FIRST and not text[cut - 1].isascii()) or (text[cut - 1] in NOT_LAST and text[cut] != " ")


def _well(text: str, start: int, cut: int) -> int:
    """The break, so far to the left as needed."""
    for place in range(cut, max(start, cut - MOST_MOVED - 1), -1):
        if not _ill(text, place):
            return place
    return cut
