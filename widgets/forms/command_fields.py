"""Which fields a command asks for, and in what shape each is filled in: read from the command's own definition."""

import re
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AwareDatetime, BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from api_client.models.asked.carried import CARRIED
from api_client.models.commands import SYSTEM_ONLY, Command, OnDossier
from api_client.models.text import PROSE_LENGTH

FEW = 6
"""So many numbers are chosen from side by side; more are typed."""

UNIT_CODE_LENGTH = 40
"""The length that the words give to codes of units, and to nothing else."""

NOT_FILLED_IN = CARRIED | {"request"}
"""What a command has and no form asks for."""

MODELS: Mapping[str, type[BaseModel]] = {model.model_fields["do"].default: model for model in typing.get_args(typing.get_args(Command)[0])}
"""Every command's class by its `do`."""

ASKABLE = tuple(do for do in MODELS if do not in SYSTEM_ONLY)
"""The commands a person can ask."""

OF_DOSSIERS = frozenset(model.model_fields["do"].default for model in typing.get_args(OnDossier))

OF_TICKETS = tuple(do for do in ASKABLE if do not in OF_DOSSIERS)
"""Those on a ticket, or that make one: each has a form of its own."""


class Shape(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    NOTE = "note"
    """Several lines of free text."""
    LINES = "lines"
    """One entry a line."""
    MOMENT = "moment"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    """One of a few, yes and no among them."""
    UNIT = "unit"
    UNITS = "units"
    """Several units, picked one after the other."""
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
    """Bounds of a number, or of how many entries there may be."""
    length: int = 0
    """Signs at most, of each entry where there are several; 0 where there is no limit of its own."""
    pattern: str = ""
    """How the text must look, as a regular expression."""


def fields_of(do: str) -> tuple[Field, ...]:
    """The fields a person fills in for this command, in the order of its definition but for those of `SELDOM`. KeyError for an unknown command."""
    return tuple(sorted(_fields(MODELS[do], ""), key=lambda field: field.name in SELDOM.get(do, ())))


SELDOM = {"hand_over": ("unit",)}
"""Fields that hardly anybody fills in, by command: they come last."""


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
        if not within and name in NOT_FILLED_IN:
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
    low, high = _bounds(info)
    if kind is bool:
        return Field(name, Shape.CHOICE, required, default, (*open_choice, True, False))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Field(name, Shape.CHOICE, required, default, tuple(kind), words=_topic(kind.__name__))
    if typing.get_origin(kind) is Literal:
        return Field(name, Shape.CHOICE, required, default, typing.get_args(kind))
    if kind is int and low is not None and high is not None and high - low < FEW:
        return Field(name, Shape.CHOICE, required, default, (*open_choice, *range(low, high + 1)))
    if kind is int:
        return Field(name, Shape.NUMBER, required, default, low=low, high=high)
    if typing.get_origin(kind) is tuple:
        return _several(name, kind, info)
    if kind in (AwareDatetime, date):
        return Field(name, Shape.DAY if kind is date else Shape.MOMENT, required, default)
    return _text(name, info, default)


def _topic(enum: str) -> str:
    """Where an enumeration's words stand: `WhistleKind` → `whistle_kind`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", enum).lower()


def _bounds(info: FieldInfo) -> tuple[int | None, int | None]:
    """The lowest and the highest number, or the fewest and the most entries."""
    found = {type(rule): rule for rule in info.metadata}
    low = getattr(found.get(Ge), "ge", None)
    high = getattr(found.get(Le), "le", None)
    fewest = getattr(found.get(MinLen), "min_length", None)
    most = getattr(found.get(MaxLen), "max_length", None)
    return _whole(low if low is not None else fewest), _whole(high if high is not None else most)


def _several(name: str, kind: Any, info: FieldInfo) -> Field:
    """Several entries of one sort; an open one and an empty one are the same on a form."""
    rules = [rule for rule in getattr(typing.get_args(kind)[0], "__metadata__", ()) if isinstance(rule, StringConstraints)]
    length = max((rule.max_length for rule in rules if rule.max_length), default=0)
    low, high = _bounds(info)
    required = info.is_required()
    shape = Shape.UNITS if length == UNIT_CODE_LENGTH else Shape.LINES
    pattern = next((str(rule.pattern) for rule in rules if rule.pattern), "")
    return Field(name, shape, required, None if required else info.default, low=low, high=high, length=length, pattern=pattern)


def _text(name: str, info: FieldInfo, default: Any) -> Field:
    rules = [rule for rule in info.metadata if isinstance(rule, StringConstraints)]
    length = max((rule.max_length for rule in rules if rule.max_length), default=0)
    required = info.is_required() or any(rule.min_length for rule in rules)
    named = {"item": Shape.ITEM, "tier": Shape.TIER}.get(name)
    by_length = {UNIT_CODE_LENGTH: Shape.UNIT, PROSE_LENGTH: Shape.NOTE}.get(length, Shape.LINE)
    pattern = next((str(rule.pattern) for rule in rules if rule.pattern), "")
    return Field(name, named or by_length, required, default or "", length=length, pattern=pattern)


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The type without its None, and whether it had one."""
    if typing.get_origin(annotation) in (typing.Union, UnionType):
        parts = [part for part in typing.get_args(annotation) if part is not NoneType]
        return _bare(parts[0]), True
    return _bare(annotation), False


def _bare(annotation: Any) -> Any:
    """The type without what is noted beside it; a plain type stays."""
    return typing.get_args(annotation)[0] if typing.get_origin(annotation) is typing.Annotated else annotation


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
        if name in NOT_FILLED_IN:
            continue
        if isinstance(value, Mapping):
            values |= {f"{name}.{inner}": deep for inner, deep in value.items()}
        else:
            values[name] = value
    return values
