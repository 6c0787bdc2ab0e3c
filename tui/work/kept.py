"""What waits, read from the copy kept here: for whom, and every thing on every list."""

import json
from typing import Any

from api_client.filter import Who
from api_client.mirror import Mirror
from api_client.models.line import Line
from api_client.rows import row
from api_client.summary import summary_of
from widgets.work.items import Book

MOST_TICKETS = 20_000
"""So many are looked through, what is due first first; where there are more, the counts say so."""


def who_is(mirror: Mirror) -> Who:
    """Whose desk it is, as the hotline last told; nobody before that."""
    told = mirror.meta("me")
    known: dict[str, Any] = json.loads(told) if told else {}
    person = known.get("person") or {}
    return Who(
        name=str(person.get("name", "")), role=str(person.get("role", "")), unit=str(person.get("unit", "")), asks=frozenset(known.get("asks") or ())
    )


def book_of(mirror: Mirror) -> Book:
    """All that waits for anybody. Meant for a worker thread. Raises LocalError."""
    book, found = Book(who_is(mirror)), mirror.waiting(most=MOST_TICKETS)
    for line, told in found:
        book.take(line, summary_of(told))
    book.whole = len(found) < MOST_TICKETS
    return book


def take_again(book: Book, mirror: Mirror, number: str) -> None:
    """A ticket that has changed, taken in as it now stands. Raises LocalError."""
    ticket = mirror.ticket(number)
    if ticket is None:
        book.drop(number)
    else:
        book.take(Line._make(row(ticket)[: len(Line._fields)]), ticket)
