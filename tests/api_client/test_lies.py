"""Lies of a hotline, each with what a client makes of it: named by what to do next, in bounded time and memory."""

import asyncio
import gzip
import json
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable
from contextlib import closing
from typing import Any, NamedTuple
from uuid import UUID

import pytest
import zstandard

from api_client import client as client_module
from api_client import guarded, unfold
from api_client.arriving import Lines
from api_client.client import Client
from api_client.errors import HotlineError, NoStream, NotSignedIn, Refused, Unexpected, Unreachable
from api_client.mirror import Mirror
from api_client.models.commands import Note
from api_client.models.page import Outcome
from api_client.wire import LONGEST_WAIT_SECONDS
from tests.api_client.lying import Lie, Lying, endless, event, raw, says, stream
from tests.api_client.told import COLUMNS, arrays, head, moment, note, page, ticket

MOST_MEGABYTES = 90
"""What any lie may cost for a moment: an answer of 8 MB, what JSON makes of it, and what one dishonest kilobyte unfolds to."""
HUGE = 10**30
CHUNKED = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
PLAIN = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"
CHUNK = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
ME = {"person": {"name": "zhang", "role": "dispatcher", "unit": "1", "scope": "1"}, "asks": [], "now": "2026-11-22T00:00:00Z"}
ASKED: Note = note(1)

Ask = Callable[[Client], Awaitable[object]]


async def me(client: Client) -> object:
    return await client.me()


async def city(client: Client) -> object:
    return await client.city()


async def feed(client: Client) -> object:
    return await client.feed(1)


async def first_page(client: Client) -> object:
    async for one in client.stream(1):
        return one
    return None


async def command(client: Client) -> object:
    return await client.submit(ASKED)


async def record(client: Client) -> object:
    return await client.outcome(ASKED.id, ASKED.model_dump_json())


async def board(client: Client) -> object:
    return await client.board("rates")


async def whole_queue(client: Client) -> object:
    async with client.snapshot() as snapshot:
        reads = Lines(snapshot.head.columns)
        return [row async for lines in snapshot.lines for row in reads.rows(lines)[0]]


def packed(body: bytes, by: str, **headers: str) -> Lie:
    return says(zstandard.compress(body) if by == "zstd" else gzip.compress(body), content_encoding=by, **headers)


def queue(*lines: object, of: int = 1, **changes: Any) -> bytes:
    first = json.loads(head(of).model_dump_json()) | changes
    return b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in (first, *lines))


def outcome(**changes: Any) -> dict[str, Any]:
    told = Outcome(command=ASKED.id, number=ASKED.ticket, ticket=ticket(1), now=moment(0))
    return json.loads(told.model_dump_json()) | changes  # type: ignore[no-any-return]  # an object


def news(**changes: Any) -> dict[str, Any]:
    return json.loads(page(1).model_dump_json()) | changes  # type: ignore[no-any-return]  # an object


class Case(NamedTuple):
    """A lie, the question that it answers, and what is to become of it."""

    lie: Lie
    ask: Ask
    becomes: type[Exception]
    why: str = ""


LIES = {
    "another type": Case(says(ME | {"person": 7}), me, Unexpected, "unexpected"),
    "a list": Case(says([ME]), me, Unexpected, "unexpected"),
    "a web page": Case(says("<html>Welcome to the hotel", content_type="text/html"), me, Unexpected, "no_hotline"),
    "a web page instead of the queue": Case(says("<html>\n", content_type="text/html"), whole_queue, Unexpected, "no_hotline"),
    "nothing": Case(says(""), me, Unexpected, "no_hotline"),
    "not changed, though nobody asked so": Case(says("", "304 Not Modified"), me, Unexpected, "no_hotline"),
    "no UTF-8": Case(says(b'{"person": "\xff\xfe'), me, Unexpected),
    "half a surrogate": Case(says(b'{"person": {"name": "\\ud800"}}'), me, Unexpected),
    "depth without end": Case(says(b'{"a":' * 100_000), board, Unexpected),
    "lists in lists": Case(says(b"[" * 1_000_000), me, Unexpected),
    "a rate that is no number": Case(says(json.dumps(ME | {"rate": float("nan")})), me, Unexpected),
    "a rate without end": Case(says(json.dumps(ME | {"rate": float("inf")})), me, Unexpected),
    "time that goes back": Case(says(ME | {"rate": -1}), me, Unexpected),
    "a number of 5000 digits": Case(says(json.dumps(ME)[:-1] + ', "rate": ' + "9" * 5000 + "}"), me, Unexpected),
    "a year that cannot be": Case(says(ME | {"now": "9999-12-31T23:59:59Z"}), me, Unexpected),
    "a body without end": Case(endless(CHUNKED, CHUNK), me, Unexpected, "too_much"),
    "a body without end or length": Case(endless(PLAIN, b" " * 65_536), city, Unexpected, "too_much"),
    "a length of a petabyte": Case(endless(PLAIN[:-2] + b"content-length: 1000000000000000\r\n\r\n", b" " * 65_536), me, Unexpected, "too_much"),
    "less than its length": Case(raw(PLAIN[:-2] + b"content-length: 99\r\n\r\n{}"), me, Unreachable, "cut"),
    "a packing nobody asked for": Case(says(b"\x8b\x00", content_encoding="br"), me, Unexpected),
    "packed twice": Case(says(gzip.compress(gzip.compress(b"{}")), content_encoding="gzip, gzip"), me, Unexpected),
    "no gzip": Case(says(b"plain text", content_encoding="gzip"), me, Unexpected),
    "more behind the gzip": Case(
        endless(PLAIN[:-2] + b"content-encoding: gzip\r\n\r\n" + gzip.compress(b"{}"), bytes(65_536)), me, Unexpected, "unexpected"
    ),
    "elsewhere, for good": Case(says("", "301 Moved Permanently", location="/v1/me"), me, Unexpected, "no_hotline"),
    "elsewhere, for now": Case(says("", "307 Temporary Redirect", location="/v1/me"), command, Unexpected, "no_hotline"),
    "elsewhere, with escapes": Case(says("", "302 Found", location="/\x9b31m" + "x" * 60_000), me, Unexpected, "no_hotline"),
    "a header of a megabyte": Case(raw(b"HTTP/1.1 200 OK\r\nx-long: " + b"x" * 1_000_000 + b"\r\n\r\n"), me, Unreachable, "cut"),
    "headers without end": Case(endless(b"HTTP/1.1 200 OK\r\n", b"x-one-more: 1\r\n" * 1000), me, Unreachable, "cut"),
    "a flood of 100s": Case(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 10, pause=0.001), me, Unreachable, "timeout"),
    "a flood of 100s before a stream": Case(endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", pause=0.001), first_page, Unreachable, "timeout"),
    "a drip": Case(endless(PLAIN, b" ", pause=0.01), me, Unreachable, "timeout"),
    "a drip of headers": Case(endless(b"HTTP/1.1 200 OK\r\n", b"a: 1\r\n", pause=0.05), me, Unreachable, "timeout"),
    "a drip of the queue": Case(endless(PLAIN, b" ", pause=0.01), whole_queue, Unreachable, "timeout"),
    "no HTTP": Case(raw(b"SSH-2.0-OpenSSH_9.9\r\n"), me, Unreachable, "cut"),
    "the newest HTTP": Case(raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), me, Unreachable, "cut"),
    "a state nobody knows": Case(says("{}", "599 Whatever"), me, Unexpected),
    "a teapot": Case(says("{}", "418 Teapot"), command, Unexpected, "no_hotline"),
    "signed out, at length": Case(endless(b"HTTP/1.1 401 No\r\n\r\n", b"x" * 65_536), me, NotSignedIn),
    "busy, at length": Case(endless(b"HTTP/1.1 503 No\r\n\r\n", b"x" * 65_536), me, Unreachable, "busy"),
    "unknown, says a proxy": Case(says("<html>", "404 Not Found"), record, Unexpected, "no_hotline"),
    "a page that goes back": Case(says(news(cursor=-1)), feed, Unexpected),
    "a cursor beyond all files": Case(says(news(cursor=HUGE)), feed, Unexpected),
    "a page from before time": Case(says(news(after=-5)), feed, Unexpected),
    "a number of a megabyte": Case(says(news(gone=["9" * 1_000_000])), feed, Unexpected),
    "a page whose time is none": Case(says(json.dumps(news(rate=float("nan")))), feed, Unexpected),
    "an event without end": Case(stream(then=b"data: " + b"x" * 65_536, pause=0), first_page, Unexpected, "too_much"),
    "an event of lines without end": Case(stream(then=b"data: x\n" * 8192, pause=0), first_page, Unexpected, "too_much"),
    "an event that drips": Case(stream(then=b"d"), first_page, Unreachable, "timeout"),
    "heartbeats and no page": Case(stream(), first_page, Unreachable, "timeout"),
    "events of other kinds and no page": Case(stream(then=b"id: 1\nevent: advert\ndata: {}\n\n"), first_page, Unreachable, "timeout"),
    "an event with another id": Case(stream(event(page(1)).replace(b"id: 2", b"id: 3")), first_page, Unexpected),
    "an event that is no page": Case(stream(b"id: 1\nevent: page\ndata: []\n\n"), first_page, Unexpected),
    "a web page instead of a stream": Case(says("<html>", content_type="text/html"), first_page, NoStream),
    "another command's answer": Case(says(outcome(command=str(UUID(int=7)))), command, Unexpected, "of_another"),
    "another ticket's answer": Case(says(outcome(number=ticket(2).number)), command, Unexpected, "of_another"),
    "an answer of two tickets": Case(says(outcome(ticket=json.loads(ticket(2).model_dump_json()))), command, Unexpected, "of_another"),
    "another command's record": Case(says(outcome(command=str(UUID(int=7)))), record, Unexpected, "of_another"),
    "done, and no word more": Case(says("", "204 No Content"), command, Unexpected),
    "an answer too long for the outbox": Case(says(outcome(told=[{"unit": "x" * 3_000_000, "role": "lead"}])), command, Unexpected, "too_much"),
    "a snapshot of minus one": Case(says(queue(count=-1)), whole_queue, Unexpected),
    "a snapshot at no cursor": Case(says(queue(cursor=HUGE)), whole_queue, Unexpected),
    "a line without end": Case(endless(PLAIN + queue(), b"[" + b"1," * 32_768), whole_queue, Unexpected, "too_much"),
    "a line of NaN": Case(says(queue(b"[NaN]")), whole_queue, Unexpected),
    "a line too deep": Case(says(queue(b"[" * 100_000 + b"]" * 100_000)), whole_queue, Unexpected),
    "half a snapshot": Case(says(queue(arrays([ticket(1)])[0])[:-9]), whole_queue, Unreachable, "cut"),
}  # fmt: skip

BOMBS: dict[str, Callable[[], Case]] = {
    "a gzip bomb": lambda: Case(packed(bytes(100_000_000), "gzip"), me, Unexpected, "too_much"),
    "a zstd bomb": lambda: Case(packed(bytes(500_000_000), "zstd"), me, Unexpected, "too_much"),
    "a bomb in a stream": lambda: Case(packed(bytes(9_000_000), "gzip", content_type="text/event-stream"), first_page, NoStream),
    "a bomb in a refusal": lambda: Case(
        says(zstandard.compress(bytes(100_000_000)), "409 Conflict", content_encoding="zstd"), command, Unexpected, "no_hotline"
    ),
    "deflate": lambda: Case(says(zlib.compress(bytes(100_000_000)), content_encoding="deflate"), me, Unexpected),
    "lines of nothing, packed": lambda: Case(packed(queue() + b"\n" * 300_000_000, "zstd"), whole_queue, Unexpected),
}  # fmt: skip
"""Made when they are wanted: hundreds of megabytes."""


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client whose patience is as short as a test's."""
    monkeypatch.setattr(client_module, "ANSWER_SECONDS", 0.4)
    monkeypatch.setattr(guarded, "FIRST_SECONDS", 0.2)
    monkeypatch.setattr(guarded, "EVENT_SECONDS", 0.2)
    monkeypatch.setattr(unfold, "DRIP_SECONDS", 0.2)


@pytest.mark.parametrize("name", [*LIES, *BOMBS])
async def test_a_lie_is_named_and_costs_little(name: str, request: pytest.FixtureRequest) -> None:
    lie, ask, becomes, why = LIES[name] if name in LIES else BOMBS[name]()
    if why == "timeout":
        request.getfixturevalue("hasty")
    async with Lying(lie).listening() as hotline:
        client = Client(hotline.url, "a token")
        tracemalloc.start()
        try:
            async with asyncio.timeout(20):
                with pytest.raises(becomes) as raised:
                    await ask(client)
        finally:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            await client.close()
    assert type(raised.value) is becomes
    assert not why or getattr(raised.value, "why", "") == why
    assert isinstance(raised.value, HotlineError | NoStream)
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) < 1_500
    assert peak < MOST_MEGABYTES * 1_000_000, f"{peak / 1e6:.0f} MB"
    assert len(hotline.asked) == 1


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("31536000", LONGEST_WAIT_SECONDS), ("9" * 5000, LONGEST_WAIT_SECONDS), ("7", 7.0), ("0", 0.0)]
    + [(odd, None) for odd in ("-1", "nan", "inf", "1e9", "", "Fri, 31 Dec 9999 23:59:59 GMT", "\xb2")],
)
async def test_how_long_to_wait_is_bounded(said: str, seconds: float | None) -> None:
    async with Lying(says("{}", "503 Service Unavailable", retry_after=said)).listening() as hotline:
        client = Client(hotline.url)
        with pytest.raises(Unreachable) as raised:
            await client.me()
        await client.close()
    assert raised.value.retry_after == seconds


async def test_what_the_answer_says_of_its_character_set_is_not_believed() -> None:
    bomb = zlib.compress(bytes(50_000_000))
    for body, kind, text in (
        (bomb, "text/markdown; charset=zlib", bomb.decode(errors="replace")),
        ("月".encode(), "text/markdown; charset=rot13", "月"),
    ):
        async with Lying(says(body, content_type=kind)).listening() as hotline:
            client = Client(hotline.url)
            assert await client.report("monthly") == text
            await client.close()


async def test_no_cookie_is_kept_or_sent() -> None:
    async with Lying(says(ME, set_cookie="a=b; Path=/")).listening() as hotline:
        client = Client(hotline.url)
        for _ in range(2):
            await client.me()
        await client.close()
    assert not [asked for asked in hotline.asked if "cookie" in asked.headers]


async def test_a_refusal_has_nothing_in_it_that_a_terminal_obeys() -> None:
    problem = {"status": 409, "code": "\x1b[2J", "detail": "no\x1b]52;c;\x07" + "x" * 9_999}
    async with Lying(says(problem, "409 Conflict")).listening() as hotline:
        client = Client(hotline.url)
        with pytest.raises(Refused) as raised:
            await client.submit(ASKED)
        await client.close()
    assert raised.value.problem.detail.isprintable()
    assert raised.value.problem.code.isprintable()
    assert len(raised.value.problem.detail) <= 1_000


async def test_events_of_kinds_to_come_do_no_harm(mirror: Mirror) -> None:
    by = {"name": "x", "role": "dispatcher", "unit": "1"}
    to_come = {"seq": 1, "type": "beamed_up", "at": "2026-11-22T00:00:00Z", "ticket": ticket(1).number, "version": 1, "by": by, "data": {"warp": [1]}}
    new = json.loads(page(0, ticket(1)).model_dump_json()) | {"events": [to_come], "mood": "fine"}
    async with Lying(says(new)).listening() as hotline:
        client = Client(hotline.url)
        mirror.apply(await client.feed(0))
        await client.close()
    assert mirror.ticket(ticket(1).number)


@pytest.mark.parametrize("version", [-1, 1 << 63, 10**30])
async def test_versions_that_cannot_be_leave_the_copy_as_it_is(version: int, mirror: Mirror) -> None:
    with pytest.raises(Unexpected):
        mirror.apply(page(0, ticket(1, version=version)))
    rows = arrays([ticket(1)])
    rows[0][COLUMNS.index("version")] = version
    with pytest.raises(Unexpected):
        mirror.replace(head(1), rows)
    assert mirror.cursor == 0


async def test_a_snapshot_with_more_than_it_counts_is_given_up_at_once(mirror: Mirror) -> None:
    async def taken_in(client: Client) -> None:
        async with client.snapshot() as snapshot:
            with closing(mirror.loading(snapshot.head)) as loading:
                async for told in snapshot.lines:
                    loading.add_lines(told)

    row = json.dumps(arrays([ticket(1)])[0]).encode() + b"\n"
    async with Lying(endless(PLAIN + queue(of=2), row * 100)).listening() as hotline:
        client = Client(hotline.url)
        with pytest.raises(Unexpected, match="more"):
            await taken_in(client)
        await client.close()
    assert mirror.cursor == 0
