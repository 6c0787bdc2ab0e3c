"""Texts as they are compared, whoever typed them and with whichever keyboard."""

_BLANKS = frozenset(" \t\u3000'-·")


class _Folding(dict[int, str]):
    """What each sign met so far is compared as, by its code point."""

    def __missing__(self, point: int) -> str:
        sign = chr(point - 0xFEE0 if 0xFF01 <= point <= 0xFF5E else point)
        self[point] = "" if sign in _BLANKS else sign.lower()
        return self[point]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text as it is compared: lower case, full-width letters as plain ones, no blanks. Folding works sign by sign."""
    return text.translate(_FOLDING)
