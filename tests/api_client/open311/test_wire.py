import gzip
import json
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

import httpx
import pytest

from api_client.errors import Unexpected, Unreachable
from api_client.open311.wire import Marked, NoSuch, Wire, find
from tests.open311_city import recorded

SERVICES = b'[{"service_code": "001", "service_name": "Pothole"}]'
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
Answer = Callable[[httpx.Request], httpx.Response]


class Asked:
    """A wire to a city that answers by path, and what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.requests: list[httpx.Request] = []
        self.now = NOW

        def heard(request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            return answer(request)

        self.wire = Wire(now=lambda: self.now, transport=httpx.MockTransport(heard))

    @property
    def paths(self) -> list[str]:
        return [request.url.path for request in self.requests]


def by_path(**bodies: bytes) -> Asked:
    """A city with these answers, `__` for a slash and `_` for a point; nothing else is there."""
    told = {"/" + name.replace("__", "/").replace("_", "."): body for name, body in bodies.items()}
    return Asked(lambda request: httpx.Response(200, content=told[request.url.path]) if request.url.path in told else httpx.Response(404))


async def why(asked: Asked, url: str = "http://city.example/v2/services.json") -> str:
    with pytest.raises((Unreachable, Unexpected)) as raised:
        await asked.wire.get(url)
    error = raised.value
    assert isinstance(error, Unreachable | Unexpected)
    return error.why


async def test_words_are_asked_for_in_the_language_spoken() -> None:
    asked = by_path(v2__services_json=SERVICES)
    for lang in ("zh", "en"):
        asked.wire.speak(lang)
        await asked.wire.get("http://city.example/v2/services.json")
    assert [request.headers.get("accept-language") for request in asked.requests] == ["zh", "en"]


# -- finding a city


async def test_an_endpoint_is_asked_for_its_services_in_json() -> None:
    asked = by_path(v2__services_json=SERVICES)
    found = await find(asked.wire, "http://city.example/v2/", {"jurisdiction_id": "city.gov"})
    assert (found.base, found.form, found.services.told[0]["service_code"]) == ("http://city.example/v2", "json", "001")
    assert [str(request.url) for request in asked.requests] == ["http://city.example/v2/services.json?jurisdiction_id=city.gov"]


async def test_an_endpoint_without_json_is_asked_in_xml() -> None:
    asked = by_path(v2__services_xml=b"<services><service><service_code>1</service_code></service></services>")
    assert (await find(asked.wire, "http://city.example/v2", {})).form == "xml"


@pytest.mark.parametrize(("recording", "form"), [("node-open311__discovery-boston.json", "json"), ("node-open311__discovery-dc.xml", "xml")])
@pytest.mark.parametrize("given", ["https://city.example/discovery", "https://city.example/discovery.{form}", "https://city.example/"])
@pytest.mark.parametrize("place", ["", "/open311"])
async def test_a_recorded_discovery_leads_to_the_endpoint(recording: str, form: str, given: str, place: str) -> None:
    discovery = recorded(recording)
    ends = {"mayors24.cityofboston.gov": "/open311/v2/services.json", "app.311.dc.gov": "/cwi/Open311/v2/services.json"}

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == f"{place}/discovery.{form}":
            return httpx.Response(200, content=discovery)
        return httpx.Response(200, content=SERVICES) if request.url.path == ends.get(request.url.host) else httpx.Response(404)

    assert (await find(Asked(answer).wire, given.replace("/disc", f"{place}/disc").format(form=form), {})).base.endswith("/v2")


SECRET = "https://me:hush@else.example:8443/v2\x1b[2J?api_key=hush#hush"


@pytest.mark.parametrize("status", [503, 404])
async def test_an_endpoint_that_does_not_answer_is_named_without_its_secrets(status: int) -> None:
    spec = "http://wiki.open311.org/GeoReport_v2"
    named = json.dumps({"endpoints": [{"specification": spec, "url": url} for url in ("http://[", SECRET)]}).encode()

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=named) if request.url.host == "city.example" else httpx.Response(status)

    with pytest.raises((Unreachable, Unexpected)) as raised:
        await find(Asked(answer).wire, "https://city.example/discovery.json", {})
    said = raised.value.where if isinstance(raised.value, Unreachable) else str(raised.value)
    assert "https://else.example:8443/v2" in said
    assert "hush" not in said
    assert said.isprintable()


async def test_what_is_no_open311_is_said_to_be_none() -> None:
    for answer, expected in (
        (httpx.Response(404), "open311_none"),
        (httpx.Response(200, content=b"<!DOCTYPE html><html>"), "open311_html"),
        (httpx.Response(404, content=b"<html>not here</html>"), "open311_html"),
        (httpx.Response(200, content=b'{"hello": "world"}'), "open311_none"),
        (httpx.Response(200, content=b"<a><b>"), "open311_garbled"),
    ):
        with pytest.raises(Unexpected) as raised:
            await find(Asked(lambda _, told=answer: httpx.Response(told.status_code, content=told.content)).wire, "http://city.example", {})  # type: ignore[misc]
        assert raised.value.why == expected


async def test_a_city_s_own_sentence_is_told() -> None:
    said = b'[{"code": 404, "description": "jurisdiction_id provided was not found"}]'
    with pytest.raises(NoSuch, match="jurisdiction_id provided was not found"):
        await find(Asked(lambda _: httpx.Response(404, content=said)).wire, "http://city.example/v2", {"jurisdiction_id": "x"})


async def test_a_whole_recorded_http_message_for_a_body_is_read_for_its_sentence() -> None:
    said = recorded("cfa-ruby__403.xml")
    with pytest.raises(NoSuch, match="Invalid api_key received") as raised:
        await Asked(lambda _: httpx.Response(403, content=said)).wire.get("http://city.example/v2/services.xml")
    assert raised.value.status == 403


# -- one answer


async def test_an_answer_that_still_holds_is_not_sent_again() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        known = request.headers.get("if-none-match") == '"7"' or "if-modified-since" in request.headers
        marks = {"ETag": '"7"', "Last-Modified": "Sun, 22 Nov 2026 11:00:00 GMT"}
        return httpx.Response(304) if known else httpx.Response(200, content=SERVICES, headers=marks)

    asked = Asked(answer)
    first = await asked.wire.get("http://city.example/v2/services.json")
    assert await asked.wire.get("http://city.example/v2/services.json", known=first) is first
    assert await asked.wire.get("http://city.example/v2/services.json", known=first._replace(etag="")) == first._replace(etag="")
    assert isinstance(first, Marked)


async def test_too_large_an_answer_and_a_bomb_are_not_read_on() -> None:
    bomb = gzip.compress(b"[" + b"0," * (20 << 20) + b"0]", 9)
    assert len(bomb) < 100_000
    assert await why(Asked(lambda _: httpx.Response(200, content=bomb, headers={"Content-Encoding": "gzip"}))) == "open311_too_much"

    async def endless() -> object:
        while True:
            yield b" " * 65_536

    assert await why(Asked(lambda _: httpx.Response(200, content=endless()))) == "open311_too_much"  # type: ignore[arg-type]
    assert await why(Asked(lambda _: httpx.Response(200, content=b"x", headers={"Content-Encoding": "gzip"}))) == "open311_garbled"


async def test_redirects_are_followed_but_not_for_ever_and_never_out_of_encryption() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v2/services.json":
            return httpx.Response(301, headers={"Location": "/new/services.json"})
        return httpx.Response(200, content=SERVICES)

    asked = Asked(answer)
    assert (await asked.wire.get("http://city.example/v2/services.json")).told
    assert asked.paths == ["/v2/services.json", "/new/services.json"]
    round_and_round = Asked(lambda request: httpx.Response(302, headers={"Location": str(request.url)}))
    assert await why(round_and_round) == "open311_turns"
    assert len(round_and_round.requests) == 6
    for there in ("http://city.example/plain.json", "file:///etc/passwd", "http://[bad"):
        astray = Asked(lambda _, to=there: httpx.Response(302, headers={"Location": to}))  # type: ignore[misc]
        assert await why(astray, "https://city.example/v2/services.json") == "open311_turns"


@pytest.mark.parametrize("after", ["120", format_datetime(datetime.fromtimestamp(NOW + 120, UTC), usegmt=True)])
async def test_a_city_that_asks_for_patience_is_left_alone_for_so_long(after: str) -> None:
    states = iter([429])
    asked = Asked(lambda _: httpx.Response(next(states, 200), content=SERVICES, headers={"Retry-After": after}))
    assert await why(asked) == "open311_too_fast"
    asked.now += 60
    assert await why(asked) == "open311_too_fast"
    assert len(asked.requests) == 1
    asked.now += 61
    assert (await asked.wire.get("http://city.example/v2/services.json")).told


async def test_trouble_on_the_other_side_and_on_the_way_has_names() -> None:
    assert await why(Asked(lambda _: httpx.Response(500))) == "open311_busy"
    assert await why(Asked(lambda _: httpx.Response(503))) == "open311_busy"

    def broken(error: Exception) -> Answer:
        def answer(_: httpx.Request) -> httpx.Response:
            raise error

        return answer

    plain = httpx.ConnectError("no")
    plain.__cause__ = ssl.SSLError(1, "wrong version number")
    assert await why(Asked(broken(httpx.ReadTimeout("slow")))) == "timeout"
    assert await why(Asked(broken(httpx.ConnectError("refused")))) == "refused"
    assert await why(Asked(broken(plain))) == "no_tls"
    assert await why(Asked(broken(httpx.RemoteProtocolError("cut")))) == "cut"


async def test_no_cookie_is_kept_and_nothing_but_get_is_sent() -> None:
    asked = Asked(lambda _: httpx.Response(200, content=SERVICES, headers={"Set-Cookie": "who=you"}))
    for _ in range(2):
        await asked.wire.get("http://city.example/v2/services.json")
    assert {request.method for request in asked.requests} == {"GET"}
    assert not any("cookie" in request.headers for request in asked.requests)
