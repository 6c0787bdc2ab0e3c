"""The reader that holds a feed against the log finds what is missing, told twice or out of order."""

from collections.abc import Sequence

import pytest

from tests.torture.reader import Reader

Page = tuple[int, int, Sequence[int]]
"""After which event, up to which, and the events in it."""


def read(*pages: Page, whole: bool = True) -> Reader:
    reader = Reader("http://127.0.0.1:1", "", scope="110000", whole=whole)
    for after, cursor, events in pages:
        reader.page(cursor, {"after": after, "cursor": cursor, "events": [{"seq": seq} for seq in events]})
    return reader


def test_a_true_story_has_nothing_wrong_over_any_number_of_connections() -> None:
    assert read((0, 2, [1, 2]), (2, 2, []), (2, 5, [3, 4, 5])).wrong([1, 2, 3, 4, 5], 5) == []
    assert read((0, 2, [2]), (2, 6, [3, 5]), whole=False).wrong([2, 3, 5], 6) == []


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([(0, 2, [1, 2]), (3, 5, [4, 5])], id="a page left out"),
        pytest.param([(0, 2, [1, 2]), (1, 5, [2, 3, 4, 5])], id="a page that begins too early"),
        pytest.param([(0, 2, [1, 2]), (2, 5, [3, 5])], id="an event left out"),
        pytest.param([(0, 2, [1, 2]), (2, 5, [3, 3, 4, 5])], id="an event twice"),
        pytest.param([(0, 2, [1, 2]), (2, 5, [4, 3, 5])], id="out of order"),
        pytest.param([(0, 2, [1, 2]), (2, 5, [3, 4, 5, 6])], id="beyond the page"),
        pytest.param([(0, 2, [1, 2])], id="not to the end"),
    ],
)
def test_a_false_one_is_found(pages: list[Page]) -> None:
    assert read(*pages).wrong([1, 2, 3, 4, 5], 5)


@pytest.mark.parametrize("events", [[3], [2, 3, 5, 6], [5, 3], [3, 3, 5]])
def test_below_the_city_the_log_says_which_events_are_its_own(events: list[int]) -> None:
    assert read((0, 6, events), whole=False).wrong([3, 5], 6)
