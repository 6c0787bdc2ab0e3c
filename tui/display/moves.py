"""The fewest bytes that bring the cursor from one cell to another."""

Place = tuple[int, int]
"""Column and line, from 0."""

_MOST_STEPS_BACK = 4


def move(here: Place | None, there: Place) -> str:
    """The sequence; the absolute address where it is not known where the cursor stands."""
    if here == there:
        return ""
    x, y = there
    ways = [_address(x, y)]
    if here is not None:
        down = _by(y - here[1], "B", "A")
        if x == 0:
            ways.append("\r" + down)
        if x == here[0]:
            ways.append(down)
        elif y == here[1]:
            ways.append(_by(x - here[0], "C", "D"))
        if 0 < here[0] - x <= _MOST_STEPS_BACK:
            ways.append("\b" * (here[0] - x) + down)
    return min(ways, key=len)


def _address(x: int, y: int) -> str:
    if x:
        return f"\x1b[{y + 1};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _by(count: int, on: str, back: str) -> str:
    if not count:
        return ""
    letter = on if count > 0 else back
    return f"\x1b[{abs(count)}{letter}" if abs(count) > 1 else f"\x1b[{letter}"
