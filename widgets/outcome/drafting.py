"""From what a form says to the commands it means: one for each ticket, each with an id of its own that stays while the form is open."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from api_client.models.commands import COMMANDS, Load, OnDossier, OnTicket, Register
from api_client.models.line import NEVER, Line
from api_client.models.page import Problem
from widgets.forms.command_fields import OF_DOSSIERS, Shape, fields_of
from widgets.outcome.pane import STALE, Answer

AnyCommand = Register | OnTicket | OnDossier
"""What a person can ask."""


class Target(NamedTuple):
    """One command to be: on which ticket or dossier, which held command where it is about one, and its id."""

    id: UUID
    number: str = ""
    """Empty for a ticket or dossier that does not exist yet."""
    seen: int = 0
    request: str = ""

    @property
    def key(self) -> str:
        """What its answer is kept under."""
        return str(self.id)


def target(number: str = "", *, seen: int = 0, request: str = "") -> Target:
    """A new target with its own id."""
    return Target(uuid4(), number, seen, request)


def command_for(do: str, body: Mapping[str, Any], target: Target) -> AnyCommand:
    """The command for one target. Raises pydantic's ValidationError, which names the field at fault."""
    carried: dict[str, Any] = {"id": target.id, "do": do}
    if target.number:
        carried |= {"dossier" if do in OF_DOSSIERS else "ticket": target.number, "seen": target.seen}
    if target.request:
        carried["request"] = target.request
    command = COMMANDS.validate_python({**body, **carried})
    if isinstance(command, Load):
        raise TypeError("records are loaded by the hotline itself")
    return command


def sendable(targets: Sequence[Target], answers: Mapping[str, Answer]) -> list[Target]:
    """The targets to send, by what the preview said: none that a rule refuses; those that changed meanwhile with the version they have now."""
    kept: list[Target] = []
    for wanted in targets:
        match answers.get(wanted.key):
            case Problem(status=status, version=version) if status == STALE:
                kept.append(wanted._replace(seen=version))
            case Problem():
                continue
            case _:
                kept.append(wanted)
    return kept


def left_out(targets: Sequence[Target], answers: Mapping[str, Answer]) -> dict[str, str]:
    """The sentence with which a rule refused each target that is not to be sent, by the ticket's number."""
    told = {wanted.number: answers.get(wanted.key) for wanted in targets}
    return {number: answer.detail for number, answer in told.items() if isinstance(answer, Problem) and answer.status != STALE}


def effect_of(do: str, sketch: Mapping[str, Any], targets: Sequence[Target]) -> str:
    """Tells apart what could have different effects: free text counts only by its being there."""
    prose = {field.name for field in fields_of(do) if field.shape in (Shape.NOTE, Shape.LINES) or field.name == "title"}
    weighed = sorted((name, repr(bool(value) if name in prose else value)) for name, value in sketch.items())
    return repr((do, weighed, [(wanted.key, wanted.seen) for wanted in targets]))


def filed_line(number: str, version: int, title: str) -> Line:
    """A dossier as a form's line: what a command is on, in the version that was seen."""
    return Line(number, version, "", "", "", title, "", "", 0, "", 0, "", NEVER, NEVER, NEVER, NEVER, NEVER)
