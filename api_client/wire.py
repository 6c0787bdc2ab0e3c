"""What comes over the line, as httpx tells it: measured, and everything that is wrong with it named by what to do next."""

from collections.abc import AsyncIterable, Iterator
from contextlib import contextmanager

import httpx

from api_client.answers import SENTENCE, problem_of
from api_client.errors import NewLog, NotSignedIn, Refused, Stale, Unexpected, Unreachable
from api_client.models.page import Problem
from api_client.models.text import clean
from api_client.trust import why
from api_client.unfold import ANSWER_BYTES, whole

LONGEST_WAIT_SECONDS = 86_400.0
"""More than a day that a hotline asks to wait is taken for a day."""

_UNREACHABLE = {408: "timeout", 429: "too_fast", 502: "cut", 503: "busy", 504: "timeout"}
_REFUSED = (403, 404, 409, 412, 413, 422)


async def check(answer: httpx.Response) -> None:
    """Let an answer pass if it is one; otherwise say what is wrong, named by what to do next."""
    status = answer.status_code
    if answer.is_success or status == 304:
        return
    problem = await _problem(answer)
    said = problem.detail if problem else f"the hotline answers {status}"
    if status == 401:
        raise NotSignedIn(said)
    if status == 410:
        raise NewLog(said)
    if status in _UNREACHABLE:
        after = _seconds(answer.headers.get("retry-after", ""))
        raise Unreachable(_UNREACHABLE[status], said, retry_after=after, code=problem.code if problem else "")
    if status in _REFUSED and problem:
        raise Stale(problem) if status == 412 else Refused(problem)
    where = f" (to {clean(answer.headers['location'])[:SENTENCE]})" if "location" in answer.headers else ""
    raise Unexpected(f"{status}{where}: {said}", why="unexpected" if problem else "no_hotline")


def chunks_of(answer: httpx.Response) -> AsyncIterable[bytes]:
    """What an answer holds, as it came: httpx would unpack it without an end."""
    assert isinstance(answer.stream, httpx.AsyncByteStream)
    return answer.stream


async def body_of(answer: httpx.Response, most: int = ANSWER_BYTES) -> bytes:
    """All of an answer, unpacked. Raises Unexpected where it is more than `most` bytes."""
    return await whole(chunks_of(answer), answer.headers.get("content-encoding", ""), most=most)


async def _problem(answer: httpx.Response) -> Problem | None:
    try:
        return problem_of(await body_of(answer))
    except Unexpected:
        return None


def _seconds(after: str) -> float | None:
    """What Retry-After says in seconds; a date would have to be read against a clock that may be wrong."""
    return min(float(after), LONGEST_WAIT_SECONDS) if after.isascii() and after.isdecimal() else None


@contextmanager
def network() -> Iterator[None]:
    """Everything that can break on the way becomes Unreachable. Raises Unexpected for an address that is none."""
    try:
        yield
    except (httpx.TimeoutException, TimeoutError) as error:
        raise Unreachable("timeout", str(error)) from error
    except httpx.ConnectError as error:
        raise Unreachable(why(error), str(error)) from error
    except httpx.UnsupportedProtocol as error:
        raise Unexpected(str(error)) from error
    except httpx.TransportError as error:
        raise Unreachable("cut", str(error)) from error
