"""What may stand in the place of the last word of a command line: words, options, numbers, units, fields; all from this machine."""

import argparse
import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from api_client.profile import BadAddress, Profile, load
from tui.cli import grammar
from tui.cli.console import Console
from tui.cli.parser import build, subparsers

MOST = 200
"""More than this many are no help."""
ABOUT_SIGNS = 40
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_PLAIN = re.compile(r"[\w.,:=@%+/-]+")
"""What a shell takes as it stands: what came from the hotline is put into a command line."""
_NUMBERS = "SELECT number, title FROM ticket WHERE open = 1 AND number LIKE ? || '%' ORDER BY next_due, number LIMIT ?"


class Candidate(NamedTuple):
    """One word, and what it is."""

    word: str
    about: str = ""


class _Place(NamedTuple):
    """Where the last word stands."""

    parser: argparse.ArgumentParser
    positionals: tuple[str, ...]
    """The words before it that are no options."""
    file: str
    """Of which word of `paidan`."""
    option: argparse.Action | None
    """The option that waits for its value."""


def candidates(typed: Sequence[str], console: Console) -> list[Candidate]:
    """What the last of these words may become; the others stand before it, without `paidan` itself."""
    *before, current = typed or ("",)
    place = _place(build(console.say), before)
    if place.option is not None:
        found = _of_option(place.option)
    elif current.startswith("-") and place.file != "queue":
        found = _options(place.parser)
    else:
        found = [*_words(place, current, console), *(_options(place.parser) if current.startswith("-") else [])]
    return [_shown(one) for one in found if one.word.startswith(current) and _PLAIN.fullmatch(one.word)][:MOST]


def _shown(found: Candidate) -> Candidate:
    about = _UNSEEN.sub("", found.about)
    return Candidate(_UNSEEN.sub("", found.word), about if len(about) <= ABOUT_SIGNS else about[: ABOUT_SIGNS - 1] + "…")


def _place(parser: argparse.ArgumentParser, before: Sequence[str]) -> _Place:
    positionals: list[str] = []
    option: argparse.Action | None = None
    file = ""
    for word in before:
        if option is not None:
            option = None
        elif word.startswith("-"):
            known = next((one for one in parser._actions if word in one.option_strings), None)
            option = known if known is not None and known.nargs != 0 else None
        elif (words := subparsers(parser)) is not None and word in words.choices:
            parser, positionals = words.choices[word], []
            file = parser.get_default("file") or file
        else:
            positionals.append(word)
    return _Place(parser, tuple(positionals), file, option)


def _of_option(option: argparse.Action) -> list[Candidate]:
    if option.dest == "scenario":
        return [Candidate(name) for name in grammar.SCENARIOS]
    if option.dest == "city":
        return [Candidate(name) for name in grammar.CITIES]
    return [Candidate(str(choice)) for choice in option.choices or ()]


def _options(parser: argparse.ArgumentParser) -> list[Candidate]:
    seen = [one for one in parser._actions if one.option_strings and one.help != argparse.SUPPRESS]
    return [Candidate(one.option_strings[-1], one.help or "") for one in seen]


def _words(place: _Place, current: str, console: Console) -> list[Candidate]:
    """What may stand where no option does."""
    if (words := subparsers(place.parser)) is not None:
        return [] if place.positionals else [Candidate(one.dest, one.help or "") for one in words._choices_actions]
    wanted = [one for one in place.parser._actions if not one.option_strings]
    many = bool(wanted) and wanted[-1].nargs == "*"
    at = min(len(place.positionals), len(wanted) - 1) if many else len(place.positionals)
    if not 0 <= at < len(wanted):
        return []
    if wanted[at].choices:
        return [Candidate(str(choice)) for choice in wanted[at].choices or ()]
    try:
        profile = load()
    except BadAddress:
        return []
    match (place.file, wanted[at].dest):
        case (_, "number"):
            return [*([Candidate("new")] if place.file == "do" else []), *_numbers(profile, current)]
        case ("outbox", "id"):
            return [Candidate(id[:8], f"{do} {ticket}") for id, do, ticket in _rows(profile.outbox_path, "SELECT id, do, ticket FROM command", ())]
        case ("do", "do"):
            return _commands(profile, console)
        case ("queue", "filter"):
            return _filter(profile, current, console)
        case ("do", "fields"):
            return _fields(place.positionals[1], profile, current, console)
        case ("reveal", "fields"):
            return _fields("reveal", profile, current, console)
    return []


def _numbers(profile: Profile, current: str) -> list[Candidate]:
    return [Candidate(number, title) for number, title in _rows(profile.mirror_path, _NUMBERS, (current, MOST))]


def _commands(profile: Profile, console: Console) -> list[Candidate]:
    """What the person's role may ask; everything where that is not known."""
    asks = _told(profile, "me").get("asks") or ()
    if not asks:
        from widgets.forms.command_fields import ASKABLE

        asks = ASKABLE
    return [Candidate(do, console.say.get(f"command.{do}") or "") for do in asks]


def _fields(do: str, profile: Profile, current: str, console: Console) -> list[Candidate]:
    """`name=` of a command's fields, or after the sign what the field takes."""
    from tui.cli.fields import choices_of
    from widgets.forms.command_fields import ASKABLE, Shape, fields_of

    if do not in ASKABLE:
        return []
    name, equals, _ = current.partition("=")
    if not equals:
        return [Candidate(f"{field.name}=", choices_of(field)) for field in fields_of(do)]
    field = next((one for one in fields_of(do) if one.name == name), None)
    if field is None:
        return []
    if field.shape in (Shape.UNIT, Shape.UNITS):
        begun = current[: current.rfind(",") + 1] or f"{name}="
        return [Candidate(f"{begun}{unit.word}", unit.about) for unit in _units(profile, console)]
    if field.shape is Shape.TIER:
        return [Candidate(f"{name}={tier}") for tier in _tiers(profile)]
    return [
        Candidate(f"{name}={str(choice).lower() if isinstance(choice, bool) else choice}") for choice in field.choices or () if choice is not None
    ]


def _filter(profile: Profile, current: str, console: Console) -> list[Candidate]:
    """`key:` of a filter, or after the sign its values."""
    from api_client.filter import KEYS, NAMES

    minus = "-" if current.startswith("-") else ""
    key, colon, _ = current.removeprefix(minus).partition(":")
    if not colon:
        return [*(Candidate(f"{minus}{name}:") for name in KEYS), *(Candidate(f"{minus}{word}") for word in ("overdue", "all"))]
    begun = current[: current.rfind(",") + 1] or f"{minus}{key}:"
    if key in ("unit", "lead", "first", "district", "street"):
        return [Candidate(f"{begun}{unit.word}", unit.about) for unit in _units(profile, console)]
    values = _tiers(profile) if key == "tier" else NAMES.get(key, ())
    return [Candidate(f"{begun}{value}") for value in values]


def _units(profile: Profile, console: Console) -> list[Candidate]:
    name = "name" if console.say.lang == "zh" else "name_en"
    return [Candidate(unit["code"], unit.get(name) or unit["name"]) for unit in _told(profile, "city").get("units", ())]


def _tiers(profile: Profile) -> Iterable[str]:
    policies = _told(profile, "city").get("policies") or [{}]
    return tuple(policies[-1].get("tiers", ()))


def _told(profile: Profile, what: str) -> dict[str, Any]:
    """What the hotline last told of the city, or of who is signed in."""
    found = _rows(profile.mirror_path, "SELECT value FROM meta WHERE key = ?", (what,))
    return dict(json.loads(found[0][0])) if found and found[0][0] else {}


def _rows(path: Path, sql: str, values: Sequence[Any]) -> list[Any]:
    """Rows of a local file; none where it is missing or will not."""
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as db:
            return db.execute(sql, values).fetchall()
    except sqlite3.Error:
        return []
