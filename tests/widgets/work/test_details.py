"""Under a list stands enough to decide by, in both languages, whatever is missing."""

import pytest
from textual.content import Content

from tests.playbook import DISPATCHER, SUPERVISOR
from tests.widgets.work.test_items import SECONDS, book
from tests.widgets.work.test_rows import hand
from tests.widgets.work_lived import told
from widgets.work.details import DETAILS, detail_lines, fitted_head
from widgets.work.items import READS


def said(name: str, life: str, lang: str = "zh", **changes: object) -> str:
    person = SUPERVISOR if name == "cosign" else DISPATCHER
    item = book(person, life).items(name, SECONDS)[0]
    return "\n".join(line.plain for line in detail_lines(name, item, told(life) | changes, hand(lang), now=SECONDS))


@pytest.mark.parametrize(
    ("name", "life", "words"),
    [
        ("cosign", "extending", ("演示unit_officer", "延期", "延长小时数：24", "管道需要订货", "现办结时限", "请求失效")),
        ("sign", "unsigned", ("一号街道", "签收", "签收后 1天内可提异议")),
        ("callback", "called_back", ("138****1234", "上午", "未接通", "还可 2 次", "四问")),
        ("supervision", "watched", ("市政府办公厅", "月内办结", "媒体曝光", "催办 1 次", "出口")),
        ("dispute", "disputed", ("不属本街道", "市容条例第30条", "市样管委", "异议期 1天", "裁定")),
        ("dispute", "ruled", ("已提裁定，待会签",)),
        ("whistle", "whistled", ("一号街道 吹哨", "市样管委", "水管爆裂", "报到")),
        ("joint", "whistled", ("一号街道 主办", "现场清障")),
    ],
)  # fmt: skip
def test_the_lines_say_what_one_decides_by(name: str, life: str, words: tuple[str, ...]) -> None:
    told_here = said(name, life)
    assert [word for word in words if word not in told_here] == [], told_here
    assert said(name, life, "en") != told_here


def test_a_summary_that_cannot_be_read_says_so() -> None:
    assert "version" in said("sign", "unsigned", version="x")


def test_every_list_has_its_lines() -> None:
    assert list(DETAILS) == list(READS)


def test_title_and_place_take_one_line_of_a_low_screen() -> None:
    head = Content.assemble(("Heating riser burst, flats flooding", "bold"), "  ", ("Public utilities / District heating / Pipes burst", "dim"))
    assert fitted_head(head, 80, 40).plain == head.plain
    assert fitted_head(head, 70, 24).plain.startswith("Heating riser burst, flats flooding  Public utilities / District")
    assert fitted_head(head, 50, 24).plain == "Heating riser burst, flats flooding", "three letters of a place tell nobody anything"
    assert fitted_head(head, 20, 24).cell_length == 20
