"""docs/promises.md names tests that are there, at least one for each promise."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def functions(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_each_promise_has_tests_that_are_there(row: str) -> None:
    promise, kept, broken = (cell.strip() for cell in row.strip("| ").split(" | "))
    assert promise.endswith(".")
    assert kept.endswith(".")
    named = _NAMED.findall(broken)
    assert named
    missing = [f"{file}::{test}" for file, test in named if not (ROOT / file).is_file() or test not in functions(ROOT / file)]
    assert not missing


def test_every_path_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:tests|api_client)/[\w/]+\.py)", PAGE)) | {f"docs/{page}" for page in re.findall(r"\]\((\w+\.md)\)", PAGE)}
    assert len(named) > len(ROWS) // 2
    assert not [path for path in named if not (ROOT / path).is_file()]
