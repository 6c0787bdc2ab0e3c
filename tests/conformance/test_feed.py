"""The feed: every page in order, none left out, however it is read."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
from httpx_sse import EventSource, ServerSentEvent

from tests.conformance.conftest import Said
from tests.conformance.contract import description, held, refused

FEED = "/v1/feed"
Ask = Callable[..., httpx.Response]


def note(asked: Ask, ticket: Said, text: str) -> Said:
    answer = asked(do="note", ticket=ticket["number"], seen=ticket["ticket"]["version"], text=text)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def pages(web: httpx.Client, after: int, upto: int) -> Iterator[Said]:
    """The pages that follow a cursor, until one reaches as far."""
    while after < upto:
        page = held(web.get(FEED, params={"after": after}), FEED).json()
        assert page["after"] == after
        assert page["cursor"] > after, "a page that leads nowhere"
        yield page
        after = page["cursor"]


@contextmanager
def stream(web: httpx.Client, after: int) -> Iterator[Iterator[ServerSentEvent]]:
    headers = {"accept": "text/event-stream", "last-event-id": str(after), "accept-encoding": "identity"}
    with web.stream("GET", FEED, params={"after": after}, headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield (event for event in EventSource(answer).iter_sse() if event.event == "page")


def test_what_a_command_did_stands_in_the_feed_with_the_ticket_as_it_is_then(web: httpx.Client, asked: Ask, registered: Said) -> None:
    done = note(asked, registered, "in the feed")
    found = list(pages(web, registered["cursor"], done["cursor"]))
    events = [event for page in found for event in page["events"]]
    assert [event["seq"] for event in events] == list(range(registered["cursor"] + 1, events[-1]["seq"] + 1)), "who sees the whole city has no gap"
    assert [event for event in events if event["ticket"] == registered["number"]] == done["events"]
    assert [ticket for ticket in found[-1]["tickets"] if ticket["number"] == registered["number"]] == [done["ticket"]]


def test_read_twice_it_tells_the_same(web: httpx.Client, registered: Said) -> None:
    first, again = (held(web.get(FEED, params={"after": registered["cursor"] - 1}), FEED).json() for _ in range(2))
    upto = min(first["cursor"], again["cursor"])
    assert [one for one in first["events"] if one["seq"] <= upto] == [one for one in again["events"] if one["seq"] <= upto]


def test_a_poll_waits_for_what_comes_and_no_longer_than_it_was_told_to(web: httpx.Client) -> None:
    after = web.get(FEED, params={"after": _end(web)}).json()["cursor"]
    began = time.monotonic()
    page = held(web.get(FEED, params={"after": after, "wait": 1}), FEED).json()
    assert page["events"] or 0.5 <= time.monotonic() - began <= 10


def test_a_stream_tells_what_happens_and_goes_on_where_it_was_cut(web: httpx.Client, asked: Ask, registered: Said) -> None:
    after = registered["cursor"]
    done = note(asked, registered, "one")
    with stream(web, after) as events:
        cut = _until(events, after, done["cursor"])
        done = note(asked, registered, "two, while the stream is open")
        cut = _until(events, cut, done["cursor"])
    done = note(asked, registered, "three, while nobody listens")
    with stream(web, cut) as events:
        assert _until(events, cut, done["cursor"]) >= done["cursor"]


def _until(events: Iterator[ServerSentEvent], after: int, upto: int) -> int:
    """Read on until a page reaches as far; how far it does. Each page follows the one before."""
    while after < upto:
        event = next(events)
        page = json.loads(event.data)
        assert set(description()["components"]["schemas"]["Page"]["required"]) <= set(page)
        assert int(event.id) == page["cursor"]
        assert page["after"] <= after, "a page was left out"
        after = page["cursor"]
    return after


def test_a_cursor_beyond_the_end_is_of_another_log(web: httpx.Client) -> None:
    refused(web.get(FEED, params={"after": _end(web) + 1_000_000}), 410, FEED)


def test_a_cursor_that_is_none(web: httpx.Client) -> None:
    assert refused(web.get(FEED, params={"after": "yesterday"}), 422, FEED)["field"] == "after"


def _end(web: httpx.Client) -> int:
    """Where the log ends now."""
    with web.stream("GET", "/v1/snapshot", headers={"accept": "application/x-ndjson", "accept-encoding": "identity"}) as answer:
        return int(json.loads(next(answer.iter_lines()))["cursor"])
