"""Dossiers on the command line: opened, listed, shown, worked on."""

import pytest

from tests.tui.cli.conftest import Paidan


@pytest.fixture
def problem(dispatcher: Paidan) -> str:
    """A problem of one's own."""
    told = ("title=Parking in old estates", "theme=parking", "month=2026-11", "lead=110108012", "units=hdq", "plan=Find places")
    opened = dispatcher("do", "new", "open_problem", *told, "--json")
    assert opened.code == 0, opened.err
    found: str = opened.json["number"]
    return found


def test_a_problem_is_listed_shown_and_worked_on(dispatcher: Paidan, problem: str) -> None:
    listed = dispatcher("dossiers", "problem")
    assert f"{problem}" in listed.out
    assert "Parking in old estates" in listed.out
    added = dispatcher("do", problem, "add_measure", "text=Forty more places", "unit=110108012", "due=2099-01-01")
    assert (added.code, "a measure for Haidian Subdistrict to meet by 2099-01-01" in added.out) == (0, True), added.err
    met = dispatcher("do", problem, "meet_measure", "measure=1", "result=done")
    assert met.code == 0, met.err
    text = dispatcher("show", problem).out
    assert text.startswith(f"{problem}  problem  open  Parking in old estates\n")
    for expected in ("Unit: Haidian Subdistrict", "Theme: parking", "1. ✓ Forty more places", "Results\n", "Timeline\n"):
        assert expected in text
    closed = dispatcher("do", problem, "close_dossier", "result=fewer complaints")
    assert closed.code == 0, closed.err
    assert problem not in dispatcher("dossiers", "problem", "--open").out
    assert dispatcher("dossiers", "problem", "--json").json["items"][0]["met"] == 1


def test_it_speaks_chinese(dispatcher: Paidan, problem: str) -> None:
    assert "主题：parking" in dispatcher("show", problem, "--lang", "zh").out
    assert "主题问题" in dispatcher("dossiers", "--lang", "zh").out


def test_a_preview_keeps_nothing(dispatcher: Paidan, problem: str) -> None:
    done = dispatcher("do", problem, "close_dossier", "result=x", "--preview")
    assert (done.code, "closed" in done.out) == (0, True)
    assert dispatcher("show", problem, "--json").json["dossier"]["closed"] is None


def test_the_last_version_counts_unless_another_is_told(dispatcher: Paidan, problem: str) -> None:
    assert dispatcher("do", problem, "remark", "text=seen", "sort=visit").code == 0
    stale = dispatcher("do", problem, "close_dossier", "result=x", "--seen", "1")
    assert (stale.code, "changed" in stale.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "add_measure"), "open a dossier"), (("P2026-0001", "open_problem"), "write `new`"), (("P2026-0001", "note"), "nothing one asks"),
        (("20261122-000001", "remark"), "nothing one asks"), (("P2026-1", "remark"), "Not a number"), (("20261122-000001", "register"), "`new`"),
    ],
)  # fmt: skip
def test_a_command_goes_with_its_kind_of_number(dispatcher: Paidan, words: tuple[str, ...], said: str) -> None:
    done = dispatcher("do", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_what_is_not_there_or_refused_is_said(dispatcher: Paidan, problem: str) -> None:
    assert dispatcher("show", "P2020-0001").code == 1
    refused = dispatcher("do", problem, "refer", "to=x", "reason=x")
    assert refused.code == 1
    assert dispatcher("dossiers", "nothing").code == 2
    assert "No dossiers" in dispatcher("dossiers", "article").err


@pytest.mark.fact(31)
def test_the_change_log_of_the_catalogue_and_the_history_of_one_line(dispatcher: Paidan) -> None:
    lines = ("levels=a", "levels=b", "levels=c", "owner=street", "tier=7d", "reason=new kind of request")
    numbers = []
    for day, more in (("2099-01-01", lines), ("2099-02-01", ("tier=24h", "reason=too slow")), ("2099-03-01", ("ends=true", "reason=no more"))):
        done = dispatcher("do", "new", "change_item", "code=zz-1", f"effective_from={day}", *more, "--json")
        assert done.code == 0, done.err
        numbers.append(done.json["number"])
    log = dispatcher("dossiers", "catalogue", "--item", "zz-1").out
    assert [line.split()[0] for line in log.splitlines()] == numbers[::-1]
    text = dispatcher("show", numbers[1]).out
    assert "zz-1  a / b / c  from 2099-02-01: owner the address's street, tier 24h" in text
    assert all(number in text for number in numbers), "the history of a line tells all its changes"
    assert "ends on 2099-03-01" in dispatcher("show", numbers[2]).out


def test_a_shift_is_handed_over_as_a_sheet_and_taken_over_by_another(dispatcher: Paidan, supervisor: Paidan, number: str) -> None:
    done = dispatcher("do", "new", "hand_over", "text=Mind the flood at the bridge", "--json")
    assert done.code == 0, done.err
    sheet: str = done.json["number"]
    text = dispatcher("show", sheet).out
    assert text.startswith("# Handover Beijing")
    for expected in ("## By tier", "## Burning", "## Waiting for signatures", "## Not yet received", number, "- Mind the flood at the bridge"):
        assert expected in text
    own = dispatcher("do", sheet, "take_over")
    assert (own.code, "another person" in own.err) == (1, True)
    taken = supervisor("do", sheet, "take_over")
    assert taken.code == 0, taken.err
    assert len(dispatcher("show", sheet, "--json").json["dossier"]["signed"]) == 2
