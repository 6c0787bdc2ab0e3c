"""Commands from scripts: the same outbox, the same rules."""

import pytest

from tests.hotlines import Hotline
from tests.tui.cli.conftest import Paidan


def ticket(paidan: Paidan, number: str) -> dict[str, object]:
    found: dict[str, object] = paidan("show", number, "--json").json["ticket"]
    return found


def test_reassigning_by_initials(dispatcher: Paidan, number: str) -> None:
    before = ticket(dispatcher, number)
    done = dispatcher.process("do", number, "reassign", "unit=cyq", "reason=across the border")
    assert (done.code, done.err) == (0, f"{number} Reassign: done.\n")
    assert "Chaoyang District (lead)" in done.out
    after = ticket(dispatcher, number)
    assert (after["lead"], after["first_receiver"]) == ("110105", before["first_receiver"])
    assert (before["hops"], after["hops"]) == (0, 1)
    clocks = [next(clock["due"] for clock in state["clocks"] if clock["name"] == "due") for state in (before, after)]  # type: ignore[attr-defined]  # JSON
    assert clocks[0] == clocks[1]


def test_a_preview_changes_nothing(dispatcher: Paidan, number: str) -> None:
    before = ticket(dispatcher, number)
    done = dispatcher("do", number, "reassign", "unit=cyq", "reason=x", "--preview")
    assert done.code == 0
    assert "would do" in done.err
    assert ticket(dispatcher, number)["version"] == before["version"]
    assert dispatcher("outbox", "list", "--json").json == []


def test_a_refusal_ends_with_one_and_leaves_no_trouble(dispatcher: Paidan, number: str) -> None:
    done = dispatcher.process("do", number, "call_back", "reached=true", "--lang", "zh")
    assert done.code == 1
    assert "被拒" in done.err
    assert dispatcher("outbox", "list", "--json").json == []


def test_what_someone_saw_too_early_is_stale(dispatcher: Paidan, number: str) -> None:
    seen = str(ticket(dispatcher, number)["version"])
    assert dispatcher("do", number, "reassign", "unit=cyq", "reason=x").code == 0
    done = dispatcher("do", number, "reassign", "unit=ftq", "reason=y", "--seen", seen)
    assert done.code == 1
    assert "changed" in done.err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["20261122-000001"],
        ["20261122-000001", "register", "title=x"],
        ["new", "note", "text=x"],
        ["12", "note", "text=x"],
        ["20261122-000001", "reasign"],
        ["20261122-000001", "elapse", "clock=due"],
    ],
)
def test_what_makes_no_sense_ends_with_two(paidan: Paidan, words: list[str]) -> None:
    assert paidan("do", *words).code == 2


def test_a_mistake_names_the_field(dispatcher: Paidan, number: str) -> None:
    done = dispatcher("do", number, "reassign", "unit=街道", "kind=whim")
    assert done.code == 2
    assert "more than one unit" in done.err
    done = dispatcher("do", number, "extend", "hours=0")
    assert (done.code, "1..360" in done.err, "reason=TEXT is missing" in done.err) == (2, True, True)


def test_a_second_person_signs_and_the_maker_may_not(dispatcher: Paidan, supervisor: Paidan, number: str) -> None:
    held = dispatcher("do", number, "extend", "hours=24", "reason=parts on order", "requester_told=true", "--json")
    assert (held.code, held.json["held"]) == (0, True)
    assert "waits for" in held.err
    assert dispatcher("do", number, "cosign").code == 1
    signed = supervisor("do", number, "cosign")
    assert signed.code == 0, signed.err
    assert "extended" in ticket(dispatcher, number)["flags"]  # type: ignore[operator]  # JSON


def test_without_a_line_it_waits_and_goes_later_once(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    own = paidan("queue", "--json").json["items"][0]["number"]
    own_hotline.kill()
    kept = paidan("do", own, "note", "text=while the line was down")
    assert kept.code == 3
    (row,) = paidan("outbox", "list", "--json").json
    assert row["id"] in kept.err
    assert (row["state"], row["ticket"]) == ("waiting", own)
    own_hotline.start()
    assert paidan("outbox", "send").code == 0
    assert paidan("outbox", "send").code == 0
    events = paidan("show", own, "--json").json["timeline"]
    assert [event["data"]["text"] for event in events if event["type"] == "noted"] == ["while the line was down"]


def test_an_unknown_ticket_without_a_line_keeps_nothing(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    own_hotline.kill()
    assert paidan("do", "20200101-000001", "note", "text=x").code == 3
    assert paidan("outbox", "list", "--json").json == []


def test_several_units_are_whistled_for_and_a_moment_is_told_as_it_is_meant(dispatcher: Paidan, number: str) -> None:
    done = dispatcher("do", number, "hang", "until=+3d", "condition=x", "reason=y", "requester_told=true", "--preview")
    assert done.err.startswith("until = 2")
    assert dispatcher("do", number, "hang", "until=soon", "condition=x", "reason=y").code == 2
    called = dispatcher("do", number, "whistle", "kind=emergency", "units=hdq,cyq", "matter=burst pipe")
    assert (called.code, "role" in called.err) == (1, True)


def test_the_help_tells_how_times_and_several_values_are_written(paidan: Paidan) -> None:
    said = paidan.process("do", "--help", "--lang", "en").out
    assert "units=UNIT,…" in said
    assert "until=TIME" in said
    assert "+3d, +12h or '2026-11-30 18:00'" in said
