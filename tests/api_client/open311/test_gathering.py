from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api_client.errors import Unexpected
from api_client.open311.gathering import EMPTY_WINDOWS, Gathering
from api_client.open311.reading import Request
from api_client.open311.wire import Wire, find
from tests.open311_city import Answer, Open311City, in_process, made_up

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
REFUSED = Answer(400, b'[{"code": 400, "description": "unknown parameter"}]')


async def gathering(city: Open311City) -> Gathering:
    wire = Wire(now=NOW.timestamp, transport=in_process(city))
    return Gathering(wire, await find(wire, "http://city.example/v2", {}), {}, now=NOW.timestamp)


async def everything(city: Open311City) -> list[Request]:
    return [one async for part in (await gathering(city)).everything() for one in part]


def asked(city: Open311City) -> list[dict[str, str]]:
    return [more for path, more in city.asked if "/requests" in path]


@pytest.mark.parametrize("forms", [("json",), ("xml",)])
async def test_a_city_with_pages_is_read_page_by_page(forms: tuple[str, ...]) -> None:
    city = made_up(130, now=NOW, forms=forms)
    found = await everything(city)
    assert sorted(one.id for one in found) == sorted(row["service_request_id"] for row in city.requests)
    assert [more["page"] for more in asked(city) if "start_date" not in more] == ["1", "2", "3"]
    assert all(more["status"] == "open" for more in asked(city))


async def test_a_city_without_pages_is_read_once_and_asked_for_no_second_page_again() -> None:
    city = made_up(12, now=NOW)
    city.pages = False
    assert len(await everything(city)) == 12
    assert [more.get("page") for more in asked(city) if "start_date" not in more] == ["1", "2"]
    assert not any("page" in more for more in asked(city) if "start_date" in more)


async def test_what_is_older_than_ninety_days_is_asked_for_by_windows() -> None:
    city = made_up(3, now=NOW)
    old = NOW - timedelta(days=200)
    city.requests.append(city.requests[0] | {"service_request_id": "old", "requested_datetime": f"{old:%Y-%m-%dT%H:%M:%SZ}"})
    recent = f"{NOW - timedelta(days=90):%Y-%m-%dT%H:%M:%SZ}"
    whole = city.requests

    def ninety_days(path: str, more: dict[str, str]) -> None:
        dated = "start_date" in more or "/requests" not in path
        city.requests = whole if dated else [row for row in whole if row["requested_datetime"] >= recent]

    city.hook = ninety_days
    assert "old" in {one.id for one in await everything(city)}
    spans = {(more["start_date"], more["end_date"]) for more in asked(city) if "start_date" in more}
    assert len(spans) == 2 + EMPTY_WINDOWS  # an empty one, that of the old request, and those behind it
    assert all(datetime.fromisoformat(end) - datetime.fromisoformat(start) <= timedelta(days=90) for start, end in spans)


async def test_a_city_that_cuts_its_answers_off_is_asked_for_smaller_windows() -> None:
    city = made_up(400, now=NOW)

    def cut(path: str, more: dict[str, str]) -> Answer | None:
        if "/requests" not in path:
            return None
        city.pages = True
        rows = city._asked_for({name: value for name, value in more.items() if name in ("start_date", "end_date")} | {"page": "1"})
        city.pages = False
        return city._told("service_requests", "request", rows, "json", {})

    city.hook = cut
    assert len({one.id for one in await everything(city)}) == 400


async def test_a_city_that_refuses_a_question_is_asked_without_it() -> None:
    for unknown in ("page", "status", "start_date"):
        city = made_up(5, now=NOW)
        city.hook = lambda path, more, unknown=unknown: REFUSED if "/requests" in path and unknown in more else None  # type: ignore[misc]
        assert len(await everything(city)) == 5


async def test_a_city_that_refuses_everything_says_so() -> None:
    city = made_up(5, now=NOW)
    city.hook = lambda path, _: REFUSED if "/requests" in path else None
    with pytest.raises(Unexpected, match="unknown parameter"):
        await everything(city)


async def test_dates_that_are_ignored_end_the_walk() -> None:
    city = made_up(3, now=NOW)
    city.pages = False
    await everything(city)
    assert len(asked(city)) <= 2 + EMPTY_WINDOWS


async def changed(made: Gathering, *, since: datetime, most: int = 9) -> list[list[str]]:
    parts: list[list[str]] = []
    async for part in made.changed(since.timestamp()):
        parts.append([one.id for one in part])
        if len(parts) == most:
            break
    return parts


async def test_what_changed_is_asked_for_where_the_city_tells_it() -> None:
    city = made_up(130, now=NOW)
    made = await gathering(city)
    assert await changed(made, since=NOW - timedelta(minutes=150)) == [["26-9000", "26-8999"]]
    assert all("updated_after" in more for more in asked(city))


async def test_a_city_that_ignores_that_is_asked_for_its_newest() -> None:
    city = made_up(5, now=NOW)
    city.pages = False
    made = await gathering(city)
    [part] = await changed(made, since=NOW - timedelta(minutes=150))
    assert len(part) == 5
    city.asked.clear()
    await changed(made, since=NOW)
    assert [more for more in asked(city) if "updated_after" in more] == []


async def test_an_unchanged_list_of_the_newest_is_not_sent_again() -> None:
    city = made_up(5, now=NOW)
    city.pages = False
    made = await gathering(city)
    sent: list[Any] = []
    tell = city._told
    city._told = lambda *args: sent.append(told := tell(*args)) or told  # type: ignore[method-assign,func-returns-value]
    for _ in range(3):
        await changed(made, since=NOW, most=1)
    assert [told.status for told in sent if told.status == 304]


async def test_some_numbers_are_asked_for_together_and_the_rest_one_by_one() -> None:
    city = made_up(30, now=NOW)
    made = await gathering(city)
    found = await made.by_number(["26-9000", "26-8990", "gone"])
    assert (found["26-9000"] is not None, found["26-8990"] is not None, found["gone"]) == (True, True, None)
    assert [more.get("service_request_id") for more in asked(city)] == ["26-9000,26-8990,gone", None]


async def test_a_city_that_answers_with_another_request_says_nothing_of_this_one() -> None:
    city = made_up(3, now=NOW)
    city.hook = lambda path, _: city._told("service_requests", "request", city.requests[:1], "json", {}) if "/requests" in path else None
    made = await gathering(city)
    with pytest.raises(Unexpected, match="another"):
        await made.one("nope")
    assert (await made.by_number(["26-9000"]))["26-9000"] is not None
