"""What is told of the line, and how long the snapshot of yet another log waits."""

from pathlib import Path

import pytest

from api_client.errors import DiskFull, HotlineError, NotSignedIn, Refused, Unexpected, Unreachable
from api_client.feed import State
from api_client.models.page import Problem
from api_client.standing import OFTEN, OFTEN_SECONDS, STEADY_PAGES, OtherLogs, Saying, code


def test_a_state_is_told_when_it_changes_and_lost_has_been_lost_since_the_beginning() -> None:
    told: list[State] = []
    moments = iter(range(1, 9))
    say = Saying(told.append, lambda: float(next(moments)))
    for name, why in (("connecting", ""), ("lost", "cut"), ("lost", "cut"), ("lost", "too_much"), ("live", "")):
        say(name, why)  # type: ignore[arg-type]  # names all
    assert [(state.name, state.since, state.why) for state in told] == [
        ("connecting", 1.0, ""),
        ("lost", 2.0, "cut"),
        ("lost", 2.0, "too_much"),
        ("live", 3.0, ""),
    ]


def test_a_silence_that_goes_on_is_told_again_since_its_beginning() -> None:
    told: list[State] = []
    say = Saying(told.append, lambda: 100.0)
    say("live")
    say("lost", "silent", ago=15.0)
    say("lost", "timeout")
    say("lost", "refused")
    say("lost", "timeout")
    assert [(state.since, state.why) for state in told[1:]] == [(85.0, "silent"), (85.0, "silent"), (85.0, "refused"), (85.0, "timeout")]


def test_a_hotline_that_keeps_changing_its_log_is_asked_ever_less() -> None:
    others = OtherLogs(lambda: 1.0)
    waits = []
    for _ in range(OFTEN + 3):
        waits.append(others.next())
        others.page()
    assert waits == sorted(waits)
    assert waits[0] < 1.0
    assert min(waits[OFTEN:]) > OFTEN_SECONDS
    assert others.often


def test_one_that_was_restored_once_in_a_while_is_not() -> None:
    others = OtherLogs(lambda: 1.0)
    for _ in range(OFTEN + 3):
        assert others.next() < 1.0
        for _ in range(STEADY_PAGES):
            others.page()
    assert not others.often


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (Unreachable("cut"), "cut"),
        (Unexpected("too long", why="too_much"), "too_much"),
        (DiskFull(Path("a"), "full"), "disk_full"),
        (Refused(Problem(status=403, code="not_yours", detail="no")), "not_yours"),
        (NotSignedIn("no"), "unexpected"),
    ],
)
def test_what_went_wrong_has_a_code(error: HotlineError, name: str) -> None:
    assert code(error) == name
