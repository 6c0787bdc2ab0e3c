"""The hotline that is looked at: the one of `--hotline URL`, else the reference hotline; and somebody who is signed in there."""

import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import pytest

from tests.conformance.contract import held
from tests.hotlines import Hotline

Said = dict[str, Any]
COMMANDS = "/v1/commands/{id}"


class There(NamedTuple):
    """A hotline, and who signs in."""

    url: str
    name: str
    password: str


@pytest.fixture(scope="session")
def there(request: pytest.FixtureRequest) -> There:
    """Where to look. With `--hotline` the run ends with a sentence where nobody is there or nobody can sign in: each test would fail of it."""
    if url := request.config.getoption("--hotline"):
        there = There(url.rstrip("/"), request.config.getoption("--hotline-name"), os.environ.get("HOTLINE_PASSWORD", ""))
        if why := shut(there):
            pytest.exit(why, returncode=4)
        return there
    hotline: Hotline = request.getfixturevalue("hotline")
    return There(hotline.url, "supervisor", hotline.password)


def shut(there: There) -> str:
    """Why nothing can be looked at there; empty where somebody signs in, or what is answered is for the tests to judge."""
    if not there.password:
        return f"HOTLINE_PASSWORD is empty: put the password of {there.name} into it (--hotline-name says who else signs in)"
    try:
        answer = httpx.post(f"{there.url}/v1/sessions", json={"name": there.name, "password": there.password}, trust_env=False, timeout=35)
    except (httpx.TransportError, httpx.InvalidURL) as error:
        return f"{there.url} cannot be reached: {error}"
    if answer.status_code in (401, 403, 422, 429):
        told = "{name} cannot sign in at {url} (HOTLINE_PASSWORD holds the password, --hotline-name says who): {status} {text}"
        return told.format(name=there.name, url=there.url, status=answer.status_code, text=answer.text[:300])
    if answer.status_code == 404:
        return f"{there.url} has no /v1/sessions: is it a hotline of this contract?"
    return ""


@pytest.fixture(scope="session")
def stranger(there: There) -> Iterator[httpx.Client]:
    """Somebody who is not signed in."""
    with httpx.Client(base_url=there.url, trust_env=False, timeout=35, headers={"accept-language": "en"}) as web:
        yield web


@pytest.fixture(scope="session")
def web(there: There, stranger: httpx.Client) -> Iterator[httpx.Client]:
    """Somebody who is signed in and sees the whole city."""
    answer = stranger.post("/v1/sessions", json={"name": there.name, "password": there.password})
    assert answer.status_code == 201, f"{there.name} cannot sign in (HOTLINE_PASSWORD holds the password): {answer.status_code} {answer.text[:200]}"
    token = held(answer, "/v1/sessions").json()["token"]
    with httpx.Client(base_url=there.url, trust_env=False, timeout=35, headers={"accept-language": "en", "authorization": f"Bearer {token}"}) as web:
        yield web


@pytest.fixture(scope="session")
def may(web: httpx.Client) -> Callable[..., None]:
    """Skip what the role of the signed-in person may not ask."""
    asks = frozenset(web.get("/v1/me").json()["asks"])

    def may(*commands: str) -> None:
        if missing := set(commands) - asks:
            pytest.skip(f"this role may not ask {', '.join(sorted(missing))}")

    return may


@pytest.fixture
def asked(web: httpx.Client) -> Callable[..., httpx.Response]:
    """Ask a command under an id, a new one unless one is given."""

    def asked(id: str = "", preview: bool = False, **command: Any) -> httpx.Response:
        id = id or str(uuid4())
        return web.put(f"/v1/commands/{id}", json={"id": id, **command}, params={"preview": "true"} if preview else {})

    return asked


@pytest.fixture
def registered(asked: Callable[..., httpx.Response], may: Callable[..., None]) -> Said:
    """A ticket of one's own, just registered: the outcome. It stays there, with a title that says what it is."""
    may("register")
    answer = held(asked(do="register", title="Conformance test, please ignore", anonymous=True), COMMANDS)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
