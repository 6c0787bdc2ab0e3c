"""A moment is read quickly where it is written as ours are, and as it ever was where it is not."""

from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, AwareDatetime, TypeAdapter, ValidationError

from api_client.models import word
from api_client.models.word import Moment

QUICK: TypeAdapter[Any] = TypeAdapter(Moment)
PLAIN: TypeAdapter[Any] = TypeAdapter(Annotated[AwareDatetime, AfterValidator(word._whole_utc)])
NEAR = st.builds(
    "{}-{}-{}{}{}:{}:{}{}".format, st.sampled_from(["0000", "0001", "2026", "9999", "٢٠٢٦"]), st.sampled_from(["00", "02", "12", "13", "W0"]),
    st.sampled_from(["01", "29", "31", "9-", "-1"]), st.sampled_from("Tt _-"), st.sampled_from(["00", "24", "23", "-1"]),
    st.sampled_from(["00", "59", "60", "5,"]), st.sampled_from(["00", "59", "60", ".5"]), st.sampled_from(["Z", "z", "", "+08:00", ".1Z"]),
)  # fmt: skip


def told(adapter: TypeAdapter[Any], value: Any) -> Any:
    try:
        found = adapter.validate_python(value)
    except ValidationError as no:
        return [(one["type"], one["msg"]) for one in no.errors()]
    return found, str(found.tzinfo), adapter.dump_json(found)


@given(st.one_of(NEAR, st.datetimes(timezones=st.timezones()), st.text(max_size=21), st.integers(), st.none()))
def test_both_ways_come_to_the_same(value: Any) -> None:
    assert told(QUICK, value) == told(PLAIN, value)


@pytest.mark.parametrize("value", ["2026-11-22T12:00:00Z", "2026-W47-7T12:00:00Z", "2024-02-29T23:59:59Z", "2026-02-29T00:00:00Z"])
def test_they_do_so_at_the_edges_too(value: str) -> None:
    assert told(QUICK, value) == told(PLAIN, value)
    assert QUICK.json_schema() == PLAIN.json_schema()
