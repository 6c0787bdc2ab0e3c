"""The sheets of a shift and of a month are told in full, also where their lists are empty."""

from typing import Any

import pytest

from tests.widgets.boards import BASIS, figures, speech
from tests.widgets.filed import NOW
from widgets.dossiers.sheet_page import handover_lines, month_lines

MOMENT = "2026-11-22T10:00:00Z"
TICKET = {"number": "20261122-000001", "title": "暖气不热", "lead": "110108", "clock": "due", "due": MOMENT}
EMPTY: dict[str, Any] = {"count": 0, "first": []}
SHIFT: dict[str, Any] = {
    "since": MOMENT, "open": 7, "bands": {"24h": {"overdue": 2, "calm": 5}, "15d": {"calm": 1}, "2h": {"urgent": 1}, "": {"calm": 1}},
    "burning": [TICKET],
    "signatures": {"count": 1, "first": [{"number": "20261122-000002", "title": "停水", "waits": [{"do": "extend"}]}]},
    "halted": {"count": 1, "first": [{"number": "20261122-000003", "title": "漏水", "sort": "hang", "until": MOMENT}]},
    "unsigned": EMPTY, "happened": {"dispatched": 4}, "alerts": [{"at": MOMENT, "number": "20261122-000004", "what": "alerted"}],
}  # fmt: skip
MONTH: dict[str, Any] = {
    "total": {"points": 98.5, "volume": 40, "figures": figures(3, 4)}, "classes": {"advanced": ["110108001"], "rectify": []},
    "levels": {"district": [{"unit": "110108", "rank": 1, "points": 98.5}, {"unit": "110105", "rank": None, "points": None}]},
    "interviews": {"district": ["110105"]}, "exclusions": [{}, {}], **BASIS,
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_shift_is_told_from_what_burns_to_the_alerts(lang: str) -> None:
    page = "\n".join(line.plain for line in handover_lines(SHIFT, speech(lang), now=int(NOW.timestamp())))
    for told in ("20261122-000001  ", "暖气不热", "20261122-000002  ", "停水", "20261122-000003  ", "漏水", "20261122-000004", "18:00"):
        assert told in page
    assert speech(lang).say("sheet.none") in page, "nobody's signature is missing for receipt"
    assert "##" not in page


def test_the_quickest_tier_stands_first_and_their_counts_in_one_column() -> None:
    lines = [line.plain for line in handover_lines(SHIFT, speech(), now=int(NOW.timestamp()))]
    first = lines.index("各档") + 1
    assert lines[first : first + 4] == ["2h    紧迫 1", "24h   超期 2、从容 5", "15d   从容 1", "未定  从容 1"]


def test_a_month_is_told_with_its_first_units_classes_and_interviews() -> None:
    page = "\n".join(line.plain for line in month_lines(MONTH, speech()))
    for told in ("得分 98.50  响应率 75.00  计入 40", "1. 海淀区  98.50", "先进类：", "朝阳区", "工单 2 件", "得分＝响应率"):
        assert told in page
    assert "整改类" not in page
