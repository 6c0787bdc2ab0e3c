"""What the hotline told, as the words it should be in: read, and looked at for what no honest hotline says."""

import json
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from api_client.errors import Unexpected, spoken
from api_client.models.page import AnyOutcome, DossierOutcome, Outcome, Page, Problem
from api_client.models.text import clean
from api_client.models.unborn import UNBORN

LARGEST = (1 << 63) - 1
"""What the files beside us can hold as a number."""
FASTEST = 1_000_000.0
"""No scenario's time goes faster than this; beyond it, and with what is no number, no countdown could be told."""
NUMBER_LENGTH = 64
SENTENCE = 1_000
"""Longest sentence of a problem that is shown."""

Model = TypeVar("Model", bound=BaseModel)


def read(kind: type[Model], body: bytes) -> Model:
    """The answer as a value of this kind. Raises Unexpected."""
    try:
        value = kind.model_validate_json(body)
    except ValidationError as error:
        why = "no_hotline" if body.lstrip()[:1] not in (b"{", b"[") else "unexpected"
        raise Unexpected(f"an answer that is no {kind.__name__}: {clean(spoken(error))[:SENTENCE]}", why=why) from error
    for name in ("after", "cursor", "count", "total"):
        if not 0 <= getattr(value, name, 0) <= LARGEST:
            raise Unexpected(f"a {kind.__name__} whose {name} cannot be")
    if any(len(number) > NUMBER_LENGTH for number in getattr(value, "gone", ())):
        raise Unexpected(f"a {kind.__name__} with a ticket's number that cannot be")
    if not 0 <= getattr(value, "rate", 1.0) <= FASTEST:
        raise Unexpected(f"a {kind.__name__} whose time cannot run so")
    return value


def problem_of(body: bytes) -> Problem | None:
    """Why the hotline did not do it, or None where it does not say so in its words."""
    try:
        problem = Problem.model_validate_json(body)
    except ValidationError:
        return None
    return problem.model_copy(update={"code": clean(problem.code)[:80], "detail": clean(problem.detail, lines=True)[:SENTENCE]})


def outcome_of(body: bytes, id: UUID | str, asked: str = "") -> AnyOutcome:
    """What came of the command with this id; `asked` is the command as JSON, where it is at hand. Raises Unexpected where it is another's.

    Which of the two kinds it is, its fields tell.
    """
    outcome: AnyOutcome
    try:
        outcome = DossierOutcome.model_validate_json(body)
    except ValidationError:
        outcome = read(Outcome, body)
    if str(outcome.command) != str(id):
        raise Unexpected(f"the answer to {id} is about {outcome.command}", why="of_another")
    wanted = json.loads(asked) if asked else {}
    number = wanted.get("ticket") or wanted.get("dossier") or ""
    if number not in ("", UNBORN, outcome.number):
        raise Unexpected(f"the answer to {id} is about another ticket", why="of_another")
    if isinstance(outcome, Outcome) and outcome.ticket.number != outcome.number:
        raise Unexpected(f"the answer to {id} tells of two tickets", why="of_another")
    return outcome


def told(page: Page, id: str) -> Page:
    """The page of an event, where it goes as far as the event says. Raises Unexpected."""
    if id != str(page.cursor):
        raise Unexpected(f"an event with the id {id[:20]!r} holds a page up to {page.cursor}")
    return page
