"""Commands as the outbox keeps them, read: what was asked, of what, and why it was not done."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from api_client.models.asked.carried import CARRIED
from api_client.models.line import Line
from api_client.models.page import Problem
from tui.commands.said import sentence
from tui.desk import Desk
from tui.words.words import Words
from widgets.outcome.drafting import filed_line

if TYPE_CHECKING:
    from api_client.outbox import Row


def on(row: "Row", desk: Desk) -> list[Line] | None:
    """The ticket or dossier it is on, as it stands now; nothing for what makes a new one; None where the ticket is no longer here."""
    if not row.ticket:
        return []
    if "dossier" in (asked := body(row)):
        told = problem(row)
        return [filed_line(row.ticket, max(int(asked.get("seen", 0)), told.version if told else 0), "")]
    line = desk.line(row.ticket)
    return None if line is None else [line]


def body(row: "Row") -> dict[str, Any]:
    """The command as it was asked."""
    read: dict[str, Any] = json.loads(row.body)
    return read


def alike(rows: "Sequence[Row]") -> "list[Row]":
    """Those that ask the same as the first, with the same words: one form can ask them all again. Which request is signed is each ticket's own."""
    asks = [(row.do, {name: value for name, value in body(row).items() if name not in (*CARRIED, "request")}) for row in rows]
    return [row for row, asked in zip(rows, asks, strict=True) if asked == asks[0]]


def problem(row: "Row") -> Problem | None:
    """What the hotline answered to a refused command, where it is such an answer."""
    if not row.answer or row.state not in ("refused", "stale"):
        return None
    try:
        return Problem.model_validate_json(row.answer)
    except ValidationError:
        return None


def refusal(row: "Row", say: Words) -> Problem | None:
    """The same for a person's eyes, in the person's language."""
    told = problem(row)
    return told.model_copy(update={"detail": sentence(told.code, told.detail, say)}) if told else None
