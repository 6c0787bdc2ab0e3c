"""A person's own keys from the settings file: those that make sense are put into the table, each of the others is named with its line."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui import keymap
from tui.words.words import Words

KEY = re.compile(r"(?:(?:ctrl|shift|alt)\+)*(?:\S|f\d\d?|up|down|left|right|home|end|pageup|pagedown|enter|escape|tab|space|backspace|delete|insert)")
"""A key as it is written in the file: a sign as it is typed, or a name."""


class Own(NamedTuple):
    """What came of the file's keys."""

    rows: tuple[keymap.Key, ...]
    """The whole table, with them in it."""
    changed: dict[str, str]
    """The same for Textual's `set_keymap`."""
    troubles: tuple[str, ...]
    """A sentence for each line that was not used."""


def own_keys(written: Sequence[tuple[str, tuple[str, ...]]], say: Words) -> Own:
    """The table with the keys that are written in the file, row by row. What clashes keeps its usual key; two that change places do not clash."""
    if not written:
        return Own(keymap.KEYS, {}, ())
    from difflib import get_close_matches  # here, because most desks start without keys of their own

    changes, troubles = dict(written), []
    known = sorted({row.id for row in keymap.KEYS})
    for id, keys in written:
        if id not in known:
            near = get_close_matches(id, known)
            troubles.append(say("own_keys.no_row", row=id, near=", ".join(near)) if near else say("own_keys.no_row_near", row=id))
        elif wrong := next((key for key in keys if not KEY.fullmatch(key)), None):
            troubles.append(say("own_keys.no_key", row=id, key=wrong))
        else:
            continue
        del changes[id]
    while True:
        try:
            return Own(keymap.effective(changes), keymap.changed(changes), tuple(troubles))
        except keymap.Clash as clash:
            if not set(clash.rows) & set(changes):
                return Own(keymap.KEYS, {}, (*troubles, str(clash)))
            id, other = _to_blame(clash, changes)
            troubles.append(_clashes(id, other, clash, say))
            del changes[id]


def _to_blame(clash: keymap.Clash, changes: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The line of the file that goes, and the row that has the key already; of two lines the later one goes."""
    written = [id for id in changes if id in clash.rows]
    blamed = written[-1]
    return blamed, clash.rows[clash.rows[0] == blamed]


def _clashes(id: str, other: str, clash: keymap.Clash, say: Words) -> str:
    where = say.get(f"keys.where_{clash.place}") or clash.place
    return say("own_keys.clash", row=id, key=keymap.shown(clash.key), other=say(f"keys.{other}"), other_row=other, where=where)
