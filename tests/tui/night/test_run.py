"""A run through what burns: the order, what is dealt with, what comes back."""

from api_client.models.line import Line
from tests.widgets.queue_lines import NOW, line
from tui.night.run import Run
from tui.night.snoozes import Snooze

LINES = [line(serial, due=serial * 60 - 200, urgent=0) for serial in range(1, 7)]


def run(lines: list[Line] = LINES) -> Run:
    made = Run()
    made.look(lines, NOW, snoozed={})
    return made


def on(made: Run) -> str:
    return made.current.number[-1] if made.current else ""


def test_it_goes_from_the_worst_to_the_last() -> None:
    made = run()
    seen = []
    while made.current:
        seen.append((on(made), made.place))
        made.deal("decided", made.current, NOW)
        made.look(LINES, NOW, snoozed={})
    assert seen == [(str(serial), (serial, 6)) for serial in range(1, 7)]
    assert made.place == (6, 6)
    assert made.passed == 0


def test_the_keys_that_would_do_nothing_are_named() -> None:
    assert run(LINES[:2]).idle == ()
    made = run(LINES[:2])
    made.deal("passed", LINES[0], NOW)
    made.deal("decided", LINES[1], NOW)
    made.look(LINES[:2], NOW, snoozed={})
    assert made.idle == ("snooze",), "what was passed over comes once more"
    assert run([]).idle == ("next", "snooze")


def test_a_worse_one_waits_for_the_one_that_is_on() -> None:
    made = run()
    made.look([line(9, due=-5000, urgent=0), *LINES], NOW, snoozed={})
    assert on(made) == "1"
    assert [one.number[-1] for one in made.ahead[1:3]] == ["9", "2"]
    assert made.place == (1, 7)


def test_what_was_dealt_with_comes_back_when_it_burns_more_or_by_another_clock() -> None:
    made = run()
    assert made.current
    made.deal("passed", LINES[4], NOW)
    made.look(LINES, NOW, snoozed={})
    assert LINES[4] not in made.ahead
    made.look(LINES, NOW + 101, snoozed={})
    assert LINES[4] in made.ahead, "overdue since"
    made = run()
    made.deal("decided", LINES[5], NOW)
    moved = LINES[5]._replace(next_due=NOW + 300)
    made.look([*LINES[:5], moved], NOW, snoozed={})
    assert moved in made.ahead


def test_a_command_on_its_way_hides_its_ticket_and_a_refusal_brings_it_back() -> None:
    made = run()
    made.deal("decided", LINES[0], NOW)
    made.look(LINES, NOW, snoozed={}, waiting={LINES[0].number})
    assert on(made) == "2"
    made.reopen(LINES[0].number)
    made.look(LINES, NOW, snoozed={})
    assert on(made) == "2"
    assert made.ahead[1] == LINES[0], "the one that is on stays on"


def test_taking_back_puts_it_on_again() -> None:
    made = run()
    made.deal("passed", LINES[0], NOW)
    made.deal("passed", LINES[1], NOW)
    last = made.last()
    assert last is not None
    made.back(last.number)
    made.look(LINES, NOW, snoozed={})
    assert on(made) == "2"
    assert made.place == (2, 6)


def test_what_is_put_off_is_counted_and_comes_by_its_own_time() -> None:
    made = run()
    put_off = {LINES[0].number: Snooze(NOW + 90, LINES[0].next_due, 2)}
    made.deal("snoozed", LINES[0], NOW)
    made.look(LINES, NOW, snoozed=put_off)
    assert made.asleep == {LINES[0].number: NOW + 90}
    assert on(made) == "2"
    made.look(LINES, NOW + 90, snoozed=put_off)
    assert LINES[0] in made.ahead


def test_beginning_again_brings_what_was_passed_over() -> None:
    made = run(LINES[:3])
    made.deal("decided", LINES[0], NOW)
    made.deal("passed", LINES[1], NOW)
    made.deal("passed", LINES[2], NOW)
    assert made.current is None
    assert made.passed == 2
    assert made.again()
    made.look(LINES[:3], NOW, snoozed={})
    assert [one.number for one in made.ahead] == [LINES[1].number, LINES[2].number]
    assert not made.again()


def test_what_no_longer_burns_is_gone() -> None:
    made = run()
    made.look(LINES[1:], NOW, snoozed={})
    assert on(made) == "2"
    made.look([], NOW, snoozed={})
    assert made.current is None
    assert made.place == (0, 0)


def test_an_emergency_that_was_decided_comes_back_when_its_new_clock_burns_not_before() -> None:
    emergency = line(7, due=4000, urgent=1, stage="received")
    made = run([emergency])
    made.deal("decided", emergency, NOW)
    dispatched = emergency._replace(stage="dispatched", next_due=NOW + 7200, urgent_at=NOW + 6300)
    made.look([dispatched], NOW, snoozed={})
    assert made.ahead == []
    made.look([dispatched], NOW + 6300, snoozed={})
    assert made.ahead == [dispatched]
