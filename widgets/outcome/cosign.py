"""The co-sign form: which of the waiting requests, sign or decline, and a remark or the reason."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from textual.content import Content

from api_client.models.text import clean
from api_client.models.ticket import FullTicket, Pending
from widgets.forms.command_fields import Field, Shape
from widgets.forms.command_form import STAND_IN, CommandForm
from widgets.forms.field_row import Stock
from widgets.outcome.drafting import Target, target
from widgets.speech import Say, Speech
from widgets.ticket.held import command_lines

ALL = "all"
COSIGN, DECLINE = "cosign", "decline"


class Request(NamedTuple):
    """A held command that waits for signatures."""

    id: str
    number: str
    seen: int
    """The ticket's version that the person was looking at."""
    do: str
    maker: str
    command: Mapping[str, Any] = {}
    """The held command; with long texts cut where only the summary is known, empty where that does not tell it."""


class Meaning(NamedTuple):
    """What the form asks: sign or decline, with what, and which requests."""

    do: str
    body: dict[str, Any]
    targets: list[Target]


def full_requests(ticket: FullTicket, *, seen: int) -> list[Request]:
    """The waiting requests of a ticket known in full."""
    return [
        Request(str(held.request), ticket.number, seen, str(held.command.get("do", "")), held.maker.title or held.maker.name, held.command)
        for held in ticket.held
        if held.state == "waiting"
    ]


def summary_requests(summary: Mapping[str, Any] | None, *, number: str, seen: int) -> list[Request]:
    """The waiting requests that a summary tells of."""
    found: list[Request] = []
    for told in (summary or {}).get("cosigns") or ():
        try:
            pending = Pending.model_validate(told)
        except ValidationError:
            continue
        command = {"do": pending.do, **pending.command} if pending.command else {}
        found.append(Request(str(pending.request), number, seen, pending.do, pending.title or pending.maker, command))
    return found


def fields(first: str) -> tuple[Field, ...]:
    """The form's fields, `first` being the request that is chosen at first."""
    return (
        Field("request", Shape.CHOICE, required=True, default=first),
        Field("which", Shape.CHOICE, required=True, default=COSIGN),
        Field("text", Shape.NOTE, required=False, default=""),
    )


class SigningForm(CommandForm):
    """The form; words under the fields say what exactly would be signed."""

    def __init__(self, say: Say, stock: Stock, *, first: str, raw: Mapping[str, Any] | None = None) -> None:
        super().__init__(COSIGN, fields(first), say, stock, raw=raw, below=True)

    def focus_first(self) -> None:
        """Declining begins with its reason."""
        text, which = self.row("text"), self.row("which")
        if text is not None and which is not None and which.value == DECLINE and not text.value:
            text.focus_control()
        else:
            super().focus_first()


def choices(requests: Sequence[Request], speech: Speech) -> dict[str, list[tuple[Any, str]]]:
    """What the fields choose from: each request, all of them where there are several, sign or decline."""
    named: list[tuple[Any, str]] = [
        (request.id, speech.say("command.cosign.request.one", do=speech.word("command", request.do), maker=clean(request.maker)))
        for request in requests
    ]
    if len(named) > 1:
        named.insert(0, (ALL, speech.say("command.cosign.request.all", n=len(named))))
    return {"request": named, "which": [(do, speech.word("command", do)) for do in (COSIGN, DECLINE)]}


def targets_of(requests: Iterable[Request]) -> list[Target]:
    """One command for each request, with its own id."""
    return [target(request.number, seen=request.seen, request=request.id) for request in requests]


def typed(body: Mapping[str, Any], do: str) -> dict[str, Any]:
    """A command to sign or to decline, as the form's fields; what is a form's already stays as it is."""
    text = body.get("text") or body.get("reason") or ""
    return {"request": str(body.get("request", "")), "which": body.get("which", do), "text": text}


def meaning(body: Mapping[str, Any], targets: Sequence[Target], *, sketch: bool) -> Meaning:
    """What the filled-in form asks; for a preview a reason still to be written has a stand-in."""
    wanted = [one for one in targets if body.get("request") in (ALL, one.request)]
    text = str(body.get("text", ""))
    if body.get("which") == DECLINE:
        return Meaning(DECLINE, {"reason": text or (STAND_IN if sketch else "")}, wanted)
    return Meaning(COSIGN, {"text": text} if text else {}, wanted)


def signed_lines(requests: Sequence[Request], chosen: Any, speech: Speech, *, now: int) -> list[Content]:
    """What exactly would be signed."""
    return [line for request in requests if chosen in (ALL, request.id) for line in command_lines(request.command, speech, now=now)]
