"""Dossiers as lines of text: every kind of part that one can have, in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest

from api_client.models.city import CatalogueItem
from api_client.models.dossier import Dossier, DossierKind, Measure, Remarked
from api_client.models.page import DossierBrief, DossierOutcome, DossierView, Results
from api_client.models.people import By, Role
from api_client.models.recorded import Recorded
from api_client.models.ticket import Kind, Stage, Ticket
from tests.playbook import CITY
from tui.cli.telling_dossiers import brief_lines, dossier_lines, dossier_outcome_lines
from tui.words.words import Words
from widgets.speech import Speech

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
BY = By(name="zhang", title="张三", role=Role.DISPATCHER, unit="1")


def speech(lang: str = "zh") -> Speech:
    return Speech(Words(lang), city=CITY, lang=lang)


def shown(dossier: Dossier, lang: str = "zh", **more: object) -> list[str]:
    return list(dossier_lines(DossierView.model_validate({"dossier": dossier, "now": NOW} | more), speech(lang)))


def dossier(kind: DossierKind, **fields: object) -> Dossier:
    return Dossier.model_validate({"number": "X2026-0001", "kind": kind, "title": "题目", "opened": NOW, "opened_by": BY} | fields)


def test_a_list_tells_state_measures_and_what_is_due_next() -> None:
    one = DossierBrief(
        number="P2026-0001", version=3, kind=DossierKind.PROBLEM, title="停车难", unit="1101", month="2026-11", open=True, opened=NOW,
        due=date(2026, 12, 1), measures=2, met=1,
    )  # fmt: skip
    [line, closed] = brief_lines([one, one.model_copy(update={"open": False})], speech())
    for part in ("P2026-0001", "未办结", "主题问题", "2026-11", "停车难", "一号街道", "措施 1/2", "2026-12-01"):
        assert part in line
    assert "已办结" in closed
    assert "2026-12-01" not in closed


def test_measures_say_whether_they_are_done() -> None:
    measures = (Measure(text="增划车位", unit="1101", due=date(2026, 12, 1), added=NOW, met=NOW, result="已增40个"),)
    lines = shown(dossier(DossierKind.PROBLEM, measures=(*measures, Measure(text="立牌", unit="1102", due=date(2026, 12, 2), added=NOW))))
    assert "  1. ✓ 增划车位（一号街道，16:00）：已增40个" in lines
    assert "  2. 立牌（二号街道，2026-12-02 前）" in lines


def test_what_people_wrote_cannot_speak_to_the_terminal() -> None:
    lines = "\n".join(shown(dossier(DossierKind.ARTICLE, title="a\x1b[2Jb", text="first\x07\nsecond", setting="x\x1b")))
    assert "\x1b" not in lines
    assert "\x07" not in lines
    assert "  second" in lines


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_changes_of_the_catalogue_name_owner_and_day_or_that_a_line_ends(lang: str) -> None:
    item = CatalogueItem(code="noise", level1="环境", level2="噪声", level3="施工", owner="district", tier="7d", effective_from=date(2026, 12, 1))
    ends = item.model_copy(update={"owner": "D1", "effective_to": item.effective_from})
    text = "\n".join(shown(dossier(DossierKind.CATALOGUE, changes=(item, ends, *[item] * 30)), lang))
    assert ("承办 所在区" if lang == "zh" else "owner the address's district") in text
    assert ("自 2026-12-01 废止" if lang == "zh" else "ends on 2026-12-01") in text
    assert ("另有 12 件" if lang == "zh" else "12 more") in text


@pytest.mark.fact(24, 93)
def test_a_session_tells_its_results_and_the_chain_from_call_to_feedback() -> None:
    ticket = Ticket(
        number="20261122-000001", version=1, title="暖气不热", kind=Kind.REQUEST, stage=Stage.CLOSED, received=NOW - timedelta(hours=6),
        dispatched=NOW - timedelta(hours=5), contacted=NOW - timedelta(hours=4), fed_back=NOW - timedelta(hours=1),
    )  # fmt: skip
    results = Results(tickets=17, stages={"closed": 17}, solved=16, same_day=9, chain=(ticket,))
    lines = shown(dossier(DossierKind.SESSION, starts=NOW, ends=NOW + timedelta(hours=1), people=("区长",)), results=results)
    for part in ("  时间：16:00 - 17:00", "  工单 17 件，解决 16 件", "  当日解决 9 件", "  参加的职务：区长"):
        assert part in lines
    assert any("20261122-000001  受理 10:00  派单 11:00  联系 12:00  反馈 15:00" in line for line in lines)


def test_a_problem_tells_its_requests_by_month() -> None:
    lines = shown(dossier(DossierKind.PROBLEM), results=Results(tickets=0, months={"2026-10": 40, "2026-11": 12}))
    assert "  各月诉求量：2026-10 40、2026-11 12" in lines


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_closed_month_tells_its_figures_and_who_is_called(lang: str) -> None:
    figures = {"solved": {"good": 9, "of": 10, "rate": 90.0}, "satisfied": {"good": 0, "of": 0, "rate": None}}
    sheet = {"total": {"volume": 12, "points": 87.5, "figures": figures}, "interviews": {"streets": ["1101", "1102"], "district": []}}
    text = "\n".join(shown(dossier(DossierKind.MONTH, sheet=sheet), lang))
    for part in (
        ("计入考核的工单 12 件，得分 87.50", "solved 9/10 = 90.00%", "satisfied 0/0 = -%", "约谈街乡镇：一号街道、二号街道")
        if lang == "zh"
        else ("12 tickets counted, score 87.50", "solved 9/10 = 90.00 %", "Called to an interview, streets: 一号街道, 二号街道")
    ):
        assert part in text


def test_a_handover_is_a_sheet_in_markdown() -> None:
    told = {"number": "20261122-000001", "title": "暖气不热", "lead": "1101", "clock": "due", "due": "2026-11-22T09:00:00Z"}
    waits = {"number": "20261122-000002", "title": "噪声", "waits": [{"do": "extend", "maker": "li", "signers": ["supervisor"]}]}
    halted = {"number": "20261122-000003", "title": "加梯", "sort": "hang", "until": "2026-12-22T08:00:00Z"}
    none = {"count": 0, "first": []}
    sheet = {
        "unit": "1", "since": "2026-11-22T00:00:00Z", "at": "2026-11-22T08:00:00Z", "open": 3, "bands": {"7d": {"calm": 2, "overdue": 1}},
        "burning": [told], "signatures": {"count": 25, "first": [waits]}, "halted": {"count": 1, "first": [halted]}, "unsigned": none,
        "happened": {"registered": 5}, "alerts": [{"number": "20261122-000001", "what": "alerted", "at": "2026-11-22T07:00:00Z"}],
    }  # fmt: skip
    lines = shown(
        dossier(DossierKind.HANDOVER, unit="1", sheet=sheet, text="注意桥下积水", signed=(BY,), remarks=(Remarked(at=NOW, by=BY, text="收到"),))
    )
    text = "\n".join(lines)
    assert lines[0] == "# 交接班 样城 题目"
    for part in (
        "- 7d：超期 1、从容 2",
        "一号街道  办结 17:00",
        "## 待会签（25）",
        "（另有 24 件）",
        "- 20261122-000003  加梯  至",
        "- 无",
        "- 注意桥下积水",
        "- 收到",
    ):
        assert part in text, part


def test_an_outcome_tells_what_happened_and_whose_desks_hear_of_it() -> None:
    event = Recorded(
        seq=2, ticket="X2026-0001", version=2, at=NOW, by=BY, type="measure_added", data={"unit": "1101", "due": "2026-12-01", "text": "x"}
    )
    outcome = DossierOutcome.model_validate(
        {"command": "6f2b0c4e-6d1f-5c1e-9a53-2f7f3a0c1d00", "number": "X2026-0001", "dossier": dossier(DossierKind.PROBLEM), "now": NOW,
         "events": (event,), "told": ("1101",)}
    )  # fmt: skip
    lines = list(dossier_outcome_lines(outcome, speech()))
    assert lines == ["  增加措施，一号街道 2026-12-01 前完成", "  告知：一号街道"]
