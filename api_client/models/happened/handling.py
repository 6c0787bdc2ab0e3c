"""What the lead unit did with its order (办)."""

from typing import ClassVar, Literal

from api_client.models.happened.carried import Happened
from api_client.models.parts import Reply


class Signed(Happened):
    """The lead unit took receipt."""

    type: Literal["signed"] = "signed"
    matters: ClassVar[bool] = True
    late: bool = False
    reason: str = ""


class Contacted(Happened):
    """The requester was contacted."""

    type: Literal["contacted"] = "contacted"
    text: str = ""


class Arrived(Happened):
    """Someone arrived on site."""

    type: Literal["arrived"] = "arrived"
    text: str = ""


class Repaired(Happened):
    """The repair was done."""

    type: Literal["repaired"] = "repaired"
    text: str = ""


class Mediated(Happened):
    """People sat together."""

    type: Literal["mediated"] = "mediated"
    parties: tuple[str, ...]
    agreed: bool
    result: str


class FeedbackWritten(Happened):
    """Feedback was written and waits for the leader's signature."""

    type: Literal["feedback_written"] = "feedback_written"
    matters: ClassVar[bool] = True


class FeedbackReturned(Happened):
    """The feedback came back unsigned; the unit goes on handling."""

    type: Literal["feedback_returned"] = "feedback_returned"
    matters: ClassVar[bool] = True


class FedBack(Happened):
    """The lead unit reported what it did."""

    type: Literal["fed_back"] = "fed_back"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    reply: Reply
    flagged: tuple[str, ...] = ()
    """Forbidden phrases found in the reply (服务忌语)."""


class Noted(Happened):
    """A note was added."""

    type: Literal["noted"] = "noted"
    text: str
