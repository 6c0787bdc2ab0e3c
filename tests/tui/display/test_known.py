"""Which Textual is known: the one that is installed."""

from tui.display.known import installed, knows


def test_what_is_installed_is_known() -> None:
    assert knows()
    assert installed().count(".") == 2


def test_another_is_not() -> None:
    assert not knows(lambda: "9.0.0")
