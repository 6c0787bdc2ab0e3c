import json
import sqlite3

import pytest

from api_client.filter import Query, Term, Who
from api_client.mirror import Mirror
from api_client.models.ticket import Flag
from api_client.summary import IN_LINE, place_of, summary_of
from tests.api_client.told import NOW, fill, lines, moment, page, ticket

SIGNED = {"request": "00000000-0000-4000-8000-000000000001", "do": "close", "maker": "zhang", "signers": [{"role": "supervisor", "unit": ""}]}


def test_both_forms_tell_the_same() -> None:
    values = {name: place for place, name in enumerate(IN_LINE)}
    assert summary_of(json.dumps(values)) == summary_of(json.dumps(list(values.values()))) == values


def test_sqlite_finds_a_field_in_both_forms() -> None:
    db = sqlite3.connect(":memory:")
    for told in ({"clocks": 7}, [7 if name == "clocks" else 0 for name in IN_LINE]):
        assert db.execute(f"SELECT json_extract(json, {place_of('clocks')}) FROM (SELECT ? AS json)", (json.dumps(told),)).fetchone() == (7,)
    db.close()


@pytest.mark.parametrize("by_field", [False, True])
def test_a_filter_that_looks_into_summaries_finds_what_came_with_a_snapshot_or_the_feed(mirror: Mirror, by_field: bool) -> None:
    signed = ticket(1, flags=(Flag.COSIGN,), cosigns=(SIGNED,))
    fresh = ticket(2, dispatched=moment(-60), received=moment(-9_000))
    if by_field:
        fill(mirror, [])
        mirror.apply(page(1, signed, fresh))
    else:
        fill(mirror, [signed, fresh])
    me = Who(name="li", role="supervisor", unit="u", asks=frozenset({"cosign"}))
    assert [line.number for line in lines(mirror, Query((Term("waits", ("me",)),), who=me))] == [signed.number]
    assert fresh.number in [line.number for line in lines(mirror, Query((Term("since", ("900",)),)), now=NOW)]
