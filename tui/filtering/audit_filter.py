"""The filter of the audit as it is typed: what the hotline is asked, what narrows the rows that are here, and what is not understood yet."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, get_args

from api_client.models.events import AnyEvent

NAMES = {
    "who": "actor", "by": "actor", "人": "actor", "on": "ticket", "单": "ticket", "what": "kind", "kind": "kind", "事": "kind",
    "since": "since", "自": "since", "until": "until", "至": "until",
}  # fmt: skip
"""What may stand before a colon, and which filter of the hotline it is."""
REVEALS = ("reveal", "reveals", "查看")
KINDS: tuple[str, ...] = tuple(event.model_fields["type"].default for event in get_args(AnyEvent))

Word = Callable[[str, str], str]


class AuditFilter(NamedTuple):
    """A filter."""

    asked: tuple[tuple[str, str], ...] = ()
    """By the names of `GET /v1/audit`."""
    words: tuple[str, ...] = ()
    """What must stand in a row, in any of its cells."""
    unread: tuple[str, ...] = ()
    """Words that are not understood, or not finished."""


def read(text: str, word: Word) -> AuditFilter:
    """What was typed. `word("did", kind)` names kinds of events in the person's language: by these they are found too."""
    asked: dict[str, str] = {}
    words: list[str] = []
    unread: list[str] = []
    for part in text.replace("：", ":").replace("　", " ").split():
        name, colon, value = part.partition(":")
        if part.lower() in REVEALS:
            asked["reveal"] = "true"
        elif not colon or name.lower() not in NAMES:
            words.append(part.lower())
        elif found := _value(NAMES[name.lower()], value, word):
            asked[NAMES[name.lower()]] = found
        else:
            unread.append(part)
    return AuditFilter(tuple(asked.items()), tuple(words), tuple(unread))


def _value(name: str, value: str, word: Word) -> str:
    """What the hotline is asked for, or empty where this is no such thing (yet)."""
    if name in ("since", "until"):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            return ""
    if name == "kind":
        return next((kind for kind in KINDS if value.lower() in (kind, word("did", kind).lower())), "")
    return value
