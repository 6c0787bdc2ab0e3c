"""The examples of docs/api.md: real answers, cut short, that are JSON still."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docs.api_examples import SHOWN, WIDTH, examples, laid_out, shortened
from tests.conformance.contract import description

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=6),
    max_leaves=40,
)


@settings(max_examples=30)
@given(JSON)
def test_laid_out_it_says_the_same(told: Any) -> None:
    assert json.loads(laid_out(told)) == told


def test_what_fits_stands_in_one_line_and_nothing_is_much_longer() -> None:
    told = {"numbers": list(range(100)), "short": {"a": 1, "b": [2, 3]}}
    lines = laid_out(told).splitlines()
    assert all(len(line) <= WIDTH + 10 for line in lines)
    assert any('"short": {"a": 1, "b": [2, 3]}' in line for line in lines)


def test_long_lists_and_texts_are_cut_and_what_differs_between_hotlines_is_left_out() -> None:
    assert shortened([1, 2, 3]) == [*[1, 2, 3][:SHOWN], "…"]
    assert shortened({"text": "x" * 500, "key": "drawn", "hash": ""}) == {"text": "x" * 160 + "…", "key": "…", "hash": ""}


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    return {route: json.loads(text) for route, text in examples().items()}


def test_every_route_that_is_shown_is_there_and_has_the_fields_it_must_have(shown: dict[str, Any]) -> None:
    for route, told in shown.items():
        method, _, path = route.partition(" ")
        schema = description()["paths"][path][method.lower()]["responses"]["200"]["content"]["application/json"]["schema"]
        named = description()["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], {})
        assert set(named.get("required", ())) <= set(told), route


def test_no_example_names_who_asked(shown: dict[str, Any]) -> None:
    told = json.dumps({route: answer for route, answer in shown.items() if not route.endswith("/contacts")}, ensure_ascii=False)
    assert "李示例" not in told
    assert "10000000001" not in told
