"""What a person has set in settings.toml: language, signs, keys, named views. A mistake in it is said and never stops the desk."""

import json
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tui import themes

LANGUAGES = ("zh", "en")
LINKS = ("auto", "fast", "slow")
SWITCHES = ("ascii", "mouse", "preview", "night_theme", "bell", "title", "read_only")
"""Settings that are on or off."""
MOST_UNDO_SECONDS = 60


class View(NamedTuple):
    """A view of the queue under a name."""

    name: str
    text: str
    """The filter line; `sort:` in it says the order."""
    columns: tuple[str, ...] = ()
    """None: those of the settings, or what suits the width."""


class Settings(NamedTuple):
    """The settings; every one has a default, so that no file is needed."""

    lang: str = ""
    """zh or en; empty: as the environment says."""
    ascii: bool = False
    """Signs of ASCII only, for fonts without others; switched on by itself where the terminal has no more."""
    theme: str = themes.SIXTEEN
    """One of `tui.themes`: the terminal's own sixteen colours, which are right on dark and light, where nothing is said."""
    link: str = "auto"
    """How the line to the terminal is: `fast`, `slow`, or `auto` to find out. On a slow one less is sent."""
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
    columns: tuple[str, ...] = ()
    """The queue's columns from left to right; none: what suits the width."""
    views: tuple[View, ...] = ()
    """Own views, in the file's order."""
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
    choices_of = {"lang": LANGUAGES, "theme": (*themes.NAMES, *themes.OLD_NAMES), "link": LINKS} | dict.fromkeys(SWITCHES, (True, False))
    troubles = [f"settings: {key} is unknown" for key in table if key not in (*choices_of, "undo_seconds", "columns", "views", "keys")]
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
    if "columns" in table:
        found["columns"] = _columns("columns", table["columns"], troubles)
    found["views"] = tuple(_view(name, value, troubles) for name, value in _entries(table, "views", troubles))
    keys = {name: _texts(value) for name, value in _entries(table, "keys", troubles)}
    troubles += [f"settings: keys.{name} must be text" for name, value in keys.items() if value is None]
    found["keys"] = tuple((name, value) for name, value in keys.items() if value is not None)
    return Settings(**found | {"views": tuple(view for view in found["views"] if view is not None)}, troubles=tuple(troubles))


def _entries(table: Mapping[str, Any], name: str, troubles: list[str]) -> Iterable[tuple[str, object]]:
    entries = table.get(name, {})
    if isinstance(entries, Mapping):
        return entries.items()
    troubles.append(f"settings: [{name}] must be a table")
    return ()


def _view(name: str, told: object, troubles: list[str]) -> View | None:
    """A view of the file: its filter alone, or a table of filter, sort and columns."""
    parts = {"filter": told} if isinstance(told, str) else told
    if not isinstance(parts, Mapping) or not all(isinstance(parts.get(part, ""), str) for part in ("filter", "sort")):
        troubles.append(f"settings: views.{name} must be text, or a table of filter, sort and columns")
        return None
    troubles += [f"settings: views.{name}.{part} is unknown" for part in parts if part not in ("filter", "sort", "columns")]
    order = f"sort:{parts['sort']}" if parts.get("sort") else ""
    columns = _columns(f"views.{name}.columns", parts["columns"], troubles) if "columns" in parts else ()
    return View(name, f"{parts.get('filter', '')} {order}".strip(), columns)


def _columns(place: str, told: object, troubles: list[str]) -> tuple[str, ...]:
    """The known ones of some columns; the others are named with those that there are."""
    from widgets.cells.columns import COLUMNS  # here, because what only reads settings draws nothing

    named = told if isinstance(told, list) else [told]
    if unknown := [str(name) for name in named if name not in COLUMNS]:
        troubles.append(f"settings: {place}: {', '.join(unknown)} must be among {', '.join(COLUMNS)}")
    return tuple(name for name in named if name in COLUMNS)


def _texts(value: object) -> tuple[str, ...] | None:
    values = [value] if isinstance(value, str) else value
    return tuple(values) if isinstance(values, list) and values and all(isinstance(entry, str) and entry for entry in values) else None


def keep(path: Path, name: str, value: str | bool) -> None:
    """Write one setting down; the rest of the file stays as it was written. Raises OSError."""
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    head = next((at for at, row in enumerate(rows) if row.lstrip().startswith("[")), len(rows))
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    place = next((at for at, row in enumerate(rows[:head]) if row.split("=")[0].strip() == name), None)
    rows[slice(0, 0) if place is None else slice(place, place + 1)] = [line]
    _replaced(path, rows)


def _replaced(path: Path, rows: list[str]) -> None:
    """Put rows in the file's place all at once: where a symbolic link leads, and with the mode that the file had."""
    place = Path(os.path.realpath(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.new")
    fresh.write_text("\n".join(rows) + "\n", encoding="utf-8")
    if place.exists():
        fresh.chmod(stat.S_IMODE(place.stat().st_mode))
    os.replace(fresh, place)


def save_view(path: Path, view: View) -> Settings:
    """Keep a view under its name and return the settings as they now stand; the rest of the file stays as it was written.

    Raises OSError, and ValueError where the file cannot be read as it is: then nothing is written.
    """
    import tomllib

    before = path.read_text(encoding="utf-8") if path.exists() else ""
    name, text = (json.dumps(part, ensure_ascii=False) for part in (view.name, view.text))
    value = f"{{ filter = {text}, columns = {json.dumps(list(view.columns))} }}" if view.columns else text
    heads = tuple(f"{name_of}{blank}=" for name_of in (name, view.name) for blank in (" ", ""))
    rows = before.splitlines()
    if "[views]" in (row.strip() for row in rows):
        place = next(at for at, row in enumerate(rows) if row.strip() == "[views]") + 1
        end = next((at for at, row in enumerate(rows[place:], place) if row.lstrip().startswith("[")), len(rows))
        kept = [row for row in rows[place:end] if not row.lstrip().startswith(heads)]
        rows[place:end] = [f"{name} = {value}", *kept]
    else:
        rows += ["", "[views]", f"{name} = {value}"] if rows else ["[views]", f"{name} = {value}"]
    tomllib.loads("\n".join(rows))
    _replaced(path, rows)
    return read(path)
