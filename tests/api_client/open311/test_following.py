import asyncio
import copy
import json
from collections.abc import Iterator
from contextlib import aclosing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api_client.errors import NoStream, Refused, Unexpected, Unreachable
from api_client.filter import Query
from api_client.mirror import Mirror
from api_client.models.line import band
from api_client.onlooker import Onlooker
from api_client.open311 import markup
from api_client.open311.following import POLL_SECONDS, SWEEP_SECONDS, CityClient
from api_client.open311.markup import Garbled
from api_client.open311.wire import NoSuch
from api_client.sync import Sync
from tests.open311_city import CITIES, Answer, Open311City, in_process, made_up, of_recorded, recorded, xml_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RECORDED_THEN = datetime(2019, 2, 1, tzinfo=UTC)


class Follower:
    """A city, whoever follows it, and the time, which can be put on."""

    def __init__(self, city: Open311City, mirror: Mirror, *, now: datetime = NOW, jurisdiction: str = "") -> None:
        self.city, self.mirror, self.now = city, mirror, now.timestamp()
        self.client = self.begin(jurisdiction)

    def begin(self, jurisdiction: str = "") -> CityClient:
        """Another start of the same desk."""
        self.client = CityClient(
            "http://city.example/v2",
            held=lambda: self.mirror,
            now=lambda: self.now,
            jurisdiction=jurisdiction,
            lang="en",
            transport=in_process(self.city),
        )
        return self.client

    async def catch_up(self) -> None:
        """What the command line does: all that is new, and an end."""
        await Sync(self.client, self.mirror, Onlooker(self.mirror.path.with_name("outbox.db")), now=lambda: self.now).catch_up()

    async def again(self, *, after: float = POLL_SECONDS) -> None:
        """The same some time later, by another program."""
        self.now += after
        self.begin()
        await self.catch_up()

    @property
    def open(self) -> list[str]:
        """Numbers of the open requests as the queue has them."""
        view = self.mirror.view()
        return [line.number for line in view.window(0, view.count)]

    def asked(self, *names: str) -> list[dict[str, str]]:
        """What was asked of the list, of which the city was told some of these."""
        return [more for path, more in self.city.asked if path.startswith("/v2/requests.") and set(names) <= set(more)]


@pytest.fixture
def made(mirror: Mirror) -> Follower:
    return Follower(made_up(8, now=NOW), mirror)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Mirror]:
    opened = Mirror.open(tmp_path / "other" / "mirror.db")
    yield opened
    opened.close()


async def test_a_city_is_a_queue_in_due_order_and_then_by_age(made: Follower) -> None:
    await made.catch_up()
    # hour by hour the newest first; 1, 20, 100 and 400 hours are expected in turn, of the first and the sixth nothing
    assert made.open == ["26-8996", "26-8999", "26-8994", "26-8998", "26-8993", "26-8997", "26-8995", "26-9000"]
    tiers = {number: (made.mirror.ticket(number) or {})["tier"] for number in made.open}
    assert tiers == {
        "26-8996": "2h", "26-8999": "24h", "26-8998": "7d", "26-8994": "7d", "26-8997": "15d", "26-8993": "15d", "26-8995": "", "26-9000": "",
    }  # fmt: skip
    first = (made.mirror.ticket("26-8999") or {})["clocks"][0]
    assert (first["start"], first["due"]) == ("2026-11-22T10:00:00Z", "2026-11-23T06:00:00Z")
    bands = {line.number: band(line, int(made.now)) for line in made.mirror.kept(made.open, Query(), int(made.now))}
    assert (bands["26-8996"], bands["26-8999"], bands["26-9000"]) == ("long", "calm", "paused")


async def test_who_looks_is_an_onlooker_who_may_ask_nothing(made: Follower) -> None:
    await made.catch_up()
    me = json.loads(made.mirror.meta("me"))
    assert (me["asks"], me["person"]["title"], me["person"]["role"]) == ([], "Open311", "auditor")


async def test_the_city_names_agencies_as_units_and_services_as_its_catalogue(made: Follower) -> None:
    await made.catch_up()
    city = json.loads(made.mirror.meta("city"))
    assert (city["name"], [unit["name"] for unit in city["units"]]) == ("city.example", ["city.example", "Parks & Trees", "Sanitation"])
    assert [(item["code"], item["level1"], item["level3"]) for item in city["catalogue"]] == [("001", "Streets", "Pothole")]


async def test_a_jurisdiction_is_told_with_every_question_and_names_the_city(mirror: Mirror) -> None:
    made = Follower(made_up(2, now=NOW), mirror, jurisdiction="city.gov")
    await made.catch_up()
    assert {more["jurisdiction_id"] for _, more in made.city.asked} == {"city.gov"}
    assert json.loads(made.mirror.meta("city"))["name"] == "city.gov"


async def test_what_is_new_changed_and_closed_is_taken_in(made: Follower) -> None:
    await made.catch_up()
    now = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    made.city.requests[0] |= {"status": "closed", "status_notes": "done", "updated_datetime": now}
    made.city.requests[1] |= {"description": "deeper", "agency_responsible": "Streets", "updated_datetime": now}
    made.city.requests.insert(0, made.city.requests[1] | {"service_request_id": "26-9001"})
    await made.again()
    assert "26-9001" in made.open
    assert "26-9000" not in made.open
    assert (made.mirror.ticket("26-9000") or {})["told"]["status_notes"] == "done"
    assert (made.mirror.ticket("26-8999") or {})["content"] == "deeper"
    assert "Streets" in {unit["name"] for unit in json.loads(made.mirror.meta("city"))["units"]}


async def test_another_start_asks_for_changes_alone_and_writes_nothing_where_there_are_none(made: Follower) -> None:
    await made.catch_up()
    cursor, loads = made.mirror.cursor, made.mirror.loads
    made.city.asked.clear()
    await made.again()
    assert (made.mirror.cursor, made.mirror.loads) == (cursor, loads)
    assert len(made.asked()) == len(made.asked("updated_after")) == 1


async def test_a_city_that_does_not_tell_what_changed_is_looked_through_from_its_newest_as_far_as_there_is_news(made: Follower) -> None:
    made.city.requests = made_up(130, now=NOW).requests
    tell = made.city._asked_for
    made.city._asked_for = lambda asked: tell({name: value for name, value in asked.items() if name != "updated_after"})  # type: ignore[method-assign]
    await made.catch_up()
    made.city.requests[3] |= {"status_notes": "new"}
    made.city.asked.clear()
    await made.again()
    assert (made.mirror.ticket("26-8997") or {})["told"]["status_notes"] == "new"
    assert [more.get("page") for more in made.asked("page") if "updated_after" not in more] == ["1", "2"]


async def test_after_half_an_hour_everything_open_is_gone_through_again_and_what_left_the_list_is_asked_for(made: Follower) -> None:
    await made.catch_up()
    made.city.requests[0] |= {"status": "closed"}  # without a word of when
    del made.city.requests[1]
    await made.again(after=SWEEP_SECONDS + 1)
    assert (made.mirror.ticket("26-9000") or {})["stage"] == "closed"
    assert made.mirror.ticket("26-8999") is None
    assert len(made.open) == 6
    assert made.asked("service_request_id")


async def test_an_empty_answer_drops_nothing_until_it_is_the_second(made: Follower) -> None:
    await made.catch_up()
    made.city.hook = lambda path, _: Answer(body=b"[]") if "/requests" in path else None
    await made.again(after=SWEEP_SECONDS + 1)
    assert len(made.open) == 8
    made.now += SWEEP_SECONDS + 1
    cursor = made.mirror.cursor
    while (page := await made.client.feed(cursor, 1)).cursor == cursor:
        pass
    assert sorted(page.gone) == sorted(made.open)


async def test_a_city_of_one_page_is_known_to_have_pages(made: Follower) -> None:
    await made.catch_up()
    made.city.requests = made_up(130, now=NOW).requests
    made.now += SWEEP_SECONDS + 1
    made.client._looked = False
    await made.catch_up()
    assert len(made.open) == 130


async def test_where_there_is_more_than_a_desk_takes_it_says_so(made: Follower, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("gathering", "following"):
        monkeypatch.setattr(f"api_client.open311.{module}.MOST_REQUESTS", 50)
    made.city.requests = made_up(130, now=NOW).requests
    await made.catch_up()
    assert (len(made.open), made.mirror.meta("open311_cut")) == (50, "50")


async def test_what_is_no_city_is_not_looked_for_again_at_once_unless_somebody_waits(mirror: Mirror) -> None:
    made = Follower(made_up(1, now=NOW, forms=()), mirror)
    for _ in range(2):
        with pytest.raises(Unexpected):
            await made.client.me()
        asked = len(made.city.asked)
    made.client.hurry()
    with pytest.raises(Unexpected):
        await made.client.me()
    assert len(made.city.asked) == 2 * asked


async def test_an_empty_city_is_an_empty_queue(mirror: Mirror) -> None:
    made = Follower(made_up(0, now=NOW), mirror)
    await made.catch_up()
    assert (made.open, made.mirror.cursor) == ([], 1)


async def test_feed_waits_until_it_is_time_and_hurry_ends_that(made: Follower) -> None:
    await made.catch_up()
    made.begin()
    first = await made.client.feed(made.mirror.cursor, 10)
    assert first.cursor == made.mirror.cursor
    waiting = asyncio.create_task(made.client.feed(made.mirror.cursor, 10))
    await asyncio.sleep(0)
    asked = len(made.city.asked)
    made.client.hurry()
    await waiting
    assert len(made.city.asked) > asked
    asked = len(made.city.asked)
    made.client.hurry()  # while nobody waits: the next to come does not
    await made.client.feed(made.mirror.cursor, 10)
    assert len(made.city.asked) > asked
    await made.client.close()


async def test_a_line_that_breaks_off_in_the_middle_leaves_the_copy_as_it_was(made: Follower) -> None:
    made.city.requests = made_up(130, now=NOW).requests
    made.city.hook = lambda path, more: Answer(500) if more.get("page") == "2" else None
    with pytest.raises(Unreachable) as raised:
        await made.catch_up()
    assert raised.value.why == "open311_busy"
    assert (made.mirror.cursor, len(made.open)) == (0, 50)
    made.city.hook = lambda *_: None
    await made.again()
    assert len(made.open) == 130


async def test_one_request_is_told_with_all_that_is_beside(made: Follower) -> None:
    await made.catch_up()
    told = await made.client.reported("26-8999")
    assert (told.content, told.told["position"]) == ("hole 1", "41.500000, -87.250000")
    assert (await made.client.ticket("26-8999")).ticket.content == "hole 1"
    with pytest.raises(Refused) as raised:
        await made.client.reported("nope")
    assert raised.value.problem.status == 404


async def test_what_only_a_hotline_has_is_refused_in_a_sentence(made: Follower) -> None:
    with pytest.raises(Refused, match="Open311 tells requests only"):
        await made.client.dossiers()
    with pytest.raises(Refused, match="Open311 tells requests only"):
        await made.client.send("x", "{}")
    with pytest.raises(NoStream):
        async with aclosing(made.client.stream(1)) as pages:
            await anext(pages)


async def test_moments_without_a_zone_are_meant_where_the_others_are(mirror: Mirror) -> None:
    city = made_up(2, now=NOW)
    city.requests[0]["requested_datetime"] = "2026-11-22T05:00:00-06:00"
    city.requests[1]["requested_datetime"] = "2026-11-22 04:00:00"
    made = Follower(city, mirror)
    await made.catch_up()
    await made.again(after=SWEEP_SECONDS + 1)
    assert (made.mirror.ticket("26-8999") or {})["received"] == "2026-11-22T10:00:00Z"
    assert json.loads(made.mirror.meta("city"))["zone"] == "Etc/GMT+6"


# -- recorded cities

QUEUES = {
    "san_francisco": ["638349"], "washington": ["638349"], "wiki_json": ["638349"], "wiki_xml": ["638349"], "empty": [],
    "schenectady": [
        "SR-6298626b-9dac-406a-976d-5e3651b6a3d0", "SR-a7979d12-dbda-47bc-81ee-678389435a14", "SR-e69e1dcf-f4a3-4492-91ea-aa0574d29e8d",
        "SR-6f188b23-bf1e-4850-81f5-152141a51343", "SR-59910f70-8321-4d27-87d9-bd10e6808b01", "SR-5fc83d3a-cf44-4074-811d-dfcc2c56d121",
        "SR-aadda254-98e6-425a-a311-cf51a21a4a85", "SR-44e55e07-f414-41c6-ba05-61db6bc994a0", "SR-001d129a-cb42-43b4-9634-001e963690c6",
        "SR-5f1b3b7d-e06a-4564-b560-1b1b75bbf025", "SR-042a98f7-428e-4849-a2eb-e15ba76e64de", "SR-bd493418-3871-43cf-b574-04c9c2c37dab",
    ],
}  # fmt: skip
"""The open ones of each recorded city as the queue has them: of Schenectady's none is expected by a time, so by age."""


@pytest.mark.parametrize("name", CITIES)
async def test_every_recorded_city_is_a_queue(mirror: Mirror, name: str) -> None:
    made = Follower(of_recorded(name), mirror, now=RECORDED_THEN)
    await made.catch_up()
    assert made.open == QUEUES[name]
    assert mirror.count(Query(ended=True), int(made.now)) == {"schenectady": 13, "empty": 0}.get(name, 2)
    if name == "san_francisco":
        ticket = mirror.ticket("638349") or {}
        assert (ticket["tier"], ticket["clocks"][0]["due"], ticket["path"]) == (
            "2h",
            "2010-04-19T14:37:38Z",
            "Tree Maintenance / Sidewalk and Curb Issues",
        )
    await made.again()
    assert made.open == QUEUES[name]


WRONG: list[Any] = [None, "", 0, -1, True, 1e308, [], {}, ["a", {"b": 1}], "9999-12-31", "<b>&lt;", "\x1b[2J", "x" * 5000, {"deep": [{"er": None}]}]
FIELDS = ("service_request_id", "status", "requested_datetime", "updated_datetime", "expected_datetime", "lat", "long", "address", "service_code")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_whatever_is_dropped_renamed_or_retyped_nothing_breaks(kept: Mirror, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name, city in CITIES.items() if city.form == "json"]))
    told = {part: markup.read(recorded(getattr(CITIES[name], part))) for part in ("services", "requests")}
    for _ in range(data.draw(st.integers(1, 4))):
        _mutate(data, data.draw(st.sampled_from(sorted(told))), told)
    form = data.draw(st.sampled_from(("json", "xml")))
    city = Open311City([], [], forms=(form,))
    for part, root, one in (("services", "services", "service"), ("requests", "service_requests", "request")):
        rows = told[part]
        flat = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        city.raw[part] = json.dumps(rows).encode() if form == "json" else xml_of(root, one, flat).replace(b"\x1b", b"?")
    made = Follower(city, kept, now=RECORDED_THEN)
    with suppress(Garbled, NoSuch):  # a sentence of our own says so, and nothing else may come of it
        try:
            await made.catch_up()
        except Unexpected as error:
            if error.why != "open311_none":
                raise


def _mutate(data: st.DataObject, part: str, told: dict[str, Any]) -> None:
    rows = copy.deepcopy(told[part])
    told[part] = rows
    if not isinstance(rows, list) or not rows:
        return
    match data.draw(st.sampled_from(("drop", "rename", "retype", "twice", "wrap", "replace"))):
        case "twice":
            rows.append(rows[0])
        case "wrap":
            told[part] = data.draw(st.sampled_from(({"data": rows}, rows[0], [rows], {"errors": rows})))
        case "replace":
            rows[data.draw(st.integers(0, len(rows) - 1))] = data.draw(st.sampled_from(WRONG))
        case how:
            row = rows[data.draw(st.integers(0, len(rows) - 1))]
            if not isinstance(row, dict) or not row:
                return
            field = data.draw(st.sampled_from([name for name in FIELDS if name in row] or sorted(row)))
            value = row.pop(field)
            if how != "drop":
                row[field if how == "retype" else field.upper()] = data.draw(st.sampled_from(WRONG)) if how == "retype" else value


async def test_a_day_of_polls_keeps_no_more_than_there_is(made: Follower) -> None:
    await made.catch_up()
    for index in range(4):
        made.city.requests[index]["status_notes"] = f"round {index}"
        made.city.requests[index]["updated_datetime"] = f"{NOW + timedelta(minutes=index):%Y-%m-%dT%H:%M:%SZ}"
        await made.again()
    assert len(made.open) == 8
    assert [(made.mirror.ticket(f"26-{9000 - index}") or {})["told"]["status_notes"] for index in range(4)] == [
        f"round {index}" for index in range(4)
    ]
