"""What happened to a ticket, in words: one sentence an event, and what people wrote. Events that only a newer hotline knows are shown by name."""

import typing
from collections.abc import Mapping
from typing import Any

from api_client.models.events import AnyEvent
from api_client.models.recorded import Recorded
from api_client.models.text import clean
from widgets.speech import Speech
from widgets.ticket.event_facts import event_facts, inner, moment_of, text_of, texts_of

KNOWN = frozenset(event.model_fields["type"].default for event in typing.get_args(AnyEvent))
"""The events that have a sentence."""

TWO_WAYS = {
    "signed": "late", "ruled": "upheld", "cosigned": "complete", "called_back": "redo", "reassigned": "designated", "absorbed": "parted",
    "advised": "ours", "mediated": "agreed", "reported_in": "late", "co_reported": "late", "dismissed": "stayed", "supervised": "owner",
    "gathered": "parent", "warned": "on",
}  # fmt: skip
"""Events that can go two ways, and the field that tells which; each has a sentence of its own."""

WRITTEN = (
    "question", "matter", "task", "condition", "reason", "legal_basis", "text", "opinion", "handling", "public_reply", "unsolved_reason",
    "root_cause", "verbatim", "late_reason", "minutes", "unmet",
)  # fmt: skip
"""Fields that hold what people wrote, in the order they are told."""

ONLY_OF = {"to": ("routed_elsewhere",), "result": ("mediated", "measure_met", "dossier_closed")}
"""Fields that hold what people wrote with some events; elsewhere the sentence tells them."""

LISTS = ("evidence", "flagged")
UNITS = ("suggested", "cc")
CODES = ("doubted", "repeats", "warned")
PARTS = ("reply", "callback", "dossier")
"""Parts of an event in which more of it is told."""

MOVES_DUE = ("reassigned", "resumed")
"""Events that may move the due time without their sentence saying so."""

UNKNOWN_LENGTH = 200
"""Signs of a field that nobody here knows, before it is cut."""


def sentence(recorded: Recorded, speech: Speech, *, now: int) -> str:
    """What happened, in one sentence without who and when."""
    if recorded.type not in KNOWN:
        return speech.say("event.unknown", type=clean(recorded.type))
    key, way = f"event.{recorded.type}", TWO_WAYS.get(recorded.type)
    if way and recorded.data.get(way):
        key = f"{key}.{way}"
    return speech.say(key, **event_facts(recorded.type, recorded.data, speech, now=now))


def written(recorded: Recorded, speech: Speech, *, now: int) -> list[str]:
    """What people wrote with it, each with its label; for an unknown event all its fields."""
    data: dict[str, Any] = dict(recorded.data)
    if recorded.type not in KNOWN:
        return [speech.say("labelled", label=clean(name), value=clean(str(value))[:UNKNOWN_LENGTH]) for name, value in data.items()]
    for part in PARTS:
        data |= inner(data, part)
    told = [*WRITTEN, *(name for name, kinds in ONLY_OF.items() if recorded.type in kinds)]
    said = {name: clean(text_of(data, name), lines=True) for name in told}
    said |= {name: speech.listed(map(clean, texts_of(data, name))) for name in LISTS}
    said |= {name: speech.unit(text_of(data, name)) for name in UNITS}
    said |= {name: clean(text_of(data, name)) for name in CODES}
    if promised := moment_of(data.get("contact_promised")):
        said["contact_promised"] = speech.moment(promised, now)
    lines = [speech.say("labelled", label=speech.say(f"detail.{name}"), value=value) for name, value in said.items() if value]
    return lines + _due(recorded.type, data, speech, now)


def _due(kind: str, data: Mapping[str, Any], speech: Speech, now: int) -> list[str]:
    """From when to when the due time moved, where it did and the sentence does not say so."""
    before, after = moment_of(data.get("due_from")), moment_of(data.get("due_to"))
    if kind not in MOVES_DUE or before == after:
        return []
    return [speech.say("detail.due", due_from=speech.moment(before, now), due_to=speech.moment(after, now))]
