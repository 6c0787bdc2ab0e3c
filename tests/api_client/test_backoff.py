"""How patiently something is tried again."""

from api_client.backoff import Backoff


def test_pauses_double_up_to_half_a_minute_and_begin_anew() -> None:
    backoff = Backoff(lambda: 1.0)
    assert [backoff.next() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    backoff.reset()
    assert backoff.next() == 0.5


def test_pauses_are_drawn_at_random_from_nothing_up() -> None:
    drawn = iter([0.0, 0.5])
    backoff = Backoff(lambda: next(drawn))
    assert [backoff.next(), backoff.next()] == [0.0, 0.5]


def test_a_hotline_may_ask_for_patience_but_not_for_ever() -> None:
    backoff = Backoff(lambda: 0.0)
    assert [backoff.next(7.0), backoff.next(86_400.0)] == [7.0, 300.0]
