"""What a desk and scripts ask without changing anything."""

import httpx
import pytest

from tests.conformance.conftest import Said
from tests.conformance.contract import held, refused

TICKETS, TICKET = "/v1/tickets", "/v1/tickets/{number}"


@pytest.mark.parametrize("path", ["/v1/me", "/v1/city", "/v1/dossiers", "/v1/boards/topics", "/v1/boards/surge", "/v1/boards/seasons"])
def test_each_answers_as_it_is_described(web: httpx.Client, path: str) -> None:
    assert held(web.get(path), path).status_code == 200


@pytest.mark.parametrize("name", ["rates", "ranking", "supervision", "lines", "load"])
def test_so_does_each_board(web: httpx.Client, name: str) -> None:
    assert held(web.get(f"/v1/boards/{name}"), "/v1/boards/{name}").status_code == 200


@pytest.mark.parametrize("media", ["application/json", "text/markdown", "text/csv"])
def test_a_report_comes_in_the_form_that_is_asked_for(web: httpx.Client, media: str) -> None:
    answer = held(web.get("/v1/reports/daily", headers={"accept": media}), "/v1/reports/{name}")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)


def test_a_city_that_is_unchanged_is_not_sent_again(web: httpx.Client) -> None:
    first = web.get("/v1/city")
    again = held(web.get("/v1/city", headers={"if-none-match": first.headers["etag"]}), "/v1/city")
    assert (again.status_code, again.content) == (304, b"")


def test_the_city_s_own_words_hang_together(web: httpx.Client) -> None:
    city = web.get("/v1/city").json()
    units = {unit["code"]: unit for unit in city["units"]}
    assert city["code"] in units
    assert all(unit["parent"] in units for unit in units.values() if unit["parent"])
    assert {item["tier"] for item in city["catalogue"]} <= {tier for policy in city["policies"] for tier in policy["tiers"]}


def test_windows_one_after_the_other_are_the_whole_queue_once(web: httpx.Client, registered: Said) -> None:
    seen, after, total = list[str](), "", None
    while True:
        window = held(web.get(TICKETS, params={"limit": 40, "after": after}), TICKETS).json()
        assert len(window["items"]) <= 40
        total = window["total"] if total is None else total
        seen += [item["number"] for item in window["items"]]
        if not window["next"] or len(seen) >= 400:
            break
        after = window["next"]
    assert len(set(seen)) == len(seen)
    assert window["next"] or abs(len(seen) - total) <= 5, "what comes and goes meanwhile is a handful"


def test_a_window_holds_nothing_but_what_was_asked_for(web: httpx.Client) -> None:
    some = web.get(TICKETS, params={"limit": 100}).json()["items"]
    if not some:
        pytest.skip("this person sees no open ticket: nothing to ask for")
    for name in ("tier", "kind", "stage"):
        wanted = some[0][name]
        if wanted:
            found = held(web.get(TICKETS, params={name: wanted, "limit": 100}), TICKETS).json()["items"]
            assert {item[name] for item in found} <= {wanted}


def test_a_word_finds_the_ticket_that_has_it(web: httpx.Client, registered: Said) -> None:
    found = held(web.get(TICKETS, params={"q": "Conformance", "limit": 500}), TICKETS).json()["items"]
    assert registered["number"] in {item["number"] for item in found}


@pytest.mark.parametrize(("name", "value"), [("limit", "0"), ("limit", "many"), ("sort", "luck"), ("after", "no cursor"), ("stage", "nowhere")])
def test_what_cannot_be_asked_is_refused_with_the_field_at_fault(web: httpx.Client, name: str, value: str) -> None:
    assert refused(web.get(TICKETS, params={name: value}), 422, TICKETS)["field"] == name


def test_one_ticket_is_told_whole_and_only_once_while_it_stays_the_same(web: httpx.Client, registered: Said) -> None:
    path = f"/v1/tickets/{registered['number']}"
    answer = held(web.get(path), TICKET)
    told = answer.json()
    assert told["ticket"]["number"] == registered["number"]
    assert [event["version"] for event in told["timeline"]] == list(range(1, told["ticket"]["version"] + 1))
    assert told["asks"], "what may be asked now, and why not the rest"
    assert all(ask["may"] or ask["why"] for ask in told["asks"])
    again = held(web.get(path, headers={"if-none-match": answer.headers["etag"]}), TICKET)
    assert again.status_code in (200, 304)
    assert again.status_code == 304 or again.json()["ticket"]["version"] != told["ticket"]["version"]


def test_an_unknown_ticket_is_not_there(web: httpx.Client) -> None:
    refused(web.get("/v1/tickets/19990101-000001"), 404, TICKET)
