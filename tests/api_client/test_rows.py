import json
from typing import Any

import pytest

from api_client.errors import Unexpected
from api_client.models.line import NEVER, Line, band
from api_client.models.ticket import ENDED, Flag, Stage
from api_client.rows import COLUMNS, epoch, row
from tests.api_client.told import NOW, ticket


def read(**changes: Any) -> dict[str, Any]:
    return dict(zip(COLUMNS, row(ticket(7, **changes).model_dump(mode="json")), strict=True))


def test_a_row_begins_as_a_line() -> None:
    told = row(ticket(7, hops=2, flags=(Flag.SUPERVISED, Flag.COSIGN), urgent=True).model_dump(mode="json"))
    line = Line._make(told[: len(Line._fields)])
    assert line.number == "20261122-000007"
    assert (line.hops, line.flags, line.urgent, line.lead) == (2, "supervised cosign", 1, "u-heat")
    assert (line.next_clock, line.next_due) == ("sign", NOW + 3600)
    assert [band(line, NOW + late) for late in (-1, 0, 1800, 3000, 3600, 3600 + 86_400)] == ["calm", "watch", "warn", "urgent", "overdue", "long"]


def test_without_a_running_clock_nothing_is_ever_due() -> None:
    assert read(due=None)["next_due"] == NEVER
    assert read(due=None)["next_clock"] == ""


@pytest.mark.parametrize("stage", Stage)
def test_only_ended_tickets_are_not_open(stage: Stage) -> None:
    assert read(stage=stage)["open"] == int(stage not in ENDED)


def test_words_are_searched_without_width_or_case() -> None:
    assert "万柳中路1号" in read()["words"]
    assert "x-77" in read()["words"]
    assert "20261122-000007" in read()["words"]


def test_the_whole_summary_is_kept() -> None:
    assert json.loads(read()["json"]) == ticket(7).model_dump(mode="json")


def test_moments_of_any_zone_are_read() -> None:
    assert epoch("1970-01-01T08:00:10+08:00") == epoch("1970-01-01T00:00:10Z") == 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": None},
        {"lead": 5},
        {"version": "x"},
        {"received": "yesterday"},
        {"flags": None},
        {"stage": ["closed"]},
        {"clocks": [{"name": "sign"}]},
    ],
)
def test_a_summary_of_another_shape_is_unexpected(wrong: dict[str, Any]) -> None:
    with pytest.raises(Unexpected):
        row(ticket(1).model_dump(mode="json") | wrong)


def test_a_summary_that_lacks_something_is_unexpected() -> None:
    with pytest.raises(Unexpected, match="tier"):
        row({key: value for key, value in ticket(1).model_dump(mode="json").items() if key != "tier"})
