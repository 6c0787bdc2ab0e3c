"""Likely duplicates of a call, on the command line, each with its reasons."""

from tests.tui.cli.conftest import Paidan

STREET = "110108012"


def test_a_call_that_repeats_is_told_with_the_reasons(dispatcher: Paidan) -> None:
    told = ("title=Lamp is dark for days", f"street={STREET}", "requester.phone=13911110000")
    number = str(dispatcher("do", "new", "register", *told, "--json").json["number"])
    done = dispatcher("duplicates", "phone=139 1111 0000", "title=Lamp is dark for days")
    assert done.code == 0, done.err
    [line] = [line for line in done.out.splitlines() if number in line]
    assert "(same phone, similar text)" in line
    assert "open" in line
    assert "13911110000" not in done.out + done.err


def test_nothing_alike_says_so_and_a_wrong_field_or_street_is_named(dispatcher: Paidan) -> None:
    done = dispatcher("duplicates", "phone=13700000000")
    assert (done.code, done.out) == (0, "")
    assert "No ticket is like it" in done.err
    wrong = dispatcher("duplicates", "telephone=1")
    assert (wrong.code, "telephone" in wrong.err) == (2, True)
    nowhere = dispatcher("duplicates", "street=nowhere at all")
    assert (nowhere.code, "street" in nowhere.err) == (2, True)
