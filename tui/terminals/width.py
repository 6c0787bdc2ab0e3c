"""How many cells a terminal gives to a text: written, measured by where the cursor then stands, and wiped out again."""

import os
import re
import select
from collections.abc import Iterable

ANSWER_SECONDS = 0.4
"""How long a terminal may take to say where its cursor stands; far more than any line needs."""
_PLACE = re.compile(rb"\x1b\[\d+;(\d+)R")


def measure(samples: Iterable[str]) -> dict[str, int | None]:
    """The width of each sample on the controlling terminal, None where it does not answer. OSError where there is no terminal."""
    import termios  # these two exist where terminals do
    import tty

    handle = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    try:
        before = termios.tcgetattr(handle)
        try:
            tty.setcbreak(handle, termios.TCSANOW)
            return {sample: _width(handle, sample) for sample in samples}
        finally:
            os.write(handle, b"\r\x1b[K")
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
    finally:
        os.close(handle)


def _width(handle: int, sample: str) -> int | None:
    os.write(handle, f"\r\x1b[K{sample}\x1b[6n".encode())
    said = b""
    while select.select([handle], [], [], ANSWER_SECONDS)[0]:
        said += os.read(handle, 64)
        if found := _PLACE.search(said):
            return int(found[1]) - 1
    return None
