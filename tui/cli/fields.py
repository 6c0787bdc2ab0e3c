"""From `field=value` words to a command: each mistake becomes a sentence that names the field and says what it takes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api_client.models.city import City
from api_client.models.commands import COMMANDS, AnyCommand, Load, OnDossier, OnTicket, Register
from tui.cli.values import Reading, Wrong, value_of
from tui.words.words import Words
from widgets.forms.command_fields import ASKABLE, MODELS, Field, Shape, fields_of, nested

EMPTY = ("missing", "string_too_short", "too_short")
TOO_LONG = ("string_too_long", "too_long")
"""pydantic's names of two mistakes that deserve a sentence of their own."""
OF_THE_CITY = (Shape.UNIT, Shape.UNITS, Shape.MOMENT, Shape.DAY)
"""Shapes that the city's units and its clocks are needed to understand."""
TAKES = {
    Shape.UNIT: "UNIT", Shape.UNITS: "UNIT,…", Shape.ITEM: "ITEM", Shape.TIER: "TIER", Shape.LINES: "TEXT,…", Shape.MOMENT: "TIME", Shape.DAY: "DAY",
}  # fmt: skip
HELD = frozenset(("cosign", "decline"))
"""Commands that answer a request for a signature."""


class Mistaken(Exception):
    """The words make no command; `sentences` says why, one each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


def choices_of(field: Field) -> str:
    """What a field takes, as the help shows it: `true|false`, `1|2|3`, `UNIT`, `TEXT`."""
    if field.choices:
        return "|".join(_spelled(choice) for choice in field.choices if choice is not None)
    if field.shape is Shape.NUMBER:
        return f"{field.low}..{field.high}" if field.high is not None else "N"
    return TAKES.get(field.shape, "NUMBER" if field.pattern else "TEXT")


def _spelled(choice: Any) -> str:
    return str(choice).lower() if isinstance(choice, bool) else str(choice)


def check_name(do: str, say: Words) -> None:
    """Raise Mistaken where no person can ask this."""
    if do not in ASKABLE:
        near = ", ".join(get_close_matches(do, ASKABLE)) or ", ".join(ASKABLE)
        raise Mistaken([say("cli.no_such_command", do=do, near=near)])


def read_fields(do: str, pairs: Iterable[str], *, city: City | None, now: datetime, say: Words) -> dict[str, Any]:
    """The fields of a command from words like `unit=hdq`; units by code, moments as they are meant at `now`. Raises Mistaken."""
    known = {field.name: field for field in fields_of(do)}
    given: dict[str, list[str]] = {}
    mistakes: list[str] = []
    for pair in pairs:
        name, equals, text = pair.replace("＝", "=", 1).partition("=")
        if not equals:
            mistakes.append(say("cli.not_a_field", word=pair))
        elif name not in known:
            mistakes.append(say("cli.no_such_field", field=name, do=do, fields=", ".join(known) or "-"))
        else:
            given.setdefault(name, []).append(text)
    values: dict[str, Any] = {}
    for name, texts in given.items():
        try:
            values[name] = value_of(known[name], texts, Reading(city, now, say))
        except Wrong as wrong:
            mistakes.append(str(wrong))
    if mistakes:
        raise Mistaken(mistakes)
    return nested(values)


def is_on(do: str) -> str:
    """What a command is on, `ticket` or `dossier`; empty for one that makes something new."""
    return next((kind for kind in ("ticket", "dossier") if kind in MODELS[do].model_fields), "")


def build_command(do: str, fields: Mapping[str, Any], *, id: UUID, ticket: str, seen: int, say: Words) -> OnTicket | Register | OnDossier:
    """The command itself; `ticket` is a dossier's number where the command is on one. Raises Mistaken with a sentence for each field at fault."""
    body: dict[str, Any] = {"do": do, "id": id, **fields}
    if on := is_on(do):
        body |= {on: ticket, "seen": seen}
    try:
        command: AnyCommand = COMMANDS.validate_python(body)
    except ValidationError as wrong:
        raise Mistaken([_sentence(do, error, say) for error in wrong.errors(include_url=False)]) from None
    assert not isinstance(command, Load), "nobody asks for that"
    return command


def _sentence(do: str, error: ErrorDetails, say: Words) -> str:
    name = ".".join(str(part) for part in error["loc"] if part != do)
    field = next((field for field in fields_of(do) if field.name == name or name.startswith(f"{field.name}.")), None)
    takes = choices_of(field) if field else "TEXT"
    key = "cli.field_missing" if error["type"] in EMPTY else "cli.field_wrong"
    if error["type"] in TOO_LONG:
        return say("cli.field_long", field=name, length=error["ctx"]["max_length"])
    if name == "request":
        return say("cli.which_request")
    return say(key, field=name, takes=takes, given=error["input"] if isinstance(error["input"], str) else "")


def help_lines(say: Words) -> list[str]:
    """Every command with its help and its fields; a field in brackets may be left out."""
    lines: list[str] = []
    for do in ASKABLE:
        words = say.get(f"command.{do}.help") if say.lang == "zh" else None
        lines.append(f"  {do:<16}{words or (MODELS[do].__doc__ or '').partition(chr(10))[0]}")
        shown = [f"{field.name}={choices_of(field)}" if field.required else f"[{field.name}={choices_of(field)}]" for field in fields_of(do)]
        shown += ["[request=ID]"] if do in HELD else []
        lines += [f"{'':<18}{part}" for part in shown]
    return lines


def needs_city(do: str, pairs: Iterable[str]) -> bool:
    """Whether a unit or a moment is named among the fields, which takes the city to understand."""
    named = {field.name for field in fields_of(do) if field.shape in OF_THE_CITY}
    return any(pair.replace("＝", "=", 1).partition("=")[0] in named for pair in pairs)
