"""Dossiers as the hotline tells them, made small."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from api_client.models.dossier import Dossier, DossierKind, Measure, Remarked
from api_client.models.page import Ask, DossierView, Results
from api_client.models.people import By, Role

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LEADER = By(name="zhou", title="周宁", role=Role.UNIT_LEADER, unit="110108")


def dossier(**more: Any) -> Dossier:
    given: dict[str, Any] = {
        "number": "P2026-0001", "version": 3, "kind": DossierKind.PROBLEM, "sort": "monthly", "title": "老旧小区供暖", "unit": "110108", 
        "month": "2026-11", "text": "方案一\n方案二", "tickets": ("20261122-000001",), "opened": NOW, "opened_by": LEADER,
        "measures": (
            Measure(text="疏通", unit="110108", due=date(2026, 12, 1), added=NOW),
            Measure(text="改造", unit="110105", due=date(2026, 12, 1), added=NOW, met=NOW - timedelta(hours=1), result="已改造"),
        ),
        "remarks": (Remarked(at=NOW, by=LEADER, sort="visit", text="现场踏勘"),),
    }  # fmt: skip
    return Dossier(**(given | more))


def view(one: Dossier | None = None, **more: Any) -> DossierView:
    given: dict[str, Any] = {
        "dossier": one or dossier(), "now": NOW,
        "asks": (
            Ask(do="add_measure", may=True), Ask(do="meet_measure", may=False, code="no_measure", why="没有待完成的措施。"),
            Ask(do="take_over", may=False, code="wrong_kind", why="不适用于主题问题。"),
        ),
        "results": Results(tickets=4, solved=3, stages={"closed": 4}, months={"2026-10": 9}),
    }  # fmt: skip
    return DossierView(**(given | more))
