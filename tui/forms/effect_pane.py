"""Beside a form: asks the hotline what the command would do, a moment after the last key that may have changed that, and shows the answers."""

import asyncio
from collections.abc import Mapping
from functools import partial

from pydantic import ValidationError
from textual.timer import Timer

from api_client.errors import HotlineError, Refused, Unreachable
from api_client.models.text import clean
from tui.anew import begin
from tui.desk import Desk
from widgets.outcome import cosign
from widgets.outcome.drafting import Target, command_for, effect_of
from widgets.outcome.pane import REFUSED, Answer, OutcomePane
from widgets.speech import Speech

ASK_AFTER_SECONDS = 0.2
AT_ONCE = 6
"""How many previews are asked at the same time for many tickets."""


class EffectPane(OutcomePane):
    """What one command on each target would do, by the hotline's word; what was asked already is not asked again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(Speech(desk.say, lang=desk.say.lang), id="pane")
        self.desk = desk
        self._answers: dict[str, Answer] = {}
        self._asked = ""
        self._answered = ""
        self._timer: Timer | None = None

    @property
    def known(self) -> Mapping[str, Answer]:
        """The answers to what was asked last, by target; none while they are on their way."""
        return self._answers if self._asked and self._answered == self._asked else {}

    def hold(self, why: str) -> None:
        """Ask nothing now; say why."""
        self._stop()
        self._asked = self._answered = ""
        self.workers.cancel_group(self, "preview")
        self.show_sentence(why)

    def weigh(self, meant: cosign.Meaning) -> None:
        """Ask where the effect may have changed; wait a moment, in case more is typed."""
        self._stop()
        if (effect := effect_of(*meant)) != self._asked:
            self._timer = self.set_timer(ASK_AFTER_SECONDS, lambda: self._ask(meant, effect))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    def _ask(self, meant: cosign.Meaning, effect: str) -> None:
        if not self.is_attached:
            return  # the form is being closed
        self._asked, self._answered = effect, ""
        self.show_sentence(self.desk.say("outcome.asking"))
        begin(self, partial(self._learn, meant, effect), group="preview")

    async def _learn(self, meant: cosign.Meaning, effect: str) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(wanted: Target) -> Answer:
            async with gate:
                return await self._answer(meant, wanted)

        try:
            found = await asyncio.gather(*(one(wanted) for wanted in meant.targets))
        except (HotlineError, ValidationError) as error:
            self._answers, self._asked = {}, ""
            why = str(error) if isinstance(error, HotlineError) else error.errors()[0]["msg"]
            self.show_sentence(self.desk.say("outcome.trouble", why=clean(why)), REFUSED)
            return
        self._answers = {wanted.key: answer for wanted, answer in zip(meant.targets, found, strict=True)}
        self._answered = effect
        if all(answer is None for answer in found):
            self._asked = ""  # the next key asks again
        self.show_answers(self._answers, now=self.desk.now())

    async def _answer(self, meant: cosign.Meaning, wanted: Target) -> Answer:
        """What the hotline says to one command; None where it cannot be reached."""
        try:
            return await self.desk.preview(command_for(meant.do, meant.body, wanted))
        except Refused as refused:
            return refused.problem
        except Unreachable:
            return None
