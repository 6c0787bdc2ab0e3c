"""The facts of an event as its sentence names them: words for values, names for units, the city's time for moments."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from api_client.models.parts import Callback
from api_client.models.text import clean
from api_client.models.word import Moment
from widgets.speech import Speech

NOTHING = "-"
"""Stands for a fact that the event lacks."""

TOPICS = {
    "exit": "exit", "tier": "tier", "tier_from": "tier", "basis": "basis", "result": "result", "level": "choice.level",
    "mode": "choice.mode", "sort": "choice.sort", "reassigned.kind": "reassign_kind", "whistled.kind": "whistle_kind",
    "paused.why": "pause_reason", "excluded.why": "exclusion", "supervised.why": "supervise_reason", "problem_ordered.why": "problem_order",
    "climbed.rung": "rung",
}  # fmt: skip
"""Facts that are values of a closed list, by name or by event and name, and where their words stand."""

UNITS = frozenset(("unit", "unit_from", "escalated.to"))
MOMENTS = frozenset(("due_from", "due_to", "until", "due", "rectify_by"))
PLAIN = frozenset(
    ("source", "external", "into", "child", "leader", "owner", "problem", "parent", "count", "usual", "score", "measure", "referred.to", "warned.on")
)

_MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


def event_facts(kind: str, data: Mapping[str, Any], speech: Speech, *, now: int) -> dict[str, str]:
    """Every fact that the sentence of this kind of event may name, in words; those that it lacks are dashes."""
    return {name: said or NOTHING for name, said in _worded(kind, data, speech, now).items()}


def _worded(kind: str, data: Mapping[str, Any], speech: Speech, now: int) -> dict[str, str]:
    """The same; empty where something is lacking."""
    match kind:
        case "cosign_requested":
            signers = told if isinstance(told := data.get("signers"), list | tuple) else ()
            return {
                "do": speech.word("command", text_of(inner(data, "command"), "do")),
                "signers": speech.listed(_signer(one, speech) for one in signers),
            }
        case "called_back":
            return {"answers": callback_answers(data.get("callback"), speech)}
        case "fed_back":
            return {"solved": _solved(inner(data, "reply"), speech)}
        case "co_reported":
            return {"unit": speech.unit(text_of(data, "unit")), "solved": _solved(data, speech)}
        case "missed":
            return {"clock": speech.clock(text_of(data, "clock"), text_of(data, "of"))}
        case "climbed":
            told = speech.listed(speech.word("ladder", role) for role in texts_of(data, "told"))
            return {"rung": speech.word("rung", text_of(data, "rung")), "told": told}
        case "dossier_opened":
            dossier = inner(data, "dossier")
            return {"kind": speech.word("dossier", text_of(dossier, "kind")), "title": clean(text_of(dossier, "title"))}
    facts = {name: _said(kind, name, data, speech, now) for name in _names(kind)}
    return facts | {
        "units": speech.units(texts_of(data, "units")),
        "parties": speech.listed(map(clean, texts_of(data, "parties"))),
    }


def _names(kind: str) -> set[str]:
    """The names of the facts that an event of this kind may have."""
    own = {name.partition(".")[2] for name in (*TOPICS, *UNITS, *PLAIN, "cosign_lapsed.because") if name.startswith(f"{kind}.")}
    return own | {name for name in ("channel", *TOPICS, *UNITS, *MOMENTS, *PLAIN) if "." not in name}


def _said(kind: str, name: str, data: Mapping[str, Any], speech: Speech, now: int) -> str:
    """One fact in words."""
    value, own = data.get(name), f"{kind}.{name}"
    if own == "cosign_lapsed.because":
        return _because(text_of(data, name), speech)
    if topic := TOPICS.get(own) or TOPICS.get(name):
        return speech.word(topic, text_of(data, name))
    if name == "channel":
        return speech.channel(text_of(data, name))
    if own in UNITS or name in UNITS:
        return speech.unit(text_of(data, name))
    if name in MOMENTS:
        return speech.moment(at, now) if (at := moment_of(value)) else clean(text_of(data, name))
    if isinstance(value, int | float):
        return f"{value:g}"
    return clean(text_of(data, name))


def _because(cause: str, speech: Speech) -> str:
    """Why a request to sign lapsed: what happened meanwhile, or by its code the rule that was against it in the end."""
    did = speech.word("did", cause)
    return did if did != clean(cause) else speech.word("no", cause)


def callback_answers(callback: object, speech: Speech) -> str:
    """The four answers of a callback in words; that nobody was reached, where that is so."""
    try:
        answers = callback if isinstance(callback, Callback) else Callback.model_validate(callback)
    except ValidationError:
        return NOTHING
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


def inner(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A part of an event that has parts of its own; empty where it has none."""
    part = data.get(name)
    return part if isinstance(part, Mapping) else {}


def text_of(data: Mapping[str, Any], name: str) -> str:
    """A field that is text; empty where it is not."""
    value = data.get(name)
    return value if isinstance(value, str) else ""


def texts_of(data: Mapping[str, Any], name: str) -> Iterable[str]:
    """A field that is a list of texts; empty where it is not."""
    values = data.get(name)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list | tuple) else []


def moment_of(value: object) -> datetime | None:
    """A field that is a moment; None where it is not."""
    try:
        return _MOMENT.validate_python(value)
    except ValidationError:
        return None


def _solved(data: Mapping[str, Any], speech: Speech) -> str:
    return speech.say("result.solved" if data.get("solved") is True else "result.unsolved")


def _signer(item: object, speech: Speech) -> str:
    if not isinstance(item, Mapping):
        return ""
    role, unit = speech.word("role", text_of(item, "role")), text_of(item, "unit")
    return f"{speech.unit(unit)} {role}" if unit else role
