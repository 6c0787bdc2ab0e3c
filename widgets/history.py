"""What happened to a ticket, in words: one sentence an event, and what people wrote. Events that only a newer hotline knows are shown by name."""

import typing
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from api_client.models.events import AnyEvent
from api_client.models.parts import Callback
from api_client.models.recorded import Recorded
from api_client.models.text import clean
from api_client.models.word import Moment
from widgets.speech import Speech

KNOWN = frozenset(event.model_fields["type"].default for event in typing.get_args(AnyEvent))
"""The events that have a sentence."""

WRITTEN = ("reason", "legal_basis", "text", "to", "opinion", "handling", "public_reply", "unsolved_reason", "verbatim")
"""Fields that hold what people wrote, in the order they are told."""

UNKNOWN_LENGTH = 200
"""Signs of a field that nobody here knows, before it is cut."""

_MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


def sentence(recorded: Recorded, speech: Speech, *, now: int) -> str:
    """What happened, in one sentence without who and when."""
    if recorded.type not in KNOWN:
        return speech.say("event.unknown", type=clean(recorded.type))
    return speech.say(_key(recorded.type, recorded.data), **_facts(recorded.type, recorded.data, speech, now))


def written(recorded: Recorded, speech: Speech, *, now: int) -> list[str]:
    """What people wrote with it, each with its label; for an unknown event all its fields."""
    data: dict[str, Any] = dict(recorded.data)
    if recorded.type not in KNOWN:
        return [speech.say("labelled", label=clean(name), value=clean(str(value))[:UNKNOWN_LENGTH]) for name, value in data.items()]
    for inner in ("reply", "callback"):
        if isinstance(data.get(inner), Mapping):
            data |= data[inner]
    said = [
        speech.say("labelled", label=speech.say(f"detail.{name}"), value=clean(value, lines=True))
        for name in WRITTEN
        if isinstance(value := data.get(name), str) and value and not (recorded.type == "escalated" and name == "to")
    ]
    for name in ("suggested", "cc"):
        if isinstance(code := data.get(name), str) and code:
            said.append(speech.say("labelled", label=speech.say(f"detail.{name}"), value=speech.unit(code)))
    before, after = _moment(data.get("due_from")), _moment(data.get("due_to"))
    if recorded.type == "reassigned" and before != after:
        said.append(speech.say("detail.due", due_from=speech.moment(before, now), due_to=speech.moment(after, now)))
    return said


def _key(kind: str, data: Mapping[str, Any]) -> str:
    """Some sentences depend on how it went."""
    for kind_of, field in (("signed", "late"), ("ruled", "upheld"), ("cosigned", "complete"), ("called_back", "redo")):
        if kind == kind_of and data.get(field):
            return f"event.{kind}.{field}"
    return f"event.{kind}"


def _facts(kind: str, data: Mapping[str, Any], speech: Speech, now: int) -> dict[str, str]:
    """Every fact that a sentence may name, in words; those that the event lacks are dashes."""
    match kind:
        case "cosign_requested":
            command = data.get("command")
            held = command if isinstance(command, Mapping) else {}
            signers = told if isinstance(told := data.get("signers"), list | tuple) else ()
            return {
                "do": speech.word("command", _text(held, "do")),
                "signers": speech.listed(_signer(item, speech) for item in signers),
            }
        case "called_back":
            return {"answers": callback_answers(data.get("callback"), speech)}
        case "fed_back":
            reply = data.get("reply")
            solved = isinstance(reply, Mapping) and bool(reply.get("solved"))
            return {"solved": speech.say("result.solved" if solved else "result.unsolved")}
        case "cosign_lapsed":
            return {"because": speech.word("did", _text(data, "because"))}
    return {
        "channel": speech.word("choice.channel", _text(data, "channel")),
        "exit": speech.word("exit", _text(data, "exit")),
        "unit": speech.unit(_text(data, "unit")) or "-",
        "unit_from": speech.unit(_text(data, "unit_from")) or "-",
        "to": speech.unit(_text(data, "to")) or "-",
        "tier": speech.word("tier", _text(data, "tier")),
        "basis": speech.word("basis", _text(data, "basis")),
        "kind": speech.word("reassign_kind", _text(data, "kind")),
        "due_from": speech.moment(_moment(data.get("due_from")), now),
        "due_to": speech.moment(_moment(data.get("due_to")), now),
        "result": speech.word("result", _text(data, "result")),
        "clock": speech.word("clock", _text(data, "clock")),
        "source": clean(_text(data, "source")),
        "external": clean(_text(data, "external")),
    }


def callback_answers(callback: object, speech: Speech) -> str:
    """The four answers of a callback in words; that nobody was reached, where that is so."""
    try:
        answers = callback if isinstance(callback, Callback) else Callback.model_validate(callback)
    except ValidationError:
        return "-"
    if not answers.reached:
        return speech.say("callback.unreached")
    said = [speech.say("callback.reached")]
    for name in ("responded", "solved"):
        value = getattr(answers, name)
        if value is not None:
            said.append(speech.say(f"callback.{name}.{'yes' if value else 'no'}"))
    for name in ("satisfied", "attitude"):
        value = getattr(answers, name)
        if value is not None:
            said.append(speech.say(f"callback.{name}", n=value))
    if answers.reasonable is not None:
        said.append(speech.say(f"callback.reasonable.{'yes' if answers.reasonable else 'no'}"))
    return speech.listed(said)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    try:
        return _MOMENT.validate_python(value)
    except ValidationError:
        return None


def _signer(item: object, speech: Speech) -> str:
    if not isinstance(item, Mapping):
        return ""
    role, unit = speech.word("role", _text(item, "role")), _text(item, "unit")
    return f"{speech.unit(unit)} {role}" if unit else role
