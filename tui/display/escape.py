"""Esc and a key soon after it are two keys: no key of the desk is pressed with Alt, which terminals send alike, and Esc leads back everywhere.

Over SSH a second key within a third of a second is soon; Textual alone takes the two for one with Alt, which does nothing.
"""

from collections.abc import Iterable
from functools import wraps

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

ESC = "\x1b"


def keep_apart() -> None:
    """Have whatever reads a terminal from now on tell them apart; what an editing key of a keyboard sends, as Alt and Backspace, stays one key."""
    XTermParser._sequence_to_key_events = _told_apart  # type: ignore[method-assign]


_as_one = XTermParser._sequence_to_key_events


@wraps(_as_one)
def _told_apart(self: XTermParser, sequence: str, alt: bool = False) -> Iterable[events.Key]:
    if len(sequence) == 2 and sequence[0] == ESC and isinstance(ANSI_SEQUENCES_KEYS.get(sequence), str):
        sequence, alt = sequence[1], True
    if alt:
        yield events.Key("escape", ESC)
    yield from _as_one(self, sequence)
