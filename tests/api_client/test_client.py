import json
from collections.abc import Callable
from contextlib import aclosing
from uuid import uuid4

import httpx
import pytest

from api_client.client import Client
from api_client.errors import NewLog, NoStream, NotSignedIn, Refused, Stale, Unexpected, Unreachable
from api_client.models.page import Unmasked, Window
from api_client.models.people import Person, Role, Session
from api_client.models.recurring import Call, Duplicate, Duplicates
from api_client.models.routing import Foretold
from tests.api_client.hotline import TOKEN, Hotline, Pieces, event, problem, told
from tests.api_client.told import COLUMNS, arrays, moment, note, page, ticket


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> Client:
    return Client("http://hotline.example/prefix", TOKEN, lang="zh", transport=httpx.MockTransport(answer))


async def test_every_request_says_who_asks_and_in_which_language() -> None:
    hotline = Hotline()
    await hotline.client().me()
    [request] = hotline.requests
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["accept-language"] == "zh"


async def test_signing_in_brings_a_token_and_signing_out_drops_it() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        person = Person(name="zhang", role=Role.DISPATCHER, unit="1", scope="1")
        return told(Session(token="new", expires_at=moment(9), person=person), 201) if request.method == "POST" else httpx.Response(204)

    client = Client("http://hotline.example/prefix", transport=httpx.MockTransport(answer))
    session = await client.sign_in("zhang", "secret")
    assert (session.person.name, client.token) == ("zhang", "new")
    await client.sign_out()
    assert client.token == ""
    assert [(one.method, one.url.path, one.headers.get("authorization")) for one in asked] == [
        ("POST", "/prefix/v1/sessions", None),
        ("DELETE", "/prefix/v1/sessions/current", "Bearer new"),
    ]


async def test_the_city_is_sent_only_when_it_changed() -> None:
    client = Hotline().client()
    city = await client.city()
    assert city
    assert (city.city.name, city.etag) == ("样城", '"1"')
    assert await client.city(city.etag) is None


async def test_contacts_are_asked_for_with_the_id_of_the_reason() -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return told(Unmasked(ticket="20261122-000001", name="甲乙丙", phone="13800001234", until=moment(9)))

    reveal = uuid4()
    shown = await answering(answer).contacts("20261122-000001", reveal)
    assert (shown.name, shown.phone) == ("甲乙丙", "13800001234")
    assert [(url.path, url.query.decode()) for url in asked] == [("/prefix/v1/tickets/20261122-000001/contacts", f"reveal={reveal}")]
    with pytest.raises(Refused):
        await answering(lambda _: problem(404, "unknown")).contacts("20261122-000001", reveal)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (problem(401, "not_signed_in"), NotSignedIn),
        (problem(403, "not_yours"), Refused),
        (problem(404, "unknown"), Refused),
        (problem(409, "exit_needs_reason"), Refused),
        (problem(412, "stale"), Stale),
        (problem(422, "malformed"), Refused),
        (problem(410, "cursor_unknown"), NewLog),
        (problem(429, "too_fast"), Unreachable),
        (problem(503, "starting"), Unreachable),
        (httpx.Response(502, text="<html>"), Unreachable),
        (httpx.Response(500, text="oops"), Unexpected),
        (httpx.Response(404, text="<html>some proxy"), Unexpected),
        (httpx.Response(302, headers={"Location": "http://elsewhere.example/"}), Unexpected),
        (httpx.Response(200, text="<html>"), Unexpected),
        (httpx.Response(200, json={"person": 1}), Unexpected),
    ],
)
async def test_answers_are_named_by_what_to_do_next(answer: httpx.Response, error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        await answering(lambda _: answer).me()
    assert type(raised.value) is error


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (httpx.ConnectError("no route"), "refused"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]"), "certificate"),
        (httpx.ConnectTimeout("late"), "timeout"),
        (httpx.ReadTimeout("late"), "timeout"),
        (httpx.RemoteProtocolError("cut"), "cut"),
        (httpx.ReadError("cut"), "cut"),
    ],
)
async def test_a_broken_line_is_unreachable(trouble: Exception, why: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise trouble

    with pytest.raises(Unreachable) as error:
        await answering(answer).me()
    assert error.value.why == why


async def test_a_busy_hotline_may_say_when_to_come_again() -> None:
    with pytest.raises(Unreachable) as error:
        await answering(lambda _: problem(429, "too_fast", **{"Retry-After": "7"})).me()
    assert (error.value.why, error.value.retry_after, str(error.value)) == ("too_fast", 7.0, "不行")


async def test_a_refusal_keeps_the_rules_sentence() -> None:
    with pytest.raises(Refused, match="不行") as error:
        await answering(lambda _: problem(409, "wrong_stage")).submit(note(1))
    assert (error.value.problem.code, error.value.problem.status) == ("wrong_stage", 409)


async def test_a_command_is_put_under_its_own_id() -> None:
    hotline, asked = Hotline(), note(1)
    outcome = await hotline.client().submit(asked)
    assert outcome == await hotline.client().send(asked.id, asked.model_dump_json())
    assert {one.url.path for one in hotline.requests} == {f"/v1/commands/{asked.id}"}
    assert await hotline.client().outcome(asked.id) == outcome
    assert await hotline.client().outcome(uuid4()) is None


async def test_a_preview_leaves_no_trace() -> None:
    hotline, asked = Hotline(), note(1)
    assert (await hotline.client().preview(asked)).cursor == 0
    assert await hotline.client().outcome(asked.id) is None


async def test_a_snapshot_arrives_in_pieces() -> None:
    hotline = Hotline()
    tickets = [ticket(n) for n in range(1500)]
    hotline.change(*tickets)
    async with hotline.client().snapshot() as snapshot:
        assert (snapshot.head.count, snapshot.head.columns) == (1500, COLUMNS)
        batches = [lines async for lines in snapshot.lines]
    assert len(batches) > 1
    assert [json.loads(line) for lines in batches for line in lines] == arrays(tickets)


async def test_an_empty_snapshot_is_unexpected() -> None:
    with pytest.raises(Unexpected):
        async with answering(lambda _: httpx.Response(200, stream=Pieces(b""))).snapshot():
            pytest.fail("nothing to read")


async def test_a_snapshot_cut_off_is_asked_for_again() -> None:
    with pytest.raises(Unreachable):
        async with answering(lambda _: httpx.Response(200, stream=Pieces(told(page(1)).content))).snapshot():
            pytest.fail("half a line is no head")


async def test_which_log_answers_is_noticed() -> None:
    hotline = Hotline()
    client = hotline.client()
    await client.me()
    assert client.log_id == "log-a"
    hotline.log_id = "log-b"
    await client.feed(0)
    assert client.log_id == "log-b"


async def test_a_stream_tells_pages_one_by_one() -> None:
    hotline = Hotline()
    hotline.change(ticket(1))
    async with aclosing(hotline.client().stream(0)) as pages:
        assert [one.number[-1] for one in (await anext(pages)).tickets] == ["1"]
        hotline.change(ticket(2))
        assert [one.number[-1] for one in (await anext(pages)).tickets] == ["2"]
    assert hotline.requests[0].headers["last-event-id"] == "0"


async def test_without_a_stream_there_is_another_way() -> None:
    hotline = Hotline()
    hotline.streams = False
    with pytest.raises(NoStream):
        await anext(hotline.client().stream(0))
    with pytest.raises(NoStream):
        await anext(answering(lambda _: problem(405, "method_not_allowed")).stream(0))


async def test_other_events_and_odd_separators_in_a_stream_do_no_harm() -> None:
    titled = page(4, ticket(1, title="a\u2028b\x85c"))
    body = b": hello\n\nevent: other\ndata: 1\n\n" + event(titled)
    client = answering(lambda _: httpx.Response(200, content=body, headers={"Content-Type": "text/event-stream"}))
    assert [one async for one in client.stream(4)] == [titled]


@pytest.mark.parametrize("body", [b"id: 9\n" + event(page(1)).partition(b"\n")[2], b"id: 1\nevent: page\ndata: {}\n\n"])
async def test_an_event_that_lies_is_unexpected(body: bytes) -> None:
    client = answering(lambda _: httpx.Response(200, content=body, headers={"Content-Type": "text/event-stream"}))
    with pytest.raises(Unexpected):
        await anext(client.stream(1))


async def test_scripts_ask_for_windows_and_tickets() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return told(Window(items=(ticket(1),), total=1, now=moment(0))) if request.url.path.endswith("tickets") else problem(404, "unknown")

    client = answering(answer)
    window = await client.window(tier="2h", limit=5)
    assert window.items == (ticket(1),)
    with pytest.raises(Refused):
        await client.ticket("../me?x")
    assert [one.url.raw_path for one in asked] == [b"/prefix/v1/tickets?tier=2h&limit=5", b"/prefix/v1/tickets/..%2Fme%3Fx"]


async def test_an_address_that_is_none_is_unexpected() -> None:
    with pytest.raises(Unexpected):
        await Client("ftp://hotline.example").me()


async def test_what_an_agent_asks_during_a_call() -> None:
    asked: list[httpx.Request] = []
    foretold = Foretold(unit="s-wl", tier="7d", cc="d-hd", basis="catalogue", owner="street", now=moment(0))
    alike = Duplicates(items=(Duplicate(ticket=ticket(1), reasons=("same_phone",), likeness=0.0, open=True),), now=moment(0))

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return told(foretold if request.method == "GET" else alike)

    client = answering(answer)
    assert await client.route(item="010101", street="s-wl") == foretold
    assert await client.duplicates(Call(phone="13800000001")) == alike
    assert [one.url.raw_path for one in asked] == [b"/prefix/v1/route?item=010101&district=&street=s-wl", b"/prefix/v1/duplicates"]
    assert b"13800000001" in asked[1].content


async def test_boards_come_as_values_and_reports_on_paper() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"board": "rates"}) if "boards" in request.url.path else httpx.Response(200, text="# 月统计")

    client = answering(answer)
    assert await client.board("rates", month="2026-11", limit=3) == {"board": "rates"}
    assert await client.report("monthly", month="2026-11") == "# 月统计"
    assert [str(one.url).removeprefix("http://hotline.example/prefix") for one in asked] == [
        "/v1/boards/rates?month=2026-11&limit=3",
        "/v1/reports/monthly?month=2026-11",
    ]
    assert asked[1].headers["accept"] == "text/markdown"


@pytest.mark.parametrize("body", ["[]", "no JSON", '"rates"'])
async def test_a_board_that_is_none_is_unexpected(body: str) -> None:
    with pytest.raises(Unexpected):
        await answering(lambda _: httpx.Response(200, text=body)).board("rates")
