"""Tickets made up for measuring: the quick way makes the same as the words do."""

from datetime import UTC, datetime, timedelta

from benchmarks import made

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_rows_are_the_tickets_as_the_wire_tells_them() -> None:
    tickets = list(made.tickets(50, now=NOW))
    assert list(made.rows(50, now=NOW)) == [list(ticket.model_dump(mode="json").values()) for ticket in tickets]
    assert len({ticket.number for ticket in tickets}) == 50


def test_ten_are_within_their_last_minutes() -> None:
    left = [ticket.clocks[0].due - NOW for ticket in made.tickets(50, now=NOW)]
    assert sum(timedelta(minutes=5) <= one < timedelta(minutes=10) for one in left) == made.TICKING
