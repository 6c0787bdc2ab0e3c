"""The floor under a start: a Python that opens SQLite, asks for one page of the queue, writes it and waits for a key.

`python benchmarks/desk/raw.py MIRROR` draws what the desk's first page shows, in its columns and colours, with the standard library alone.
"""

import os
import sqlite3
import sys
import termios
import time
import tty

PAGE = "SELECT number, tier, title, lead, next_due, hops FROM ticket INDEXED BY queue WHERE open = 1 ORDER BY next_due, number LIMIT ?"
LEAD, TITLE = 8, 30
"""Columns that the unit and the title take."""


def fitted(text: str, columns: int) -> str:
    """A text cut or filled to so many columns; Chinese signs take two."""
    out, left = [], columns
    for sign in text:
        left -= 1 + (sign > "\u2e7f")
        if left < 0:
            left += 1 + (sign > "\u2e7f")
            break
        out.append(sign)
    return "".join(out) + " " * left


def line(now: int, number: str, tier: str, title: str, lead: str, due: int, hops: int) -> str:
    """One ticket."""
    seconds = due - now
    left = f"{seconds // 60}:{seconds % 60:02}" if seconds < 600 else f"{seconds // 60}m" if seconds < 3600 else f"{seconds // 3600}h"
    return f"  \x1b[{31 if seconds < 600 else 33}m{left:>8}\x1b[m {tier:<4}{number[6:]} {fitted(title, TITLE)}{fitted(lead, LEAD)} {hops or '':>2}"


def main() -> None:
    """Write the page, wait for a key, go."""
    before = termios.tcgetattr(0)
    tty.setraw(0)
    width, height = os.get_terminal_size()
    db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    [(count,)] = db.execute("SELECT value FROM meta WHERE key = 'open'").fetchall()
    now = int(time.time())
    lines = [line(now, *row) for row in db.execute(PAGE, (height - 4,))]
    page = "\r\n".join([f"\x1b[?1049h\x1b[?25l\x1b[H\x1b[7m{'queue':<{width}}\x1b[m", *lines, f"1/{count}"])
    os.write(1, page.encode())
    os.read(0, 1)
    os.write(1, b"\x1b[?25h\x1b[?1049l")
    termios.tcsetattr(0, termios.TCSANOW, before)


if __name__ == "__main__":
    main()
