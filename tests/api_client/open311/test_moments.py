from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from api_client.open311.moments import moment, offset

CHICAGO = ZoneInfo("America/Chicago")
NOON = datetime(2019, 1, 27, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        "2019-01-27T12:00:00-06:00", "2019-01-27T12:00:00-0600", "2019-01-27T18:00:00Z", "2019-01-27T18:00:00.123456789Z", "2019-01-27 18:00:00 UTC",
        "2019-01-27 12:00:00", "2019-01-27T12:00", "2019/1/27 12:00", "01/27/2019 12:00:00 PM", "1/27/2019 12:00", "2019-01-27T12:00:00 -06:00",
        "Sun, 27 Jan 2019 18:00:00 GMT", 1548612000, 1548612000000, 1548612000.75, "1548612000", "2019-01-27T12:00:00-06",
    ],
)  # fmt: skip
def test_a_moment_is_read_however_it_is_written(told: Any) -> None:
    assert moment(told, CHICAGO) == NOON


def test_a_day_alone_is_its_first_moment_where_the_city_is() -> None:
    assert moment("2019-01-27", CHICAGO) == datetime(2019, 1, 27, 6, tzinfo=UTC)
    assert moment("1/27/2019 12:30 AM", CHICAGO) == datetime(2019, 1, 27, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        None,
        "",
        " ",
        "soon",
        "2019-13-45T00:00:00Z",
        "0001-01-01T00:00:00",
        "9999-12-31T00:00:00Z",
        True,
        [],
        {},
        0,
        -5,
        1e300,
        float("nan"),
        "1" * 400,
    ],
)
def test_what_is_no_moment_is_none(told: Any) -> None:
    assert moment(told, CHICAGO) is None


def test_the_zone_that_a_moment_names() -> None:
    assert offset("2010-04-14T06:37:38-08:00") == timedelta(hours=-8)
    assert offset("2010-04-14 06:37:38 +0530") == timedelta(hours=5, minutes=30)
    assert [offset(told) for told in ("2010-04-14T06:37:38Z", "2010-04-14", "x", None, 5)] == [None] * 5
