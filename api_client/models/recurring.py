"""What keeps coming back, as the hotline tells it: likely duplicates, topics, lines that recur, surges, seasons."""

from api_client.models.text import PlainLine, PlainText
from api_client.models.ticket import Ticket
from api_client.models.word import Moment, Order, Word


class Call(Order):
    """The body of `POST /v1/duplicates`: what is known of a call before it is registered. The hotline keeps none of it."""

    name: PlainLine = ""
    """Left out of the texts before they are compared, as it is left out of those of tickets."""
    phone: PlainLine = ""
    item: PlainLine = ""
    district: PlainLine = ""
    street: PlainLine = ""
    address: PlainLine = ""
    title: PlainLine = ""
    content: PlainText = ""


class Duplicate(Word):
    """A ticket that a call may repeat."""

    ticket: Ticket
    reasons: tuple[str, ...]
    """same_text (a repost: word for word the same, blanks and signs aside), same_phone, same_item, same_address, similar_text."""
    likeness: float
    """Of the texts, 0 to 1."""
    open: bool


class Duplicates(Word):
    """The answer of `POST /v1/duplicates`: reposts first, then the tickets with most reasons."""

    items: tuple[Duplicate, ...]
    now: Moment


class Topic(Word):
    """One matter that several tickets speak of, named by the one that is most like the others."""

    title: str
    count: int
    numbers: tuple[str, ...]


class Recurring(Word):
    """One catalogue line that came up several times in one street."""

    item: str
    path: str
    street: str
    count: int
    first: Moment
    last: Moment
    numbers: tuple[str, ...]


class Topics(Word):
    """The answer of `GET /v1/boards/topics`."""

    since: Moment
    until: Moment
    topics: tuple[Topic, ...]
    recurring: tuple[Recurring, ...]
    now: Moment


class Swell(Word):
    """A surge that is going on: the ticket that stands for all, and how many stand behind it."""

    ticket: Ticket
    count: int


class Surges(Word):
    """The answer of `GET /v1/boards/surge`."""

    surges: tuple[Swell, ...]
    now: Moment


class Seasonal(Word):
    """One catalogue line that came with a season, and when its mending is planned."""

    item: str
    path: str
    year: int
    peak: int
    """First of its three strongest months, 1 to 12."""
    in_season: int
    plan_in: int
    """The month in which the plan begins."""
    last_year: int
    """The same line's tickets in the year before."""


class Seasons(Word):
    """The answer of `GET /v1/boards/seasons`."""

    year: int
    items: tuple[Seasonal, ...]
    now: Moment
