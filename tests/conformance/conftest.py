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
    if url := request.config.getoption("--hotline"):
        return There(url.rstrip("/"), request.config.getoption("--hotline-name"), os.environ.get("HOTLINE_PASSWORD", ""))
    hotline: Hotline = request.getfixturevalue("hotline")
    return There(hotline.url, "supervisor", hotline.password)


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
