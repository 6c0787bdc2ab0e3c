"""`paidan` without a word."""

from tests.tui.cli.conftest import Paidan


def test_nobody_signed_in_is_told_how(paidan: Paidan) -> None:
    done = paidan.process()
    assert done.code == 4
    assert "paidan login" in done.err
    assert "paidan demo" in done.err


def test_without_a_terminal_it_says_what_scripts_use(dispatcher: Paidan) -> None:
    done = dispatcher.process("--lang", "zh")
    assert done.code == 2
    assert "paidan queue" in done.err
