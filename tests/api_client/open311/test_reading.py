import json
from datetime import UTC, datetime
from typing import Any

import pytest

from api_client.open311 import markup
from api_client.open311.reading import CODE_LENGTH, Endpoint, Request, code, endpoints, errors, plain, requests, services
from tests.open311_city import CITIES, recorded, xml_of


def read(name: str) -> Any:
    return markup.read(recorded(name))


def one(**fields: Any) -> Request:
    [found] = requests([{"service_request_id": "1", **fields}]) or []
    return found


# -- what real cities told


@pytest.mark.parametrize(("name", "count"), [("san_francisco", 36), ("washington", 86), ("wiki_json", 2), ("wiki_xml", 2), ("schenectady", 18)])
def test_recorded_service_lists_are_read_whole(name: str, count: int) -> None:
    found = services(read(CITIES[name].services))
    assert found is not None
    assert len(found) == count
    assert all(service.code and service.name and service.group for service in found)


@pytest.mark.parametrize(
    ("name", "count"), [("san_francisco", 2), ("washington", 2), ("wiki_json", 2), ("wiki_xml", 2), ("schenectady", 13), ("empty", 0)]
)
def test_recorded_requests_are_read_whole(name: str, count: int) -> None:
    found = requests(read(CITIES[name].requests))
    assert found is not None
    assert len(found) == count
    assert all(request.requested and request.service_name and request.status in ("open", "closed") for request in found)


def test_both_forms_of_the_same_answer_say_the_same() -> None:
    assert requests(read("cfa-java__serviceRequestsJSON.txt")) == requests(read("cfa-java__serviceRequestsXML.txt"))
    assert services(read("cfa-java__serviceListJSON.txt")) == services(read("cfa-java__serviceListXML.txt"))


def test_a_recorded_request_in_full() -> None:
    [closed, still_open] = requests(read("cfa-ruby__service_requests.xml")) or []
    assert (closed.id, closed.status, closed.status_notes, closed.service_code) == ("638344", "closed", "Duplicate request.", "006")
    assert closed.requested == datetime(2010, 4, 14, 14, 37, 38, tzinfo=UTC)
    assert closed.expected == datetime(2010, 4, 15, 14, 37, 38, tzinfo=UTC)
    assert (closed.address, closed.zipcode, closed.lat, closed.long) == ("8TH AVE and JUDAH ST", "94122", 37.762222, -122.465114)
    assert closed.media == ("http://open311.city.gov.s3.amazonaws.com/requests/media/638344.rss",)
    assert (still_open.id, still_open.description, still_open.agency, still_open.status_notes) == ("638349", "", "", "")


def test_wrong_names_and_types_of_a_recorded_test_server() -> None:
    found = {request.id: request for request in requests(read("mock-schenectady__requests.json")) or []}
    first = found["SR-6298626b-9dac-406a-976d-5e3651b6a3d0"]
    assert (first.zipcode, first.long, first.expected) == ("12308", -73.923125, None)
    assert first.updated == datetime(2017, 1, 1, tzinfo=UTC)
    assert first.agency == "Engineering"


def test_recorded_discoveries_name_the_endpoint_that_is_in_use() -> None:
    assert endpoints(read("node-open311__discovery-boston.json"))[0].url == "https://mayors24.cityofboston.gov/open311/v2"
    assert endpoints(read("node-open311__discovery-dc.xml")) == [
        Endpoint("http://app.311.dc.gov/cwi/Open311/v2", "http://wiki.open311.org/GeoReport_v2", "production")
    ]


def test_recorded_refusals_say_why() -> None:
    assert errors(read("cfa-ruby__403.xml")) == "Invalid api_key received -- can't proceed with create_request."
    assert errors(read("cfa-ruby__get_service_request_not_found.xml")) == "Service request not found with id or token not-an-id"
    assert errors(read("node-open311__boston-err-submitrequest-base_is_duplicate.xml")) == "Invalid service request: base is a duplicate."
    assert requests(read("cfa-ruby__get_service_request_not_found.xml")) is None
    assert not errors(read(CITIES["schenectady"].services))


# -- how else they may be told

ROW = {"service_request_id": 7, "status": "open", "requested_datetime": "2026-01-02T03:04:05Z"}


@pytest.mark.parametrize("told", [[ROW], ROW, {"service_requests": [ROW]}, {"service_requests": {"request": ROW}}, {"requests": [ROW]}, [[ROW]]])
def test_whatever_wraps_a_request_and_one_alone(told: Any) -> None:
    assert [request.id for request in requests(told) or []] == ["7"]


def test_one_element_in_xml_is_a_list_of_one() -> None:
    assert [request.id for request in requests(markup.read(xml_of("service_requests", "request", [ROW]))) or []] == ["7"]


@pytest.mark.parametrize(
    "told", [[], {"service_requests": []}, markup.read(b"<service_requests/>"), markup.read(b"<service_requests>\n</service_requests>")]
)
def test_nothing_is_a_list_too(told: Any) -> None:
    assert requests(told) == []


@pytest.mark.parametrize("told", [None, 5, "text", {}, {"hello": "world"}, [1, 2], [{"code": 400, "description": "no"}], markup.read(b"<html2/>")])
def test_what_is_no_list_of_requests_is_none(told: Any) -> None:
    assert requests(told) is None


def test_a_number_told_twice_counts_as_it_was_told_last() -> None:
    rows = [
        {"service_request_id": "1", "status": status, "updated_datetime": at} for status, at in (("closed", "2026-02-02"), ("open", "2026-02-01"))
    ]
    assert [request.status for request in requests(rows) or []] == ["closed"]


def test_what_makes_no_sense_is_taken_for_none() -> None:
    assert (one(lat="").lat, one(lat="41.5").lat, one(lat="north").lat, one(lat=1000).lat, one(lat=float("nan")).lat, one(lat=True).lat) == (
        None, 41.5, None, None, None, None,
    )  # fmt: skip
    assert one(status=None, description={"a": 1}, address=["5 Main St"], agency_responsible=12).agency == "12"
    assert one(status="Closed - Completed").status == "closed_completed"
    assert one(address_string="1 Main").address == "1 Main"
    assert one(zipcode=60601.0).zipcode == "60601"
    assert requests([{"service_request_id": None}, {"service_request_id": ""}]) == []


def test_pictures_are_told_in_many_ways_and_only_as_text() -> None:
    assert one(media_url="http://a/1.jpg ").media == ("http://a/1.jpg",)
    assert one(media_url=["http://a/1.jpg", {"url": "http://a/2.jpg"}, None, "http://a/1.jpg"]).media == ("http://a/1.jpg", "http://a/2.jpg")
    assert one(media_url=None).media == ()


def test_markup_in_a_text_is_taken_out_and_what_only_looks_like_it_stays() -> None:
    assert plain("<p>Hole &amp; <b>dark</b></p><br/>second<script>x</script>", lines=True) == "Hole & dark\n\nsecondx"
    assert plain("a < b and c > d") == "a < b and c > d"
    assert plain("&lt;b&gt;bold&lt;/b&gt;") == "bold"


def test_nothing_in_a_text_can_be_obeyed_by_a_terminal() -> None:
    told = one(description="\x1b[31mred\x07\u202e", address="5\x9b Main\nSt")
    assert "\x1b" not in told.description
    assert "\u202e" not in told.description
    assert told.address == "5<009B> Main St"


def test_contacts_that_a_city_tells_are_not_read() -> None:
    told = one(first_name="Zhang", last_name="San", phone="13800138000", email="zhang@city.example")
    assert "Zhang" not in str(told)
    assert "13800138000" not in str(told)


def test_a_long_number_is_cut_and_still_its_own() -> None:
    first, second = code("x" * 500), code("x" * 501)
    assert first != second
    assert max(len(first), len(second)) <= CODE_LENGTH


def test_names_of_services_are_made_readable() -> None:
    found = services(json.loads('{"services": {"service": {"service_code": 5, "service_name": "Cans_Left_Out", "keywords": ["a", "b"]}}}'))
    assert found is not None
    assert (found[0].code, found[0].name) == ("5", "Cans Left Out")
