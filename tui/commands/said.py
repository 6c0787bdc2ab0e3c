"""Why a command was not done, in the person's language: a hotline that was asked in another one answered in that."""

import json
from typing import TYPE_CHECKING, Any

from api_client.models.text import clean
from tui.words.words import Words

if TYPE_CHECKING:
    from api_client.outbox import Row


def sentence(code: str, detail: str, say: Words) -> str:
    """The hotline's own sentence where it reads as the person's language, as it knows names and numbers; else the code's words; else what there is.

    A refusal without a sentence is one that the outbox has settled itself.
    """
    if detail and say.speaks(detail):
        return clean(detail)
    return say.get(f"no.{code}" if detail else f"outbox.{code}") or clean(detail or code)


def why(row: "Row", say: Words) -> str:
    """Why the outbox holds a command as not done; empty where nothing was told."""
    told: Any = json.loads(row.answer) if row.answer else {}
    if not isinstance(told, dict):
        return clean(str(told))
    code, detail = str(told.get("code") or told.get("why") or ""), str(told.get("detail") or "")
    if row.state == "unexpected":
        return say.get(f"why.{code}") or clean(detail or code)
    return sentence(code, detail, say)
