"""When the desk rings: for news only, once for all that come together, and what the title says."""

import pytest

from tests.widgets.queue_lines import NOW, line
from tui.night import alarm
from tui.night.alarm import Alarm
from tui.words.words import Words

CALM, SOON, LATE = line(1, due=5000, urgent=0), line(2, due=300, urgent=0), line(3, due=-30, urgent=0)
WALL = 1000.0


def test_what_burns_at_the_start_is_no_news() -> None:
    ears = Alarm()
    assert ears.hear([LATE, SOON], now=NOW, wall=WALL) == []
    assert ears.hear([LATE, SOON], now=NOW, wall=WALL + 1) == []


def test_becoming_urgent_and_becoming_overdue_are_news_and_nothing_else_is() -> None:
    ears = Alarm()
    ears.hear([LATE, SOON], now=NOW, wall=WALL)
    assert ears.hear([LATE, SOON], now=NOW + 301, wall=WALL) == [SOON], "overdue now"
    assert ears.hear([LATE, SOON], now=NOW + 302, wall=WALL) == []
    assert ears.hear([LATE, SOON, CALM], now=NOW + 4500, wall=WALL) == [CALM], "urgent now"
    assert ears.hear([LATE, SOON], now=NOW + 90_000, wall=WALL) == [], "long overdue is not news"


def test_what_went_out_and_burns_again_is_news() -> None:
    ears = Alarm()
    ears.hear([SOON], now=NOW, wall=WALL)
    ears.hear([], now=NOW, wall=WALL)
    assert ears.hear([SOON], now=NOW, wall=WALL) == [SOON]


def test_what_moves_up_behind_a_thousand_that_burn_is_no_news() -> None:
    first, second, third = (line(serial, due=-90 + serial, urgent=0) for serial in (1, 2, 3))
    ears = Alarm()
    ears.hear([first, second], now=NOW, wall=WALL, whole=False)
    assert ears.hear([second, third], now=NOW, wall=WALL, whole=False) == []
    assert ears.hear([LATE, second], now=NOW, wall=WALL, whole=False) == []
    worse = line(9, due=-600, urgent=0)
    assert ears.hear([worse, second], now=NOW, wall=WALL, whole=False) == [worse]


def test_what_the_line_brings_when_it_first_comes_up_is_no_news() -> None:
    ears = Alarm()
    ears.hear([], now=NOW, wall=WALL)
    ears.live(WALL)
    assert ears.hear([LATE], now=NOW, wall=WALL + 4) == []
    assert ears.hear([LATE, SOON], now=NOW, wall=WALL + 6) == [SOON]
    ears.live(WALL + 60)
    assert ears.hear([LATE], now=NOW, wall=WALL + 60) == []
    assert ears.hear([LATE, SOON], now=NOW, wall=WALL + 61) == [SOON], "a line that comes back brings news"


def test_one_bell_for_all_that_come_together() -> None:
    ears = Alarm()
    assert [ears.rings(WALL + after) for after in (0, 1, 9, 10, 11, 25)] == [True, False, False, True, False, True]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentence_and_the_title(lang: str) -> None:
    say = Words(lang)
    assert LATE.number in alarm.news([LATE], NOW, say)
    assert "3" in alarm.news([LATE, SOON, SOON], NOW, say).partition(LATE.number)[0]
    assert alarm.news([SOON], NOW, say) != alarm.news([SOON], NOW + 400, say)
    assert alarm.title(*alarm.counts([LATE, SOON, SOON], NOW), say).startswith({"zh": "超期 1 紧迫 2", "en": "1 overdue, 2 urgent"}[lang])
    assert alarm.title(999, 17_474, say).startswith({"zh": "超期 999 紧迫 17000+", "en": "999 overdue, 17000+ urgent"}[lang])
    assert alarm.title(0, 0, say).startswith({"zh": "无急件", "en": "nothing burns"}[lang])


def test_what_a_new_copy_of_the_queue_brings_was_there_before() -> None:
    ears = Alarm()
    ears.copy(1)
    ears.hear([SOON], now=NOW, wall=WALL)
    ears.copy(2)
    assert ears.hear([LATE, SOON], now=NOW, wall=WALL) == []
    ears.copy(2)
    assert ears.hear([LATE, SOON], now=NOW + 301, wall=WALL) == [SOON]
