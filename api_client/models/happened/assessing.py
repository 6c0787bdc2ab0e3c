"""How it went, as the requester says (评)."""

from typing import ClassVar, Literal

from api_client.models.happened.carried import Happened
from api_client.models.parts import Callback


class CallbackOpened(Happened):
    """The limit is over (or the requester agreed earlier): the requester is to be called back."""

    type: Literal["callback_opened"] = "callback_opened"
    matters: ClassVar[bool] = True


class CalledBack(Happened):
    """The requester was called back, or could not be reached."""

    type: Literal["called_back"] = "called_back"
    matters: ClassVar[bool] = True
    callback: Callback
    redo: bool = False
    """The answers ask for a second dispatch."""


class Closed(Happened):
    """The ticket ended."""

    type: Literal["closed"] = "closed"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    result: Literal["solved", "unsolved", "unreachable", "merged"]
