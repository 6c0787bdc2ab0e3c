"""Who comes in, and what everybody else is told."""

import httpx
import pytest

from tests.conformance.conftest import There
from tests.conformance.contract import held, refused

SIGNED_IN_ONLY = ("/v1/me", "/v1/city", "/v1/snapshot", "/v1/feed", "/v1/tickets", "/v1/dossiers", "/v1/boards/surge", "/v1/boards/topics")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_tells_anybody_that_it_is_well(stranger: httpx.Client, path: str) -> None:
    assert held(stranger.get(path), path).status_code == 200


@pytest.mark.parametrize("path", SIGNED_IN_ONLY)
def test_a_stranger_sees_nothing(stranger: httpx.Client, path: str) -> None:
    refused(stranger.get(path), 401, path)


def test_a_token_that_was_made_up_is_none(stranger: httpx.Client) -> None:
    refused(stranger.get("/v1/me", headers={"authorization": "Bearer made-up"}), 401, "/v1/me")


def test_a_wrong_password_and_an_unknown_name_are_told_alike(stranger: httpx.Client, there: There) -> None:
    known = refused(stranger.post("/v1/sessions", json={"name": there.name, "password": "not the password"}), 401, "/v1/sessions")
    unknown = refused(stranger.post("/v1/sessions", json={"name": "nobody-of-this-name", "password": "x"}), 401, "/v1/sessions")
    assert (known["code"], known["detail"]) == (unknown["code"], unknown["detail"])


def test_who_signs_out_is_out(stranger: httpx.Client, there: There) -> None:
    token = stranger.post("/v1/sessions", json={"name": there.name, "password": there.password}).json()["token"]
    signed = {"authorization": f"Bearer {token}"}
    assert held(stranger.get("/v1/me", headers=signed), "/v1/me").status_code == 200
    assert held(stranger.delete("/v1/sessions/current", headers=signed), "/v1/sessions/current").status_code == 204
    refused(stranger.get("/v1/me", headers=signed), 401, "/v1/me")


def test_a_refusal_is_in_the_language_of_who_asks_and_its_code_is_not(stranger: httpx.Client) -> None:
    told = {
        lang: refused(stranger.get("/v1/me", headers={"accept-language": asked}), 401, "/v1/me")
        for lang, asked in (("en", "en-GB,en;q=0.9"), ("zh", "zh-CN,zh;q=0.9,en;q=0.5"))
    }
    assert told["en"]["code"] == told["zh"]["code"]
    assert told["en"]["detail"].isascii()
    assert any("\u4e00" <= sign <= "\u9fff" for sign in told["zh"]["detail"])


@pytest.mark.parametrize("path", ["/v1/nothing-of-this-name", "/v1/tickets/none/such"])
def test_what_is_not_there_is_a_problem_too(web: httpx.Client, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("path", ["/v1/me", "/v1/tickets?limit=1", "/v1/feed?after=0"])
def test_every_answer_tells_the_time_and_the_log_it_comes_from(web: httpx.Client, path: str) -> None:
    headers = web.get(path).headers
    assert headers["x-hotline-time"]
    assert headers["x-hotline-log"]
