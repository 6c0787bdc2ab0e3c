"""A dossier's page tells everything it holds, in both languages, and nothing of rules that are for other kinds."""

from datetime import date

import pytest

from api_client.models.city import CatalogueItem
from api_client.models.dossier import DossierKind
from tests.widgets.boards import speech
from tests.widgets.filed import NOW, dossier, view
from widgets.dossiers.page import dossier_lines
from widgets.dossiers.told import MOST


def text(lang: str = "zh", **more: object) -> str:
    return "\n".join(line.plain for line in dossier_lines(view(dossier(**more)), speech(lang), now=int(NOW.timestamp())))


def test_facts_measures_remarks_results_and_what_may_be_asked() -> None:
    page = text()
    for told in (
        "老旧小区供暖",
        "海淀区",
        "方案一\n方案二",
        "1. 疏通（海淀区，2026-12-01 前）",
        "2. ✓ 改造（朝阳区",
        "现场踏勘",
        "工单 4 件，解决 3 件",
        "2026-10 9",
    ):
        assert told in page
    assert "现在可办  措施" in page
    assert "没有待完成的措施。" in page
    assert "不适用于主题问题" not in page


@pytest.mark.parametrize("kind", list(DossierKind))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_has_a_page(kind: DossierKind, lang: str) -> None:
    assert "老旧小区供暖" in text(lang, kind=kind, sort="")


def test_changes_of_the_catalogue_are_told_with_owner_and_end() -> None:
    day = date(2026, 12, 1)
    item = CatalogueItem(code="020101", level1="一", level2="二", level3="三", owner="street", tier="7d", effective_from=day)
    page = text(kind=DossierKind.CATALOGUE, sort="", changes=(item, item.model_copy(update={"effective_to": day})))
    assert "自 2026-12-01：承办 所在街乡镇" in page
    assert "自 2026-12-01 废止" in page


def test_a_long_list_is_cut_and_says_by_how_much() -> None:
    assert "（另有 5 件）" in text(tickets=tuple(f"2026112{at % 10}-{at:06}" for at in range(MOST + 5)))


def test_what_people_wrote_reaches_no_terminal_as_such() -> None:
    assert "\x1b" not in text(title="a\x1b[31mb", text="c\x1b]0;x\x07d")
