"""What a person has set in settings.toml: language, signs, keys, named views. A mistake in it is said and never stops the desk."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tui import themes

LANGUAGES = ("zh", "en")
SWITCHES = ("ascii", "mouse", "preview", "night_theme", "bell", "title", "read_only")
"""Settings that are on or off."""
MOST_UNDO_SECONDS = 60


class Settings(NamedTuple):
    """The settings; every one has a default, so that no file is needed."""

    lang: str = ""
    """zh or en; empty: as the environment says."""
    ascii: bool = False
    """Signs of ASCII only, for fonts without others; switched on by itself where the terminal has no more."""
    theme: str = themes.SIXTEEN
    """One of `tui.themes`: the terminal's own sixteen colours, which are right on dark and light, where nothing is said."""
    night_theme: bool = False
    """Whether the night screen takes the colours of `night` by itself."""
    bell: bool = True
    """Whether the terminal's bell rings for what is newly urgent or overdue."""
    title: bool = True
    """Whether the window's title tells how many tickets are overdue and urgent."""
    mouse: bool = False
    read_only: bool = False
    """Whether nothing may be asked of the hotline from here."""
    undo_seconds: int = 5
    """How long a command is held so that it can be taken back, 0 to 60."""
    preview: bool = True
    """Whether the pane on the right is shown from 100 columns up."""
    views: tuple[tuple[str, str], ...] = ()
    """Named filters, in the file's order."""
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Own keys by the names of the key table's rows."""
    troubles: tuple[str, ...] = ()
    """What was wrong with the file, one sentence each."""


def read(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none."""
    try:
        said = path.read_bytes().decode()
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as trouble:
        return Settings(troubles=(f"{path.name}: {trouble}",))
    import tomllib  # here, because a desk without settings starts without it

    try:
        return parse(tomllib.loads(said))
    except tomllib.TOMLDecodeError as trouble:
        return Settings(troubles=(f"{path.name}: {trouble}",))


def parse(table: Mapping[str, Any]) -> Settings:
    """The settings of a TOML table; what does not fit is left at its default and named in `troubles`."""
    found: dict[str, Any] = {}
    choices_of = {"lang": LANGUAGES, "theme": (*themes.NAMES, *themes.OLD_NAMES)} | dict.fromkeys(SWITCHES, (True, False))
    troubles = [f"settings: {key} is unknown" for key in table if key not in (*choices_of, "undo_seconds", "views", "keys")]
    for name, choices in choices_of.items():
        if name in table:
            fits = table[name] in choices and type(table[name]) is type(choices[0])
            if fits:
                found[name] = themes.known(table[name]) if name == "theme" else table[name]
            else:
                troubles.append(f"settings: {name} must be one of {', '.join(str(choice).lower() for choice in choices)}")
    if "undo_seconds" in table:
        seconds = table["undo_seconds"]
        if type(seconds) is int and 0 <= seconds <= MOST_UNDO_SECONDS:
            found["undo_seconds"] = seconds
        else:
            troubles.append(f"settings: undo_seconds must be a whole number from 0 to {MOST_UNDO_SECONDS}")
    for name, into in (("views", _text), ("keys", _texts)):
        entries = table.get(name, {})
        if not isinstance(entries, Mapping):
            troubles.append(f"settings: [{name}] must be a table")
            continue
        read_entries = {key: into(value) for key, value in entries.items()}
        troubles += [f"settings: {name}.{key} must be text" for key, value in read_entries.items() if value is None]
        found[name] = tuple((key, value) for key, value in read_entries.items() if value is not None)
    return Settings(**found, troubles=tuple(troubles))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    values = [value] if isinstance(value, str) else value
    return tuple(values) if isinstance(values, list) and values and all(isinstance(entry, str) and entry for entry in values) else None


def save_view(path: Path, name: str, text: str) -> Settings:
    """Keep a filter under a name and return the settings as they now stand; the rest of the file stays as it was written."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    line = f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(text, ensure_ascii=False)}"
    rows = [row for row in before.splitlines() if not row.startswith(json.dumps(name, ensure_ascii=False) + " =")]
    if "[views]" in (row.strip() for row in rows):
        place = next(at for at, row in enumerate(rows) if row.strip() == "[views]")
        rows.insert(place + 1, line)
    else:
        rows += ["", "[views]", line] if rows else ["[views]", line]
    fresh = path.with_suffix(".new")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text("\n".join(rows) + "\n", encoding="utf-8")
    os.replace(fresh, path)
    return read(path)
