"""Columns over months: high and low told, gaps left open, the same in ASCII."""

from rich.cells import cell_len

from widgets.cells.chart import LINES, chart

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11")


def test_the_highest_is_full_the_lowest_is_seen_and_what_is_missing_is_blank() -> None:
    assert chart([50.0, 100.0, None, 75.5], MONTHS, ascii_only=True) == (
        "100.00            #####",
        "                  #####",
        "                  #####             =====",
        "                  #####             #####",
        " 50.00   _____    #####             #####",
        "        2026-08  2026-09  2026-10  2026-11",
    )


def test_in_braille_every_line_has_the_same_places() -> None:
    ascii_lines, lines = (chart([1, 4, 2, 3], MONTHS, ascii_only=one) for one in (True, False))
    assert [cell_len(line) for line in lines] == [cell_len(line) for line in ascii_lines]
    assert lines[0].startswith("4 ")
    assert lines[LINES - 1].startswith("1   ⣀⣀⣀⣀⣀")
    assert not set("".join(lines)) & set("_-=#") - {"-"}


def test_there_is_no_chart_of_nothing_of_one_figure_or_of_figures_all_alike() -> None:
    assert chart([], ()) == chart([None, 3.0], MONTHS[:2]) == chart([5, 5, None], MONTHS[:3]) == ()
