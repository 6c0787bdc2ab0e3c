"""Two questions with the same facts are one: its answer is kept once."""

from tui.questions import question


def test_empty_facts_are_left_to_the_hotline() -> None:
    assert question("board", name="rates", month="", level="district").of == (("name", "rates"), ("level", "district"))
    assert question("board", name="load", unit="") == question("board", name="load")
