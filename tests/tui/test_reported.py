from datetime import UTC, datetime

import pytest

from api_client.open311.reading import Request
from api_client.open311.translating import city_of, ticket
from tui.reported import view_of
from tui.words.words import Words

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CITY = city_of([], [], name="city.example", zone="UTC")


@pytest.mark.parametrize(
    ("lang", "notes", "place"), [("en", "Status notes: seen", "Position (lat, long): "), ("zh", "处理说明：seen", "坐标（纬度、经度）：")]
)
def test_what_geo_report_tells_beside_stands_below_the_description(lang: str, notes: str, place: str) -> None:
    request = Request("1", status="in_progress", status_notes="seen", description="deep\nhole", requested=NOW, lat=1.5, long=2.25)
    summary = ticket(request, city=CITY, now=NOW).model_dump(mode="json")
    content = view_of(summary, Words(lang), NOW).ticket.content
    assert content.startswith("deep\nhole\n \n")
    assert notes in content
    assert f"{place}1.500000, 2.250000" in content
    assert "in_progress" in content


def test_a_request_without_a_word_says_so() -> None:
    summary = ticket(Request("1", requested=NOW), city=CITY, now=NOW).model_dump(mode="json")
    assert view_of(summary, Words("en"), NOW).ticket.content == "(nothing written)"
