"""What schemathesis has to know of the hotline: real numbers to ask about, ids that fit, no long waits, and a session of its own to sign out of.

Loaded by the program through SCHEMATHESIS_HOOKS; HOTLINE_URL, HOTLINE_NUMBERS and HOTLINE_PASSWORD say what it tries its cases on.
"""

import os
import random
from typing import Any
from uuid import UUID

import httpx
import schemathesis

NUMBERS = os.environ.get("HOTLINE_NUMBERS", "").split(",")
BRIEF = "0.01"
LONGEST = 30.0
_chance = random.Random(12345)


def signed_in(name: str) -> str:
    """The header of a new session."""
    body = {"name": name, "password": os.environ["HOTLINE_PASSWORD"]}
    answer = httpx.post(f"{os.environ['HOTLINE_URL']}/v1/sessions", json=body, trust_env=False, timeout=20)
    return f"Bearer {answer.raise_for_status().json()['token']}"


@schemathesis.auth()
class Signing:
    """Everything is asked by one supervisor; only who signs out is somebody else, each time anew."""

    def get(self, case: Any, context: Any) -> str:
        """A session."""
        return signed_in("supervisor")

    def set(self, case: Any, data: str, context: Any) -> None:
        """Ask with it."""
        case.headers["Authorization"] = signed_in("agent") if case.operation.label == "DELETE /v1/sessions/current" else data


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Make of some cases ones that get further: half of those about a ticket are about one that is there."""
    query, body, places = case.query or {}, case.body, case.path_parameters or {}
    if _waits(query.get("wait")):
        case.query["wait"] = BRIEF
    if "number" in places and _chance.random() < 0.5:
        case.path_parameters["number"] = _chance.choice(NUMBERS)
    if case.operation.label == "PUT /v1/commands/{id}" and isinstance(body, dict):
        if isinstance(body.get("ticket"), str) and _chance.random() < 0.5:
            body["ticket"] = _chance.choice(NUMBERS)
        if _is_id(body.get("id")) and _is_id(places.get("id")):
            case.path_parameters["id"] = body["id"]


def _waits(wait: Any) -> bool:
    try:
        return 0 < float(wait) <= LONGEST
    except (TypeError, ValueError, OverflowError):
        return False


def _is_id(found: Any) -> bool:
    try:
        return bool(UUID(str(found)))
    except ValueError:
        return False
