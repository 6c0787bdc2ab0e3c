"""What docs/openapi.json says of an answer, held against the answer."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs

DESCRIPTION = Path(__file__).parents[2] / "docs/openapi.json"
PROBLEM = "application/problem+json"


@cache
def description() -> dict[str, Any]:
    """The contract, as one document."""
    found: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return found


def held(answer: httpx.Response, route: str) -> httpx.Response:
    """The answer, once it is one that the contract knows of for its route: state, media type, every field. Raises AssertionError."""
    asked = f"{answer.request.method} {answer.request.url.raw_path.decode()}"
    told = description()["paths"][route][answer.request.method.lower()]["responses"]
    assert str(answer.status_code) in told, f"{asked}: nobody expects {answer.status_code}: {answer.text[:200]}"
    shapes = told[str(answer.status_code)].get("content", {})
    media = answer.headers.get("content-type", "").partition(";")[0].strip()
    if not shapes:
        assert not answer.content, f"{asked}: {answer.status_code} has no body"
        return answer
    assert media in shapes, f"{asked}: {media!r} is none of {', '.join(shapes)}"
    if media in ("application/json", PROBLEM):
        fault = next(_validator(json.dumps(shapes[media]["schema"])).iter_errors(answer.json()), None)
        where = "/".join(map(str, fault.instance_path)) if fault else ""
        assert fault is None, f"{asked}: {where}: {fault.message}"
    return answer


def refused(answer: httpx.Response, status: int, route: str) -> dict[str, Any]:
    """The problem, where the answer is one with this state: its code, and a sentence for a person."""
    assert answer.status_code == status, f"{answer.status_code}: {answer.text[:300]}"
    problem: dict[str, Any] = held(answer, route).json()
    assert problem["status"] == status
    assert problem["code"]
    assert problem["detail"].strip()
    assert "Traceback" not in answer.text
    return problem


@cache
def _validator(schema: str) -> Any:
    return jsonschema_rs.validator_for({**json.loads(schema), "components": description()["components"]})
