"""The same ten keys over a slow line, with the thin display and with Textual's own output, as recordings that `asciinema play` shows.

`python -m benchmarks.recording` writes docs/recordings/*.cast (asciicast v2) and prints the bytes of both.
"""

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.desk.far import LINE
from benchmarks.desk.harness import FULL_PAGE, Piece, Timed, desk
from benchmarks.desk.homes import home, mirror_path
from benchmarks.desk.told import hotline

FOLDER = Path(__file__).parents[1] / "docs" / "recordings"
COLS, ROWS = 80, 24
TICKETS = 1_000
BEFORE = ("j",) * 19
"""To the last line of the first page, before the recording begins."""
KEYS = ("j", "j", "j", "j", "pagedown", "pagedown", "k", "pageup", "g", "j")
PACE_SECONDS = 0.2
"""One key after the other, at the pace of a person who looks for something."""
TOGETHER_SECONDS = 0.03
REST_SECONDS = 1.2
UNKNOWN_TEXTUAL = (
    "import sys; import tui.display.known as known; known.KNOWN = (); sys.argv = ['paidan']; from tui.__main__ import main; sys.exit(main())"
)
"""A desk that does not know its Textual and so lets it write itself."""
PROGRAMS = {"thin": ("-m", "tui"), "textual": ("-c", UNKNOWN_TEXTUAL)}


class Recorded(NamedTuple):
    """What was seen of one desk from before its first key on."""

    pieces: list[Piece]
    began: float
    keys: list[float]
    """When each key was pressed."""
    screen: bytes
    """What the terminal had been sent before."""
    arrived: float
    """When the screen showed what the last key did."""

    @property
    def size(self) -> int:
        """Bytes that the keys took."""
        return sum(len(piece.data) for piece in self.pieces)

    @property
    def lag(self) -> float:
        """Seconds from the last key until the screen showed what it did."""
        return self.arrived - self.keys[-1]


def record(terminal: Timed) -> Recorded:
    """Press the keys at their pace, whatever the screen does."""
    terminal.moment(lambda: terminal.tickets() >= FULL_PAGE // 2, timeout=90)
    terminal.type(*BEFORE)
    terminal.quiet(REST_SECONDS, most=20)
    terminal.text()
    before, first, began = bytes(terminal.received), len(terminal.pieces), time.perf_counter()
    pressed = []
    for key in KEYS:
        pressed.append(time.perf_counter())
        terminal.type(key)
        while (left := pressed[-1] + PACE_SECONDS - time.perf_counter()) > 0:
            terminal.pump(left)
    terminal.quiet(REST_SECONDS, most=60)
    shown = []
    while terminal.fed < len(terminal.pieces):
        shown.append((terminal.step().at, terminal.seen()))
    arrived = next(at for at, seen in shown if seen == shown[-1][1] and at > pressed[-1])
    return Recorded(terminal.pieces[first:], began, pressed, before, arrived)


def cast(recorded: Recorded, *, title: str, cols: int = COLS, rows: int = ROWS) -> str:
    """An asciicast: a line for the terminal, one for the screen as it stood, one for each key and each piece of output."""
    head = {"version": 2, "width": cols, "height": rows, "title": title, "env": {"TERM": "xterm-256color"}}
    events: list[tuple[float, str, str]] = [(0.0, "o", recorded.screen.decode(errors="replace"))]
    timed = [(moment, "i", key) for moment, key in zip(recorded.keys, KEYS, strict=False)]
    timed += [(at, "o", data.decode(errors="replace")) for at, data in together(recorded.pieces)]
    events += [(round(at - recorded.began, 3), kind, text) for at, kind, text in sorted(timed)]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in (head, *events)) + "\n"


def together(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that came close upon one another as one, each with whole signs: the line cuts them anywhere."""
    joined: list[Piece] = []
    last = 0.0
    for piece in pieces:
        if joined and (piece.at - last < TOGETHER_SECONDS or not _whole(joined[-1].data)):
            joined[-1] = joined[-1]._replace(data=joined[-1].data + piece.data)
        else:
            joined.append(piece)
        last = piece.at
    return joined


def _whole(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def main() -> None:
    """Record both, and say what they took."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="paidan-recording-") as folder:
        for name, program in PROGRAMS.items():
            env = home(Path(folder), TICKETS)
            quiet = {**env, "COLORTERM": "", "TEXTUAL_ANIMATIONS": "none"}
            words = ("--mirror", str(mirror_path(env)))
            with hotline(env, *words), desk(quiet, before=LINE, program=program, cols=COLS, rows=ROWS) as terminal:
                recorded = record(terminal)
            path = FOLDER / f"ten-keys-{name}.cast"
            path.write_text(cast(recorded, title=f"ten keys over 64 kbit/s, 200 ms: {name}"), encoding="utf-8")
            print(f"{name:<8}{recorded.size:>8,} bytes for {len(KEYS)} keys, the last one shown after {recorded.lag:.2f} s  ({path.name})")


if __name__ == "__main__":
    main()
