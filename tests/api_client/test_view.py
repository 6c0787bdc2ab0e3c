import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api_client import view as view_module
from api_client.mirror import Mirror
from api_client.models.line import Line
from api_client.models.ticket import Stage, Ticket
from tests.api_client.told import fill, lines, page, ticket

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DUES = st.one_of(st.none(), st.integers(-20, 20))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mirror]:
    """One mirror for all examples of a property; small buffers, so that their edges are met."""
    mirror = Mirror.open(tmp_path_factory.mktemp("shared") / "mirror.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(view_module, "BUFFER_LINES", 4)
        yield mirror
    mirror.close()


def ordered(tickets: list[Ticket]) -> list[str]:
    """Numbers of the open ones as the queue must show them."""
    still_open = [one for one in tickets if not one.ended]
    return [one.number for one in sorted(still_open, key=lambda one: ((one.clocks[1].due.timestamp() if one.clocks else 9e15), one.number))]


def numbers(lines: list[Line]) -> list[str]:
    return [line.number for line in lines]


@FEW
@given(dues=st.lists(DUES, max_size=60), height=st.integers(1, 9), step=st.integers(1, 7))
def test_windows_walked_down_and_up_are_the_ordered_list(shared: Mirror, dues: list[int | None], height: int, step: int) -> None:
    tickets = [ticket(n, due=due) for n, due in enumerate(dues)]
    fill(shared, tickets)
    view, expected = shared.view(), ordered(tickets)
    assert view.count == len(expected)
    tops = list(range(0, len(expected) + step, step))
    for top in (*tops, *reversed(tops)):
        assert numbers(view.window(top, height)) == expected[top : top + height]


@FEW
@given(dues=st.lists(DUES, min_size=1, max_size=60), tops=st.lists(st.tuples(st.integers(-2, 70), st.integers(0, 12)), max_size=30))
def test_any_window_is_a_slice_of_the_ordered_list(shared: Mirror, dues: list[int | None], tops: list[tuple[int, int]]) -> None:
    tickets = [ticket(n, due=due) for n, due in enumerate(dues)]
    fill(shared, tickets)
    view, expected = shared.view(), ordered(tickets)
    for top, height in tops:
        assert numbers(view.window(top, height)) == expected[max(0, top) : max(0, top) + height]
        for number in expected:
            assert view.find(number) == expected.index(number)


@FEW
@given(
    dues=st.lists(DUES, min_size=1, max_size=40),
    steps=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), DUES, st.sampled_from(["move", "end", "gone", "look"])), max_size=25),
)
def test_after_a_change_and_a_refresh_the_view_is_right_again(
    shared: Mirror, dues: list[int | None], steps: list[tuple[int, int, int | None, str]]
) -> None:
    tickets = {n: ticket(n, due=due) for n, due in enumerate(dues)}
    fill(shared, list(tickets.values()))
    view = shared.view()
    for cursor, (top, serial, due, what) in enumerate(steps, 1):
        version = cursor + 1
        match what:
            case "move":
                tickets[serial] = ticket(serial, due=due, version=version)
            case "end":
                tickets[serial] = ticket(serial, due=None, version=version, stage=Stage.CLOSED)
            case "gone":
                tickets.pop(serial, None)
        told = (tickets[serial],) if serial in tickets and what in ("move", "end") else ()
        gone = (f"20261122-{serial:06}",) if what == "gone" else ()
        shared.apply(page(cursor, *told, gone=gone))
        assert view.refresh()
        expected = ordered(list(tickets.values()))
        assert view.count == len(expected)
        assert numbers(view.window(top, 6)) == expected[top : top + 6]
        assert numbers(view.window(0, 50)) == expected


def test_lines_at_hand_are_not_read_again(mirror: Mirror) -> None:
    fill(mirror, [ticket(n, due=n) for n in range(300)])
    view = mirror.view()
    first = view.window(0, 40)
    with mirror.write() as db:
        db.execute("UPDATE ticket SET title = 'x'")
    assert view.window(0, 40) == first
    assert view.refresh()
    assert {line.title for line in view.window(0, 40)} == {"x"}


def test_a_ticket_that_is_not_in_the_queue_is_not_found(mirror: Mirror) -> None:
    fill(mirror, [ticket(1), ticket(2, due=None, stage=Stage.CLOSED)])
    view = mirror.view()
    assert (view.find("20261122-000001"), view.find("20261122-000002"), view.find("nothing")) == (0, None, None)


def test_a_ticket_is_found_from_wherever_one_looks(mirror: Mirror) -> None:
    fill(mirror, [ticket(n, due=n) for n in range(2000)])
    view = mirror.view()
    chance = random.Random(7)
    for _ in range(40):
        view.window(chance.randrange(2000), 20)
        place = chance.randrange(2000)
        assert view.find(f"20261122-{place:06}") == place


def test_a_view_goes_on_with_another_snapshot(mirror: Mirror) -> None:
    fill(mirror, [ticket(n, due=n) for n in range(900)])
    view = mirror.view()
    view.window(700, 40)
    fill(mirror, [ticket(n) for n in range(5)], cursor=7)
    assert view.refresh()
    assert (view.count, view.window(700, 40), len(view.window(0, 40))) == (5, [], 5)
    assert view.exact
    assert view.wait(0)


def test_an_empty_queue_has_no_lines(mirror: Mirror) -> None:
    assert (mirror.view().count, mirror.view().window(0, 20)) == (0, [])
    assert lines(mirror) == []
