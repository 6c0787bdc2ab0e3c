"""The list of dossiers: open ones and late ones stand out by word and colour."""

from datetime import date

from api_client.models.dossier import DossierKind
from api_client.models.page import DossierBrief
from tests.widgets.boards import speech
from tests.widgets.filed import NOW
from widgets.tables.board_tables import BAD
from widgets.tables.dossier_table import briefs


def brief(**more: object) -> DossierBrief:
    given: dict[str, object] = {"number": "P2026-0001", "version": 1, "kind": DossierKind.PROBLEM, "title": "供暖", "open": True, "opened": NOW}
    return DossierBrief.model_validate(given | more)


def test_a_row_opens_its_dossier_and_tells_how_far_it_is() -> None:
    [row] = briefs([brief(unit="110108", measures=3, met=1, due=date(2026, 11, 30))], speech(), today="2026-11-22").rows
    assert row.id == "dossier:P2026-0001"
    assert [cell.text for cell in row.cells] == ["P2026-0001", "未办结", "主题问题", "供暖", "海淀区", "", "1/3", "2026-11-30"]


def test_a_due_day_that_is_over_stands_out_until_the_dossier_is_closed() -> None:
    late, closed = briefs([brief(due=date(2026, 11, 1)), brief(due=date(2026, 11, 1), open=False)], speech(), today="2026-11-22").rows
    assert late.cells[-1].style == BAD
    assert (closed.cells[1].text, closed.cells[-1].text) == ("已办结", "")
