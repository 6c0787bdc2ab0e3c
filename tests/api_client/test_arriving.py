import json
from typing import Any

import orjson
import pytest

from api_client.arriving import Lines, _Line
from api_client.errors import Unexpected
from api_client.mirror import Mirror
from api_client.models.ticket import Flag, Ticket
from api_client.rows import row
from api_client.summary import IN_LINE, summary_of
from tests.api_client.told import COLUMNS, arrays, head, moment, ticket

PLAIN: list[Any] = arrays([ticket(1)])[0]
WAITS = {"request": "00000000-0000-4000-8000-000000000001", "do": "close", "maker": "zhang", "signers": [{"role": "supervisor", "unit": ""}]}


def changed(**values: Any) -> bytes:
    """The line of a ticket of which some values are others."""
    return orjson.dumps([values.get(name, value) for name, value in zip(COLUMNS, PLAIN, strict=True)])


def test_lines_are_kept_in_the_order_in_which_a_hotline_of_this_version_tells_them() -> None:
    assert _Line.__struct_fields__ == IN_LINE
    assert tuple(Ticket.model_fields) == IN_LINE


@pytest.mark.parametrize(
    "one",
    [
        ticket(1), ticket(2, due=None), ticket(3, urgent=True, flags=(Flag.COSIGN, Flag.JOINT), co_units=("a", "b"), cosigns=(WAITS,)),
        ticket(4, dispatched=moment(-5), requester={"name": "张*", "phone": "138****1234"}, parent="20261122-000001", title="ＡＢ Ⅷ 号"),
    ],
)  # fmt: skip
def test_a_line_read_by_its_types_is_the_row_that_its_fields_make(one: Ticket) -> None:
    told = arrays([one])[0]
    [read], [(summary,)] = Lines(COLUMNS).rows([orjson.dumps(told)])
    by_field = row(dict(zip(COLUMNS, told, strict=True)))
    assert read == by_field[:-1]
    assert summary == orjson.dumps(told)
    assert summary_of(summary.decode()) == summary_of(by_field[-1]) == dict(zip(COLUMNS, told, strict=True))


@pytest.mark.parametrize(
    "line",
    [
        b"{}", b"[1", b"\xff", b"7", b"[NaN]", b"null", b"[]", orjson.dumps(PLAIN[:-1]), orjson.dumps([*PLAIN, 1]), changed(number=7),
        changed(number="9" * 65), changed(version=-1), changed(version=1 << 63), changed(hops="many"), changed(received="yesterday"),
        changed(clocks=[{"name": "sign", "due": "soon"}]), changed(flags=[7]), changed(title=None), changed(lead=["a"]), changed(stage={}),
        changed(title="%").replace(b"%", b"\\ud800"), changed(title="%").replace(b"%", b"\xed\xa0\x80"),
        changed(requester="%").replace(b'"%"', b'{"name":"\\ud800"}'), changed(waiting="%").replace(b'"%"', b'{"at":' + b"9" * 5_000 + b"}"),
        changed(cosigns="%").replace(b'"%"', b"[" * 100_000 + b"]" * 100_000),
    ],
)  # fmt: skip
def test_a_line_that_is_none_is_unexpected(line: bytes) -> None:
    with pytest.raises(Unexpected):
        Lines(COLUMNS).rows([line])


def test_what_a_newer_hotline_tells_inside_is_read_by_its_fields(mirror: Mirror) -> None:
    clocks = json.loads(orjson.dumps(PLAIN[COLUMNS.index("clocks")]))
    clocks[0]["mood"] = "fine"
    line = changed(clocks=clocks)
    _, [(summary,)] = Lines(COLUMNS).rows([line])
    assert isinstance(summary, str)
    mirror.replace(head(1), [orjson.loads(line)])
    told = mirror.ticket(ticket(1).number)
    assert told
    assert told["clocks"][0]["mood"] == "fine"
