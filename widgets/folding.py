"""Where a line of Chinese may be broken (避头尾): no line begins with a closing sign, and none ends with an opening one."""

import itertools

from rich._wrap import divide_line

NOT_FIRST = frozenset("，。、；：？！）】》」』〉〕”’…—·％%,.;:?!)]}")
NOT_LAST = frozenset("（【《「『〈〔“‘([{")
MOST_MOVED = 3
"""So many signs go down to the next line at most; a line of nothing else is broken where it ends."""
LOOKED_AT = 4
"""How many lines' worth of cells are looked at to find one break."""


def divided(text: str, width: int, fold: bool = True) -> list[int]:
    """Where to break a text into lines of at most so many cells, as Rich does, with the signs kept where they belong."""
    usual = divide_line(text, width, fold)
    if not any(_ill(text, cut) for cut in usual):
        return usual
    cuts: list[int] = []
    start = 0
    while more := divide_line(text[start : start + LOOKED_AT * max(width, 1)], width, fold):
        start = _well(text, start, start + max(1, more[0]))
        cuts.append(start)
    return cuts


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
