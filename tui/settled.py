"""What was asked and what became of it, for the sentences that say so."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api_client.outbox import Row

REGISTER_AND_DISPATCH = "register_and_dispatch"


def asked_as(commands: Sequence[Any]) -> tuple[str, int]:
    """What was asked by one key, and on how many tickets: a registration with its dispatch is one."""
    counts = Counter(command.do for command in commands)
    return REGISTER_AND_DISPATCH if {"register", "dispatch"} <= set(counts) else commands[0].do, max(counts.values())


def what_became(row: "Row") -> tuple[str, str]:
    """The number of the ticket that a command was on or made, and the key of what is to be said of it where that is more than that it was done."""
    if row.state == "done" and row.do == "reveal":
        return row.number, "page.contacts.ready"
    if row.do != "register" or row.state != "done":
        return row.number, ""
    told = json.loads(row.answer)
    made = any(event["type"] == "registered" for event in told["events"])
    return str(told["number"]), "" if made else "register.became_inquiry"
