"""Questions to the hotline about figures, dossiers and reports, by name; and what was answered to them, for when the line is lost."""

from typing import Any, NamedTuple


class Question(NamedTuple):
    """What is asked: the courier's name of the question, and its facts."""

    what: str
    of: tuple[tuple[str, str], ...]


class Kept(NamedTuple):
    """An answer, and the hotline's time at which it came, in seconds since 1970."""

    told: Any
    at: int


def question(what: str, **of: str) -> Question:
    """A question; facts that are empty are left to the hotline."""
    return Question(what, tuple((name, value) for name, value in of.items() if value))
