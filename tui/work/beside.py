"""What the hotline adds to the one thing that is selected, while the line is up: contacts just revealed, what a signature does to the clocks."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any
from uuid import uuid4

from pydantic import ValidationError
from textual.content import Content

from api_client.errors import HotlineError, Refused
from api_client.models.commands import CoSign
from api_client.models.page import Outcome
from api_client.models.text import clean
from tui.desk import Desk
from tui.ticket.contacts import Contacts
from widgets.outcome.pane import clock_effects
from widgets.speech import Speech
from widgets.ticket.page_parts import contact_lines
from widgets.work.items import Item

Run = Callable[[Callable[[], Coroutine[Any, Any, None]]], object]
"""Runs a question beside the keys, in the place of the one before."""


class Beside:
    """Holds what was told of the selected thing, and of nothing else."""

    def __init__(self, desk: Desk, run: Run) -> None:
        self._desk, self._run = desk, run
        self._contacts: dict[str, Contacts] = {}
        self._effect: tuple[str, int] = ("", 0)
        """Of which request, and of its ticket in which version, the effect is told."""
        self._told: Outcome | str = ""

    def ask(self, name: str, item: Item) -> None:
        """Ask for what is not known yet of a thing on a list; `lines` has it as soon as it is told."""
        for held in self._contacts.values():
            held.over(self._desk.now())  # on the other lists, too
        number, wanted = item.number, (item.id, item.line.version)
        if name == "callback" and number in self._desk.reveals and number not in self._contacts:
            self._contacts = {number: Contacts(self._desk, number)}
            self._run(self._contacts[number].read)
        elif name == "cosign" and item.mine and wanted != self._effect:
            self._effect, self._told = wanted, ""
            self._run(partial(self._weigh, item))

    def lines(self, name: str, item: Item, speech: Speech) -> list[Content]:
        """What was told of a thing on a list."""
        if name == "callback":
            return self._who(item.number, speech)
        return self._effects(item, speech) if name == "cosign" else []

    def _who(self, number: str, speech: Speech) -> list[Content]:
        """Who asks, unmasked, for the minutes in which the person may see it."""
        if number not in self._desk.reveals:
            self._contacts.pop(number, None)
            return []
        found, now = self._contacts.get(number), self._desk.now()
        if found is None or found.shown is None or found.over(now):
            return [Content(found.trouble)] if found and found.trouble else []
        return contact_lines(found.shown, speech, now=now)

    def _effects(self, item: Item, speech: Speech) -> list[Content]:
        """What signing would do to the clocks now, or the rule that would refuse it; nothing while that is not known."""
        if self._effect != (item.id, item.line.version) or not self._told:
            return []
        if isinstance(self._told, str):
            return [Content(self._told)]
        moved = tuple(one for one in self._told.clocks if one.due_from != one.due_to)
        head = Content.styled(self._desk.say("work.if_signed"), "bold")
        if not moved:
            return [Content.assemble(head, "  ", self._desk.say("outcome.clock.none"))]
        changed = self._told.model_copy(update={"clocks": moved})
        return [Content.assemble(head, "  ", line) for line in clock_effects(changed, speech, now=self._desk.now())]

    async def _weigh(self, item: Item) -> None:
        """Ask what signing would do."""
        try:
            command = CoSign(id=uuid4(), ticket=item.number, seen=item.line.version, request=item.told["request"])
            told = await self._desk.preview(command)
        except Refused as refused:
            said: Outcome | str = clean(refused.problem.detail)
        except (HotlineError, ValidationError, KeyError):
            said = ""  # the form asks again, and says what is wrong
        else:
            said = told if isinstance(told, Outcome) else ""
        if self._effect == (item.id, item.line.version):
            self._told = said
