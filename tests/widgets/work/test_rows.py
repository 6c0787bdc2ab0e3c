"""The lists of work as tables: columns that stay, what is others' turn faint but for how it burns, what became of a command in place of the sign."""

import pytest
from rich.cells import cell_len

from tests.playbook import CITY, DISPATCHER, SUPERVISOR
from tests.widgets.work.test_items import SECONDS, book
from tests.widgets.work_lived import line
from tui.words.words import Words
from widgets.cells import glyphs
from widgets.cells.glyphs import ASCII, UNICODE
from widgets.speech import Speech
from widgets.tables.table import Table, drawn, widths
from widgets.work.items import READS
from widgets.work.rows import OWN, Hand, table


def hand(lang: str = "zh", **more: object) -> Hand:
    return Hand(Speech(Words(lang), city=CITY, lang=lang), UNICODE, **more)  # type: ignore[arg-type] # only `pending` is given


def shown(name: str, lang: str = "zh", **more: object) -> Table:
    return table(name, book(DISPATCHER).items(name, SECONDS), hand(lang, **more), now=SECONDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", list(READS))
def test_every_list_fits_every_width_in_both_languages(name: str, lang: str) -> None:
    whole = shown(name, lang)
    assert whole.rows
    for width in (60, 80, 120):
        sizes = widths(whole, width)
        assert sum(size + 1 for size in sizes if size) - 1 <= width - 2
        for one in whole.rows:
            assert sum(cell_len(part.text) for part in drawn(one.cells, whole.columns, sizes, ASCII)) <= width


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cosign", ("延期", "演示unit_officer", "督办员")), ("sign", ("7d", "一号街道")),
        ("callback", ("1/3", "03-19 00:00 起", "138****1234", "我")),
       
        ("supervision", ("市级", "媒体曝光", "市政府办公厅", "催 1")), ("dispute", ("一号街道", "市容条例第30条", "我", "督办员")),
        ("whistle", ("市样管委", "应急处置哨", "逾时未到", "16:00 到场")), ("joint", ("西样区", "逾期未报")),
    ],
)  # fmt: skip
def test_a_list_says_what_one_decides_by(name: str, words: tuple[str, ...]) -> None:
    whole = shown(name)
    said = " ".join(f"{column.title} {cell.text}" for one in whole.rows for column, cell in zip(whole.columns, one.cells, strict=True))
    assert [word for word in words if word not in said] == []


def test_what_is_others_turn_is_faint_and_what_was_asked_is_seen() -> None:
    whole = table("cosign", book(SUPERVISOR, "extending").items("cosign", SECONDS), hand(), now=SECONDS)
    assert whole.rows[0].cells[0].style == glyphs.BANDS["long"]
    theirs = shown("cosign")
    assert {cell.style for one in theirs.rows for cell in one.cells[2:]} == {glyphs.FAINT}
    assert {one.cells[0].style for one in theirs.rows} <= set(glyphs.BANDS.values()), "how it burns is seen whoever has to act"
    asked = table("cosign", book(SUPERVISOR, "extending").items("cosign", SECONDS), hand(pending={line("extending").number: "waiting"}), now=SECONDS)
    assert asked.rows[0].cells[1].text.strip() == UNICODE.waiting


def test_every_list_has_columns_of_its_own() -> None:
    assert list(OWN) == list(READS)
