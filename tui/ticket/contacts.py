"""Contacts that a person gave a reason to see: in memory alone, of one ticket, and only for the minutes the hotline allows."""

from typing import TYPE_CHECKING

from api_client.errors import HotlineError, Refused, spoken
from api_client.models.text import clean
from tui.desk import Desk

if TYPE_CHECKING:
    from api_client.models.page import Unmasked


class Contacts:
    """Who asks, of one ticket. What is seen is nowhere else: the answer comes over the courier's pipe and goes when its time is over."""

    def __init__(self, desk: Desk, number: str) -> None:
        self._desk, self._number = desk, number
        self.shown: Unmasked | None = None
        self.trouble = ""
        """Why they could not be read; empty where they could."""
        self._with = ""

    @property
    def asked(self) -> str:
        """The id of the reveal that opens them, where the person has just given a reason."""
        return self._desk.reveals.get(self._number, "")

    @property
    def unread(self) -> bool:
        """Whether a reason was given with which they were not read yet."""
        return self.asked not in ("", self._with)

    async def read(self) -> None:
        """Ask the hotline, with the reason that was given. One that is too old for it is forgotten."""
        from api_client.models.page import Unmasked

        self.trouble, reveal = "", self.asked
        try:
            told = await self._desk.link.ask("contacts", number=self._number, reveal=reveal)
            self.shown, self._with = Unmasked.model_validate_json(told), reveal
            self._desk.reveals_end[self._number] = self.shown.until.timestamp()
        except Refused as refused:
            self.forget()
            self.trouble = clean(refused.problem.detail)
        except (HotlineError, ValueError) as error:
            self.trouble = clean(spoken(error))

    def over(self, now: int) -> bool:
        """Whether their time is over at a moment of the hotline's time; then they are forgotten."""
        if self.shown is None or now < self.shown.until.timestamp():
            return False
        self.forget()
        return True

    def forget(self) -> None:
        """Keep nothing of them, nor of the reason that opened them."""
        self.shown = None
        self._desk.reveals.pop(self._number, None)
