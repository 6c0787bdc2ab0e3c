"""A command that waits for signatures, in words: what exactly is to be signed."""

from collections.abc import Mapping
from typing import Any

from textual.content import Content

from api_client.models.text import clean
from widgets.forms.command_fields import MODELS, Field, Shape, choice_key, fields_of, flat
from widgets.speech import Speech
from widgets.ticket.event_facts import moment_of


def command_lines(command: Mapping[str, Any], speech: Speech, *, now: int) -> list[Content]:
    """The fields of a held command, each with its label; as they come where this desk does not know the command."""
    do = str(command.get("do", ""))
    values = flat(command)
    if do not in MODELS:
        return [Content(speech.say("labelled", label=clean(str(name)), value=clean(str(value)))) for name, value in values.items()]
    return [
        Content(speech.say("labelled", label=speech.say(f"command.{do}.{field.name}"), value=_value(field, values[field.name], speech, now)))
        for field in fields_of(do)
        if values.get(field.name) not in (None, "", [], ())
    ]


def _value(field: Field, value: Any, speech: Speech, now: int) -> str:
    match field.shape:
        case Shape.UNIT:
            return speech.unit(str(value))
        case Shape.UNITS:
            return speech.units(map(str, value))
        case Shape.MOMENT:
            return speech.moment(at, now) if (at := moment_of(value)) else clean(str(value))
        case Shape.TIER:
            return speech.word("tier", str(value))
        case Shape.CHOICE:
            chosen = next((choice for choice in field.choices if choice == value), None)
            return speech.say(choice_key(field, chosen)) if chosen is not None else clean(str(value))
        case Shape.LINES:
            return speech.listed(clean(str(entry)) for entry in value)
        case _:
            return clean(str(value), lines=True)
