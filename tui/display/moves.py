"""The fewest bytes that bring the cursor from one cell to another."""

Place = tuple[int, int]
"""Column and line, from 0."""

_MOST_STEPS_BACK = 4


def move(here: Place | None, there: Place, *, index: bool = True) -> str:
    """The sequence; the absolute address where it is not known where the cursor stands.

    `index`: the terminal knows IND and RI (VT100), one line down or up in the same column; within the screen nothing scrolls by them.
    """
    if here == there:
        return ""
    x, y = there
    address = _address(x, y)
    if here is None:
        return address
    way = _across(here[0], x) + _down(y - here[1], index=index)
    return way if len(way) < len(address) else address


def _address(x: int, y: int) -> str:
    if x:
        return f"\x1b[{y + 1};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _across(old: int, new: int) -> str:
    if new == 0 < old:
        return "\r"
    if 0 < old - new <= _MOST_STEPS_BACK:
        return "\b" * (old - new)
    way, anew = _by(new - old, "C", "D"), f"\r{_by(new, 'C', 'D')}"
    return way if new > old or len(way) <= len(anew) else anew


def _down(count: int, *, index: bool) -> str:
    if index and count in (1, -1):
        return "\x1bD" if count > 0 else "\x1bM"
    return _by(count, "B", "A")


def _by(count: int, on: str, back: str) -> str:
    if not count:
        return ""
    letter = on if count > 0 else back
    return f"\x1b[{abs(count)}{letter}" if abs(count) > 1 else f"\x1b[{letter}"
