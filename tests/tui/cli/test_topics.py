"""What keeps coming back, on the command line: topics with their tickets, surges, seasons."""

import pytest

from tests.tui.cli.conftest import Paidan

STREET = "110108012"
ITEM = "010101"


def registered(paidan: Paidan, count: int) -> list[str]:
    """So many alike calls; their numbers."""
    numbers = []
    for at in range(count):
        told = (
            f"title=三单元{at}号停暖",
            "content=三单元没有暖气，请派人来修",
            f"street={STREET}",
            f"item={ITEM}",
            f"requester.phone=1380000{at:04}",
        )
        done = paidan("do", "new", "register", *told, "--json")
        assert done.code == 0, done.err
        numbers.append(str(done.json["number"]))
    return numbers


@pytest.mark.fact(73, 77)
def test_topics_and_recurring_lines_are_listed_with_their_tickets(dispatcher: Paidan) -> None:
    numbers = registered(dispatcher, 3)
    done = dispatcher("topics", "--least", "3")
    assert done.code == 0, done.err
    [topic] = [line for line in done.out.splitlines() if "停暖" in line]
    assert topic.split()[0] == "3"
    assert any(number in topic for number in numbers)
    told = dispatcher("topics", "--least", "3", "--json").json
    assert any(set(numbers) <= set(one["numbers"]) for one in told["topics"])
    assert any(set(numbers) <= set(one["numbers"]) for one in told["recurring"])


def test_a_time_without_any_says_so(dispatcher: Paidan) -> None:
    done = dispatcher("topics", "--since", "2020-01-01", "--until", "2020-01-31")
    assert (done.code, done.out) == (0, "")
    assert "Nothing keeps coming back" in done.err
    assert dispatcher("topics", "surge", "--json").json["surges"] == []
    assert dispatcher("topics", "seasons", "--year", "2020", "--json").json["items"] == []


def test_a_day_that_is_none_is_refused_by_name(dispatcher: Paidan) -> None:
    done = dispatcher("topics", "--since", "yesterday")
    assert done.code != 0
    assert "since" in done.err
