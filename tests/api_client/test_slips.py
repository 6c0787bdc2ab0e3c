"""What desk and courier write to each other."""

from pathlib import Path

import pytest

from api_client import slips
from api_client.errors import Damaged, DiskFull, HotlineError, NewLog, NotSignedIn, Refused, Stale, Unexpected, Unreachable
from api_client.models.page import Problem

PROBLEM = Problem(status=412, code="stale", detail="已由他人签收", version=7)


def test_a_slip_is_one_line_whatever_stands_in_it() -> None:
    line = slips.write("answer", id=3, text="第一行\n第二行\u2028\ud800")
    assert line.count(b"\n") == 1
    assert slips.read(line) == {"is": "answer", "id": 3, "text": "第一行\n第二行\u2028\ud800"}


@pytest.mark.parametrize("line", [b"", b"\n", b'{"is":"wake"}', b"hello\n", b"[1]\n", b"{}\n", b'{"is":1}\n', b"\xff\xfe\n", b'{"is":"wake"}x\n'])
def test_anything_else_is_told_to_be_none(line: bytes) -> None:
    with pytest.raises(slips.Garbled):
        slips.read(line)


def test_half_a_slip_is_told_by_its_length_for_it_may_name_people() -> None:
    with pytest.raises(slips.Garbled, match=r"^38 bytes$"):
        slips.read(b'{"is":"answer","phone":"13900001234"}}')


@pytest.mark.parametrize(
    "error",
    [
        Unreachable("busy", "try later", retry_after=3.0), NotSignedIn("the token is over"), Refused(PROBLEM), Stale(PROBLEM), NewLog("another"),
        Unexpected("what?"), DiskFull(Path("/tmp/outbox.db"), "disk: full"), Damaged(Path("mirror.db"), "cut short"),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_an_error_arrives_as_it_was(error: HotlineError) -> None:
    arrived = slips.error(slips.read(slips.write("answer", trouble=slips.trouble(error)))["trouble"])
    assert type(arrived) is type(error)
    assert (str(arrived), vars(arrived)) == (str(error), vars(error))


def test_a_bug_arrives_as_something_unexpected() -> None:
    arrived = slips.error(slips.trouble(KeyError("x")))
    assert type(arrived) is Unexpected
    assert arrived.why == "bug"
    assert "KeyError" in str(arrived)
