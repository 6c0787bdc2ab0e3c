"""Which fields a command asks for, and in what shape each is filled in: read from the command's own definition."""

import typing
from collections.abc import Mapping
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple

from annotated_types import Ge, Le
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from api_client.models.commands import SYSTEM_ONLY, Command
from api_client.models.text import PROSE_LENGTH

UNIT_CODE_LENGTH = 40
"""The length that the words give to codes of units, and to nothing else."""

CARRIED = frozenset(("id", "do", "ticket", "seen", "request"))
"""What every command carries and nobody fills in."""

MODELS: Mapping[str, type[BaseModel]] = {model.model_fields["do"].default: model for model in typing.get_args(typing.get_args(Command)[0])}
"""Every command's class by its `do`."""

ASKABLE = tuple(do for do in MODELS if do not in SYSTEM_ONLY)
"""The commands a person can ask."""


class Shape(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    NOTE = "note"
    """Several lines of free text."""
    LINES = "lines"
    """One entry a line."""
    NUMBER = "number"
    CHOICE = "choice"
    """One of a few, yes and no among them."""
    UNIT = "unit"
    ITEM = "item"
    """A line of the dispatch catalogue."""
    TIER = "tier"
    """One of the policy's tiers."""


class Field(NamedTuple):
    """One field of a form."""

    name: str
    """Dotted where it lies in a part of the command: `requester.phone`."""
    shape: Shape
    required: bool
    default: Any = None
    choices: tuple[Any, ...] = ()
    """The values to choose from; None where it may stay open."""
    words: str = ""
    """Topic of the choices' words: `exit`, `choice`."""
    low: int | None = None
    high: int | None = None
    length: int = 0
    """Signs at most; 0 where there is no limit of its own."""


def fields_of(do: str) -> tuple[Field, ...]:
    """The fields a person fills in for this command, in the order of its definition. KeyError for an unknown command."""
    return tuple(_fields(MODELS[do], ""))


def choice_key(field: Field, value: Any) -> str:
    """Key of the word for one of the field's choices."""
    if value is None:
        return "choice.unset"
    if isinstance(value, bool):
        return "choice.yes" if value else "choice.no"
    if isinstance(value, Enum):
        return f"{field.words}.{value.value}"
    return f"choice.{field.name}.{value}"


def _fields(model: type[BaseModel], within: str) -> list[Field]:
    found: list[Field] = []
    for name, info in model.model_fields.items():
        if not within and name in CARRIED:
            continue
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            found += _fields(info.annotation, f"{name}.")
        else:
            found.append(_field(f"{within}{name}", info))
    return found


def _field(name: str, info: FieldInfo) -> Field:
    kind, may_be_open = _kind(info.annotation)
    required = info.is_required()
    default = None if required else info.default
    open_choice = (None,) if may_be_open else ()
    low = next((rule.ge for rule in info.metadata if isinstance(rule, Ge)), None)
    high = next((rule.le for rule in info.metadata if isinstance(rule, Le)), None)
    if kind is bool:
        return Field(name, Shape.CHOICE, required, default, (*open_choice, True, False))
    if isinstance(kind, type) and issubclass(kind, Enum):
        topic = {"ReassignKind": "reassign_kind"}.get(kind.__name__, kind.__name__.lower())
        return Field(name, Shape.CHOICE, required, default, tuple(kind), words=topic)
    if typing.get_origin(kind) is Literal:
        return Field(name, Shape.CHOICE, required, default, typing.get_args(kind))
    if kind is int and isinstance(low, int) and isinstance(high, int) and high - low < 6:
        return Field(name, Shape.CHOICE, required, default, (*open_choice, *range(low, high + 1)))
    if kind is int:
        return Field(name, Shape.NUMBER, required, default, low=_whole(low), high=_whole(high))
    if typing.get_origin(kind) is tuple:
        return Field(name, Shape.LINES, required, default)
    return _text(name, info, default)


def _text(name: str, info: FieldInfo, default: Any) -> Field:
    rules = [rule for rule in info.metadata if isinstance(rule, StringConstraints)]
    length = max((rule.max_length for rule in rules if rule.max_length), default=0)
    required = info.is_required() or any(rule.min_length for rule in rules)
    named = {"item": Shape.ITEM, "tier": Shape.TIER}.get(name)
    by_length = {UNIT_CODE_LENGTH: Shape.UNIT, PROSE_LENGTH: Shape.NOTE}.get(length, Shape.LINE)
    return Field(name, named or by_length, required, default or "", length=length)


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The type without its None, and whether it had one."""
    if typing.get_origin(annotation) in (typing.Union, UnionType):
        parts = [part for part in typing.get_args(annotation) if part is not NoneType]
        return parts[0], True
    return annotation, False


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted names as parts within parts, as the command wants them."""
    body: dict[str, Any] = {}
    for name, value in values.items():
        part, _, rest = name.partition(".")
        if rest:
            body.setdefault(part, {})[rest] = value
        else:
            body[name] = value
    return body


def flat(body: Mapping[str, Any]) -> dict[str, Any]:
    """A command's body as a form's values: the reverse of `nested`, without what every command carries."""
    values: dict[str, Any] = {}
    for name, value in body.items():
        if name in CARRIED:
            continue
        if isinstance(value, Mapping):
            values |= {f"{name}.{inner}": deep for inner, deep in value.items()}
        else:
            values[name] = value
    return values
